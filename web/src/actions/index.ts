/** Everything that can be done in the editor; a key stands for one thing only. */

import type { Action } from "./action";
import { CLASS_ACTIONS } from "./classes";
import { COPY_ACTIONS } from "./copies";
import { CORNER_ACTIONS } from "./corners";
import { DETECT_ACTIONS } from "./detect";
import { DIALOG_ACTIONS } from "./dialogs";
import { EDIT_ACTIONS } from "./edit";
import { FRAME_ACTIONS } from "./frames";
import { NUDGE_ACTIONS } from "./nudge";
import { OBJECT_ACTIONS } from "./objects";
import { PROPERTY_ACTIONS } from "./properties";
import { REVIEW_ACTIONS } from "./review";
import { SHAPE_ACTIONS } from "./shapes";
import { SNAP_ACTIONS } from "./snap";
import { TAG_ACTIONS } from "./tags";
import { TOOL_ACTIONS } from "./tools";
import { VIEW_ACTIONS } from "./view";
import { VISIBILITY_ACTIONS } from "./visibility";

export const ACTIONS: readonly Action[] = [
  ...FRAME_ACTIONS,
  ...OBJECT_ACTIONS,
  ...NUDGE_ACTIONS,
  ...CORNER_ACTIONS,
  ...PROPERTY_ACTIONS,
  ...VISIBILITY_ACTIONS,
  ...CLASS_ACTIONS,
  ...REVIEW_ACTIONS,
  ...DETECT_ACTIONS,
  ...TOOL_ACTIONS,
  ...TAG_ACTIONS,
  ...SHAPE_ACTIONS,
  ...SNAP_ACTIONS,
  ...EDIT_ACTIONS,
  ...COPY_ACTIONS,
  ...VIEW_ACTIONS,
  ...DIALOG_ACTIONS,
];

export const actionOf = (id: string): Action | undefined => ACTIONS.find((action) => action.id === id);
