/** What pages and tools watch while a job is edited. Lives outside React; a pointer that only moves changes nothing here. */

import { createStore, type StoreApi } from "zustand/vanilla";
import { type FrameDocument, type History, NO_HISTORY } from "@/model/document";
import { NO_FILTER } from "@/model/filter";
import { type Interaction, NO_INTERACTION } from "@/model/interaction";
import type { Key } from "@/model/item";
import type { Sorting } from "@/model/listing";
import type { Visibility } from "@/model/visibility";
import type { Call } from "./calls";

/** How the tool for masks paints. */
export type Brush = {
  readonly mode: "paint" | "erase" | "fill" | "cut";
  /** Across, in pixels of the picture. */
  readonly size: number;
  /** Whether other masks lose what is painted over them. */
  readonly clears: boolean;
};

/** Why nothing has happened: the end of the key of its words under `editor.notice`. */
export type Notice = keyof typeof import("@/locales/en/tools.json")["editorTools"]["notice"];

export type ToolId = "select" | "rectangle" | (string & {});

export type EditorState = Visibility & {
  readonly frame: number;
  /** Loaded frames, with everything that was done to them. */
  readonly documents: ReadonlyMap<number, FrameDocument>;
  /** Frames that are left out of runs, exports and review. */
  readonly deleted: ReadonlySet<number>;
  /** Why a frame could not be loaded. */
  readonly failures: ReadonlyMap<number, unknown>;
  readonly selected: ReadonlySet<Key>;
  /** The selection is only where the queue has come to; nobody has picked it. */
  readonly walked: boolean;
  /** The selection is only what was drawn or dragged last; nobody has picked it either. */
  readonly incidental: boolean;
  readonly hovered: Key | null;
  readonly tool: ToolId;
  /** The tool that N takes up again. */
  readonly lastTool: ToolId;
  /** The label that the next object is drawn with. */
  readonly label: number;
  /** Space is held down: the picture without anything on it. */
  readonly bare: boolean;
  readonly history: History;
  /** Which dialog of the editor is open. */
  readonly dialog: string | null;
  readonly brush: Brush;
  readonly interaction: Interaction;
  readonly notice: Notice | null;
  /** Calls of functions that are under way, and what is to be said of those that are not any more. */
  readonly calls: readonly Call[];
  /** The threshold of the last run, where the slider stands until it is moved. */
  readonly ranAt: number;
  /** In which order the list shows objects. */
  readonly sorting: Sorting;
};

export type EditorStore = StoreApi<EditorState>;

/** What an editor has in hand that begins. */
export const AT_REST = {
  ...{ selected: new Set<Key>(), walked: false, incidental: false, hovered: null },
  ...{ tool: "select", bare: false, dialog: null, interaction: NO_INTERACTION, notice: null },
} satisfies Partial<EditorState>;

export const createEditorStore = (frame: number, label: number, deleted: Iterable<number> = []): EditorStore =>
  createStore<EditorState>(() => ({
    ...AT_REST,
    frame,
    documents: new Map(),
    deleted: new Set(deleted),
    failures: new Map(),
    lastTool: "rectangle",
    label,
    threshold: null,
    thresholds: new Map(),
    filter: NO_FILTER,
    hiddenLabels: new Set(),
    hidden: new Set(),
    locked: new Set(),
    history: NO_HISTORY,
    brush: { mode: "paint", size: 24, clears: false },
    calls: [],
    ranAt: 0.5,
    sorting: "drawn",
  }));
