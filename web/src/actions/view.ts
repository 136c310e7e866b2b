/** How the picture is looked at. */

import type { Action } from "./action";

export const VIEW_ACTIONS: readonly Action[] = [
  { id: "fit", group: "view", keys: ["Digit0"], run: ({ stage }) => stage?.fit() },
  { id: "zoomIn", group: "view", keys: ["Equal", "+"], run: ({ stage }) => stage?.zoomIn() },
  { id: "zoomOut", group: "view", keys: ["Minus", "-"], run: ({ stage }) => stage?.zoomOut() },
  {
    id: "bare",
    group: "view",
    keys: ["Space"],
    run: ({ session }) => session.store.setState({ bare: true }),
    release: ({ session }) => session.store.setState({ bare: false }),
  },
  { id: "actualSize", group: "view", keys: ["Shift+Digit0"], run: ({ stage }) => stage?.actualSize() },
];
