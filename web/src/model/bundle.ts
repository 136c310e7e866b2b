/** A function that is being written: its configuration, its code and its files. */

import { handlerFileIn, nameIn } from "./configuration";

export type Draft = { config: string; code: string; files: File[] };
export type Way = "code" | "weights" | "archive";

export const EMPTY_DRAFT: Draft = { config: "", code: "", files: [] };

const CONFIG = /(^|\/)function[^/]*\.ya?ml$|\.ya?ml$/i;

/** Takes files in: a YAML file is the configuration, the handler's file is the code, the rest lies beside them. */
export async function withFiles(draft: Draft, added: readonly File[]): Promise<Draft> {
  let result = draft;
  for (const file of added.filter(({ name }) => CONFIG.test(name))) result = { ...result, config: await file.text() };
  for (const file of added.filter(({ name }) => !CONFIG.test(name))) {
    if (file.name === handlerFileIn(result.config)) result = { ...result, code: await file.text() };
    else result = { ...result, files: [...result.files.filter(({ name }) => name !== file.name), file] };
  }
  return result;
}

/** What is still missing before the draft can be deployed; null when nothing is. */
export function missingIn(draft: Draft, way: Way): "config" | "name" | "code" | "weights" | "archive" | null {
  if (way !== "code") return draft.files.length > 0 ? null : way;
  if (!draft.config.trim()) return "config";
  if (!nameIn(draft.config)) return "name";
  if (draft.code.trim()) return null;
  return draft.files.some(({ name }) => name === handlerFileIn(draft.config) || /\.zip$/i.test(name)) ? null : "code";
}

/** The parts that a way of making a function sends. */
export const partsOf = (draft: Draft, way: Way): Draft =>
  way === "code" ? draft : { ...EMPTY_DRAFT, files: draft.files };
