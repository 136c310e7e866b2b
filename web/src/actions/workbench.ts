/** Everything that an action works with: the session, the stage while there is one, the tool in hand. */

import type { Label } from "@/api/types";
import { type LookOf, lookOfLabels } from "@/canvas/look";
import type { Stage } from "@/canvas/stage";
import { bonesIn } from "@/model/bones";
import { digitOf, digitsOf } from "@/model/digits";
import type { Key } from "@/model/item";
import { PreferenceStore } from "@/state/preferences";
import type { Session } from "@/state/session";
import { Belt } from "@/tools/belt";
import { Desk } from "@/tools/desk";

export class Workbench {
  readonly belt = new Belt();
  stage: Stage | null = null;
  lookOf: LookOf;
  readonly preferences: PreferenceStore;

  constructor(
    readonly session: Session,
    /** Shows another frame of the job, and its address. */
    readonly go: (frame: number) => void,
    /** Shows all objects of the job as a grid. */
    readonly toGrid: () => void = () => {},
  ) {
    const labels = new Map(session.assignment.labels.map((label) => [label.id, { ...label, bones: bonesIn(label) }]));
    this.preferences = new PreferenceStore(session.assignment.user.id);
    this.lookOf = lookOfLabels(labels, this.preferences.store.getState().editor_appearance.colorBy);
    this.preferences.store.subscribe(({ editor_appearance }, before) => {
      if (editor_appearance !== before.editor_appearance) this.lookOf = lookOfLabels(labels, editor_appearance.colorBy);
    });
  }

  attach(stage: Stage | null) {
    this.stage = stage;
    this.belt.attach(stage && new Desk(this.session, stage, () => this.lookOf));
  }

  /** The label that a digit stands for: what the user has chosen in this project, or else its place. */
  labelOfDigit(digit: number): Label | undefined {
    const { labels } = this.session.assignment;
    const chosen = digitsOf(this.preferences.store.getState(), this.session.assignment.task);
    return labels.find((label, at) => digitOf(label.id, at, chosen) === digit);
  }

  /** Selects one object and moves the picture so that it is seen. */
  pick(key: Key) {
    this.session.select([key]);
    this.reveal(key);
  }

  /** Picks the object that a link names by the server's id, if it can be seen and nothing else was picked meanwhile. */
  pickLinked(frame: number, id: number) {
    const { session } = this;
    const linked = session.shown.find(({ key }) => session.frames.idOf(key) === id);
    if (linked && session.state.frame === frame && session.state.selected.size === 0) this.pick(linked.key);
  }

  /** Takes an object up as the next of a queue. */
  standOn(key: Key) {
    this.session.standOn(key);
    this.reveal(key);
  }

  private reveal(key: Key) {
    const placed = this.stage?.scene.find(key);
    if (placed) this.stage?.reveal(placed.box);
  }
}
