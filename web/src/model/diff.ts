/** A unified diff as lines to show: what stays, goes and comes, with the line numbers of both texts. */

export type DiffKind = "same" | "added" | "removed" | "gap";
export type DiffLine = { kind: DiffKind; text: string; before: number | null; after: number | null };

const HUNK = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;
const KINDS: Record<string, DiffKind> = { "+": "added", "-": "removed" };

/** The lines of all hunks, a gap before each; what stands above the first hunk (the names of the files) is left out. */
export function diffLines(diff: string): DiffLine[] {
  const found: DiffLine[] = [];
  let [before, after] = [0, 0];
  let inHunk = false;
  for (const line of diff.replace(/\n$/, "").split("\n")) {
    const hunk = HUNK.exec(line);
    if (hunk) {
      [before, after, inHunk] = [Number(hunk[1]), Number(hunk[2]), true];
      if (found.length > 0 || before > 1) found.push({ kind: "gap", text: "", before: null, after: null });
    } else if (inHunk) {
      const kind = KINDS[line[0] ?? ""] ?? "same";
      const [isOld, isNew] = [kind !== "added", kind !== "removed"];
      found.push({ kind, text: line.slice(1), before: isOld ? before : null, after: isNew ? after : null });
      before += Number(isOld);
      after += Number(isNew);
    }
  }
  return found;
}
