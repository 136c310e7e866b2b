/** What went wrong with a call, in the server's own words; knows the error bodies of both APIs. */

export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The answer's body as it came, to be copied into a report. */
    readonly detail: string = message,
  ) {
    super(message);
    this.name = "Problem";
  }
}

/** Status 0 means that no answer came at all. */
export const NO_ANSWER = 0;

function sentences(body: unknown, field = ""): string[] {
  if (typeof body === "string") return body ? [field ? `${field}: ${body}` : body] : [];
  if (Array.isArray(body)) return body.flatMap((item) => sentences(item, field));
  if (body === null || typeof body !== "object") return [];
  return Object.entries(body).flatMap(([key, value]) => sentences(value, namesField(key) ? key : ""));
}

function namesField(key: string): boolean {
  return !["detail", "error", "errorMessage", "message", "non_field_errors"].includes(key);
}

/** The sentence of a DRF body (`{detail}`, `{field: [..]}`), of a Nuclio body (`{error}`), or of plain text. */
export function problemOf(status: number, text: string): Problem {
  let body: unknown = text.trimStart().startsWith("<") ? "" : text;
  try {
    body = JSON.parse(text);
  } catch {
    // plain text, taken as it is
  }
  return new Problem(status, sentences(body).join(" ") || `The server answered with status ${status}.`, text);
}

/** The problem behind anything that was thrown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(NO_ANSWER, error instanceof Error ? error.message : String(error));
}
