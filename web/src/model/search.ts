/** Finds what has a text in its name: what is named so first, then what begins with it, then what has it anywhere. */

type Named = { readonly name: string };

export function found<T extends Named>(among: readonly T[], text: string): T[] {
  const wanted = plain(text);
  return byRank(
    among.filter(({ name }) => plain(name).includes(wanted)),
    text,
  );
}

/** The nearest names first; what is as near as another stays where it was. */
export const byRank = <T extends Named>(fitting: readonly T[], text: string): T[] =>
  fitting.toSorted((a, b) => rankOf(a.name, text) - rankOf(b.name, text));

function rankOf(name: string, text: string): number {
  const [given, wanted] = [plain(name), plain(text)];
  return given === wanted ? 0 : given.startsWith(wanted) ? 1 : 2;
}

const plain = (text: string): string => text.trim().toLocaleLowerCase();
