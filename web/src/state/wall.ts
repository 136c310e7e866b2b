/** The objects of a whole job as a grid of tiles: which are shown and picked, and what is decided on many frames at once. */

import { createStore, type StoreApi } from "zustand/vanilla";
import type { Label, PlacedObject } from "@/api/types";
import type { CommandName, Edit } from "@/model/document";
import { accepting, deleting, relabelling } from "@/model/edits";
import { ANY } from "@/model/filter";
import { type Item, type Key, labelOf, type ShapeItem } from "@/model/item";
import { clicked, decided, meant, NOTHING_PICKED, type Picking, present, stepped } from "@/model/picking";
import { fitsFilter, inOrder, type Tile, type TileFilter, type TileOrder, tileOf, tileOfPlaced } from "@/model/tile";
import type { Session } from "./session";

/** Frames that come one after the other are put on the grid together. */
const TOGETHER_MS = 60;

export type WallState = Picking &
  TileFilter & {
    readonly order: TileOrder;
    /** Every object of the job, and those that are shown, in their order. */
    readonly all: readonly Tile[];
    readonly tiles: readonly Tile[];
    /** Frames that are still to come before something can be done to their objects. */
    readonly coming: number;
    /** Objects that nothing could be done to, since their frames did not come. */
    readonly missed: number;
  };

type Change = (frame: number, items: readonly Item[]) => Edit[];

export class Wall {
  readonly store: StoreApi<WallState> = createStore<WallState>(() => ({
    ...NOTHING_PICKED,
    ...{
      undecided: true,
      labels: new Set<number>(),
      scores: ANY,
      order: "doubt",
      all: [],
      tiles: [],
      coming: 0,
      missed: 0,
    },
  }));
  /** How many tiles lie in a row at the moment. */
  columns = 1;
  private placed: readonly Tile[] = [];
  private timer = 0;
  private readonly unwatch: () => void;

  constructor(readonly session: Session) {
    this.unwatch = session.store.subscribe((now, before) => {
      if (now.history !== before.history || now.deleted !== before.deleted) this.lay();
      else if (now.documents !== before.documents) this.layTogether();
    });
  }

  get state(): WallState {
    return this.store.getState();
  }

  /** What the next key is for. */
  get meant(): ReadonlySet<Key> {
    return meant(this.picking);
  }

  private get picking(): Picking {
    const { picked, cursor } = this.state;
    return { picked, cursor };
  }

  private get keys(): Key[] {
    return this.state.tiles.map(({ key }) => key);
  }

  dispose() {
    clearTimeout(this.timer);
    this.unwatch();
  }

  /** What the server has of the job. */
  know(objects: readonly PlacedObject[]) {
    this.placed = objects.map((object) => tileOfPlaced(object, this.session.frames.keyOf(object.id)));
    this.lay();
  }

  show(change: Partial<TileFilter & { order: TileOrder }>) {
    this.store.setState(change);
    this.lay();
  }

  click(key: Key, reaching: boolean) {
    this.pick(clicked(this.picking, this.keys, key, reaching));
  }

  /** Moves the cursor by places; `reaching` picks what it passes. */
  step(by: number, reaching: boolean) {
    this.pick(stepped(this.picking, this.keys, by, reaching));
  }

  pickAll() {
    this.pick({ picked: new Set(this.keys), cursor: this.state.cursor });
  }

  pickNone() {
    this.pick({ picked: new Set(), cursor: this.state.cursor });
  }

  accept() {
    return this.change("accept", this.meant, accepting);
  }

  acceptShown() {
    return this.change("accept", new Set(this.keys), accepting);
  }

  reject() {
    return this.change("reject", this.meant, deleting);
  }

  /** Naming the class of a prediction decides on it, also when it has that class already. */
  relabel(label: Label) {
    return this.change("relabel", this.meant, (frame, items) => [
      ...relabelling(frame, items, label),
      ...accepting(
        frame,
        items.filter((item) => labelOf(item) === label.id),
      ),
    ]);
  }

  /** One change, however many frames it is on; those are fetched first. False when nothing is meant. */
  private async change(name: CommandName, keys: ReadonlySet<Key>, editsOf: Change): Promise<boolean> {
    const { tiles, coming } = this.state;
    const chosen = tiles.filter(({ key }) => keys.has(key));
    if (chosen.length === 0 || coming > 0) return false;
    const frames = new Set(chosen.map(({ frame }) => frame));
    await this.fetch(frames);
    const { documents } = this.session.state;
    const edits = [...frames].flatMap((frame) => {
      const items = documents.get(frame)?.items;
      const here = chosen.filter((tile) => tile.frame === frame).flatMap(({ key }) => items?.get(key) ?? []);
      return editsOf(frame, here);
    });
    const [before, { cursor }] = [this.keys, this.state];
    this.session.commit(name, edits);
    this.lay();
    this.store.setState({
      ...decided({ picked: keys, cursor }, before, this.keys),
      missed: chosen.filter(({ frame }) => !documents.has(frame)).length,
    });
    return true;
  }

  private async fetch(frames: ReadonlySet<number>) {
    const missing = [...frames].filter((frame) => !this.session.state.documents.has(frame));
    this.store.setState({ coming: missing.length, missed: 0 });
    await this.session.loadAll(missing, () => this.store.setState(({ coming }) => ({ coming: coming - 1 })));
  }

  private pick(picking: Picking) {
    const { tiles } = this.state;
    this.store.setState(picking);
    // What is picked will be changed: its frame may as well be on its way.
    const frame = tiles.find(({ key }) => key === picking.cursor)?.frame;
    if (frame !== undefined && picking.picked.size > 0) void this.session.load(frame);
  }

  /** Not while frames come that something is about to be done on: that shows them anyway. */
  private layTogether() {
    clearTimeout(this.timer);
    if (this.state.coming > 0) return;
    this.timer = window.setTimeout(() => this.lay(), TOGETHER_MS);
  }

  /** Of frames that are loaded what is on them here, of the others what the server has said. */
  private lay() {
    clearTimeout(this.timer);
    const { documents, deleted } = this.session.state;
    const here = [...documents.values()].flatMap(({ items }) => [...items.values()].filter(isShape).map(tileOf));
    const known = [...this.placed.filter(({ frame }) => !documents.has(frame)), ...here];
    const all = deleted.size === 0 ? known : known.filter(({ frame }) => !deleted.has(frame));
    this.store.setState((state) => {
      const tiles = inOrder(
        all.filter((tile) => fitsFilter(tile, state)),
        state.order,
      );
      return { ...present(this.picking, new Set(tiles.map(({ key }) => key))), all, tiles };
    });
  }
}

const isShape = (item: Item): item is ShapeItem => item.role === "shape";
