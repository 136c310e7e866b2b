/** What is uploaded: files with the path they keep in the task, cut into groups that one request carries. */

export type SourceFile = { file: File; path: string };

export const GROUP_BYTES = 32 * 2 ** 20;
export const GROUP_FILES = 500;

const PICTURE = /\.(jpe?g|png|webp|bmp|tiff?|gif)$/i;
const ARCHIVE = /\.zip$/i;

export const isAccepted = (path: string): boolean => PICTURE.test(path) || ARCHIVE.test(path);

/** The path of a dropped or chosen file, with `/`, relative to the folder it came in. */
export function pathOf(file: File & { path?: string; relativePath?: string }): string {
  const path = file.relativePath || file.webkitRelativePath || file.path || file.name;
  return path.replaceAll("\\", "/").replace(/^(\.?\/)+/, "");
}

/** The files with new ones added; a path that is there already is replaced, system files are left out. */
export function addFiles(known: SourceFile[], added: readonly File[]): { files: SourceFile[]; refused: string[] } {
  const byPath = new Map(known.map((source) => [source.path, source]));
  const refused: string[] = [];
  for (const file of added) {
    const path = pathOf(file);
    if (isAccepted(path)) byPath.set(path, { file, path });
    else if (!isSystemFile(path)) refused.push(path);
  }
  return { files: [...byPath.values()], refused };
}

const isSystemFile = (path: string): boolean => /(^|\/)(\.[^/]*|thumbs\.db|desktop\.ini)$/i.test(path);

/** Groups of at most `GROUP_BYTES` and `GROUP_FILES`; a larger file makes a group of its own. */
export function* uploadGroups(
  files: readonly SourceFile[],
  maxBytes = GROUP_BYTES,
  maxFiles = GROUP_FILES,
): Generator<SourceFile[]> {
  let group: SourceFile[] = [];
  let bytes = 0;
  for (const source of files) {
    if (group.length > 0 && (bytes + source.file.size > maxBytes || group.length >= maxFiles)) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(source);
    bytes += source.file.size;
  }
  if (group.length > 0) yield group;
}

export const totalBytes = (files: readonly SourceFile[]): number => files.reduce((sum, { file }) => sum + file.size, 0);
