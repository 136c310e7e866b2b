/** Short names for the generated types that pages use. */

import type { components } from "./schema";

type Schemas = components["schemas"];

export type User = Schemas["UserRead"];
export type Task = Schemas["TaskRead"];
export type TaskStatistics = Schemas["StatisticsRead"];
export type Label = Schemas["LabelRead"];
export type LabelWrite = Schemas["LabelWrite"];
export type LabelStatistics = Schemas["LabelCountRead"];
export type FrameMeta = Schemas["FrameRead"];
export type DataMeta = Schemas["DataMeta"];
export type Job = Schemas["JobRead"];
export type JobChange = Schemas["JobPatch"];
export type Shape = Schemas["Shape"];
export type Tag = Schemas["Tag"];
export type ShapeType = Shape["type"];
export type Annotations = Schemas["Annotations"];
export type BackgroundRequest = Schemas["RequestRead"];
export type Format = Schemas["FormatRead"];
/** A function as a model that can be called, whatever its kind. */
export type Model = Schemas["FunctionRead"];
export type CallOrder = Schemas["CallWrite"];
export type Run = Schemas["RunRead"];
export type RunSummary = Schemas["SummaryRead"];
export type DeployedFunction = Schemas["Function"];
export type Bundle = Schemas["Bundle"];
export type BundleFile = Schemas["BundleFile"];
export type LogLine = Schemas["LogLine"];
export type FrameContent = Schemas["FrameContent"];
/** Its box is left, top, right and bottom. */
export type PlacedObject = Omit<Schemas["PlacedObject"], "box"> & { readonly box: readonly number[] };
export type FrameState = Schemas["FrameState"];
export type FrameChange = Schemas["FrameChange"];
export type NumberedChange = Schemas["NumberedChange"];
export type FrameChanged = Schemas["FrameChanged"];
export type FunctionMetrics = Schemas["FunctionMetrics"];
export type WorkerMetrics = Schemas["WorkerMetrics"];
export type FunctionVersion = Schemas["Version"];
export type FileChange = Schemas["Change"];
export type Repair = Schemas["RepairedConfig"];
export type BaseImage = Schemas["BaseImageAnswer"];
export type FunctionTemplate = Schemas["FunctionTemplate"];
export type StaleFrame = Schemas["StaleFrame"];
