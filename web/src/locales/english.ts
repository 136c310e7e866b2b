/** The complete catalogue; its keys are checked wherever a text is asked for. */

import calls from "./en/calls.json" with { type: "json" };
import common from "./en/common.json" with { type: "json" };
import editor from "./en/editor.json" with { type: "json" };
import functions from "./en/functions.json" with { type: "json" };
import grid from "./en/grid.json" with { type: "json" };
import review from "./en/review.json" with { type: "json" };
import settings from "./en/settings.json" with { type: "json" };
import task from "./en/task.json" with { type: "json" };
import tasks from "./en/tasks.json" with { type: "json" };
import tools from "./en/tools.json" with { type: "json" };

export const english = {
  ...calls,
  ...common,
  ...editor,
  ...functions,
  ...grid,
  ...review,
  ...settings,
  ...task,
  ...tasks,
  ...tools,
};
