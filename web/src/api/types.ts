/** Short names for the generated types that pages use. */

import type { components } from "./schema";

type Schemas = components["schemas"];

export type User = Schemas["User"];
export type Task = Schemas["Task"];
export type TaskStatistics = Schemas["TaskStatistics"];
export type Label = Schemas["Label"];
export type LabelWrite = Schemas["LabelWrite"];
export type LabelStatistics = Schemas["LabelStatistics"];
export type FrameMeta = Schemas["FrameMeta"];
export type DataMeta = Schemas["DataMeta"];
export type Job = Schemas["Job"];
export type Shape = Schemas["Shape"];
export type ShapeType = Shape["type"];
export type Annotations = Schemas["Annotations"];
export type BackgroundRequest = Schemas["Request"];
export type Format = Schemas["Format"];
export type LambdaFunction = Schemas["LambdaFunction"];
export type LambdaRequest = Schemas["LambdaRequest"];
export type LabelMapping = Schemas["LabelMapping"];
export type RunSummary = Schemas["RunSummary"];
export type DeployedFunction = Schemas["Function"];
export type FunctionState = Schemas["FunctionStatus"]["state"];
export type Bundle = Schemas["Bundle"];
export type BundleFile = Schemas["BundleFile"];
export type LogLine = Schemas["LogLine"];
export type Detection = Schemas["Detection"];
