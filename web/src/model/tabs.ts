/** The parts of a function's page, by the names that stand in its address. */

export const FUNCTION_TABS = ["overview", "build", "code", "versions", "test", "log"] as const;
export type FunctionTab = (typeof FUNCTION_TABS)[number];
