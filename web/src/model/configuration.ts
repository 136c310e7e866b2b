/** What the page can say about a function.yaml before the server has read it; works on broken ones too. */

const NAME = /^\s*name:\s*(?:"([^"]*)"|'([^']*)'|([^\s#]+))/;

/** The function's name: the first `name:` after `metadata:`. */
export function nameIn(config: string): string {
  const lines = config.split(/\r\n|\r|\n/);
  const start = lines.findIndex((line) => /^\s*metadata:/.test(line));
  if (start < 0) return "";
  for (const line of lines.slice(start + 1)) {
    const found = NAME.exec(line);
    if (found) return found[1] ?? found[2] ?? found[3] ?? "";
  }
  return "";
}

/** The file that the handler (`main:handler`) lies in. */
export function handlerFileIn(config: string): string {
  const module = /^\s*handler:\s*["']?([\w./-]+?)(?:\.py)?:/m.exec(config)?.[1];
  return `${module ?? "main"}.py`;
}
