/** The addresses of the app; pages come when they are first shown. */

import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { prefetchJob } from "./api/opening";
import { asProblem } from "./api/problem";
import { meansSignedOut } from "./api/session";
import { jobsQuery } from "./api/tasks";
import { selfQuery } from "./api/users";
import { jobOf } from "./model/jobs";
import { FUNCTION_TABS, type FunctionTab } from "./model/tabs";
import { NotFound, RouteProblem } from "./pages/RouteProblem";
import { queries } from "./queries";
import { Shell } from "./ui/Shell";

const text = (value: unknown): string | undefined => (typeof value === "string" && value ? value : undefined);

function wholeNumber(value: unknown): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0) throw notFound();
  return number;
}

/** What is no id names nothing, like one that nobody has. */
function idIn(value: unknown): number | undefined {
  const id = Number(value);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const login = createRoute({
  getParentRoute: () => root,
  path: "/login",
  validateSearch: (search): { next?: string } => ({ next: text(search.next) }),
  component: lazyRouteComponent(() => import("./pages/login/LoginPage"), "LoginPage"),
});

const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  component: Shell,
  async beforeLoad({ location }) {
    try {
      await queries.ensureQueryData(selfQuery);
    } catch (error) {
      if (meansSignedOut(asProblem(error))) throw redirect({ to: "/login", search: { next: location.href } });
      throw error;
    }
  },
});

const home = createRoute({
  getParentRoute: () => app,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/tasks" });
  },
});

const tasks = createRoute({
  getParentRoute: () => app,
  path: "/tasks",
  validateSearch: (search): { search?: string; page?: number } => ({
    search: text(search.search),
    page: Number(search.page) > 1 ? Number(search.page) : undefined,
  }),
  component: lazyRouteComponent(() => import("./pages/tasks/TasksPage"), "TasksPage"),
});

const newTask = createRoute({
  getParentRoute: () => app,
  path: "/tasks/new",
  component: lazyRouteComponent(() => import("./pages/tasks/NewTaskPage"), "NewTaskPage"),
});

const task = createRoute({
  getParentRoute: () => app,
  path: "/tasks/$task",
  params: { parse: ({ task }) => ({ task: wholeNumber(task) }), stringify: ({ task }) => ({ task: `${task}` }) },
  validateSearch: (search): { dialog?: "annotate" | "export" } => ({
    dialog: search.dialog === "annotate" || search.dialog === "export" ? search.dialog : undefined,
  }),
  component: lazyRouteComponent(() => import("./pages/task/TaskPage"), "TaskPage"),
});

/** A job that is open: what was fetched and done lasts from one of its pages to the other. */
const openJob = createRoute({
  getParentRoute: () => app,
  path: "/jobs/$job",
  params: { parse: ({ job }) => ({ job: wholeNumber(job) }), stringify: ({ job }) => ({ job: `${job}` }) },
  loader: ({ params: { job } }) => {
    void prefetchJob(queries, job);
  },
  // Once for a job: its address changes with each frame and object.
  staleTime: Number.POSITIVE_INFINITY,
  component: lazyRouteComponent(() => import("./pages/job/JobPage"), "JobPage"),
});

const jobHome = createRoute({
  getParentRoute: () => openJob,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/jobs/$job/edit", params, replace: true });
  },
});

const editor = createRoute({
  getParentRoute: () => openJob,
  path: "/edit",
  validateSearch: (search): { frame?: number; object?: number } => ({
    frame: search.frame === undefined ? undefined : wholeNumber(search.frame),
    object: idIn(search.object),
  }),
  component: lazyRouteComponent(() => import("./pages/editor/EditorPage"), "EditorPage"),
});

/** The objects of a job as cut-outs of their pictures. */
const grid = createRoute({
  getParentRoute: () => openJob,
  path: "/grid",
  component: lazyRouteComponent(() => import("./pages/grid/GridPage"), "GridPage"),
});

/** A frame by its place in the task, which is edited in the job that has it. */
const taskFrame = createRoute({
  getParentRoute: () => app,
  path: "/tasks/$task/frames/$frame",
  params: {
    parse: ({ task, frame }) => ({ task: wholeNumber(task), frame: wholeNumber(frame) }),
    stringify: ({ task, frame }) => ({ task: `${task}`, frame: `${frame}` }),
  },
  async beforeLoad({ params: { task, frame } }) {
    const job = jobOf(await queries.ensureQueryData(jobsQuery(task)), frame);
    if (!job) throw notFound();
    throw redirect({ to: "/jobs/$job/edit", params: { job: job.id }, search: { frame }, replace: true });
  },
});

const functions = createRoute({
  getParentRoute: () => app,
  path: "/functions",
  component: lazyRouteComponent(() => import("./pages/functions/FunctionsPage"), "FunctionsPage"),
});

const newFunction = createRoute({
  getParentRoute: () => app,
  path: "/functions/new",
  component: lazyRouteComponent(() => import("./pages/functions/NewFunctionPage"), "NewFunctionPage"),
});

const functionRoute = createRoute({
  getParentRoute: () => app,
  path: "/functions/$name",
  validateSearch: (search): { tab?: FunctionTab } => ({ tab: FUNCTION_TABS.find((tab) => tab === search.tab) }),
  component: lazyRouteComponent(() => import("./pages/function/FunctionPage"), "FunctionPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    login,
    app.addChildren([
      ...[home, tasks, newTask, task, taskFrame, functions, newFunction, functionRoute],
      openJob.addChildren([jobHome, editor, grid]),
    ]),
  ]),
  defaultPreload: "intent",
  defaultErrorComponent: RouteProblem,
  defaultNotFoundComponent: NotFound,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
