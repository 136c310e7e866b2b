/** Finds what has a text in its name: names that begin with it before those that have it anywhere. */

export function found<T extends { name: string }>(among: readonly T[], text: string): T[] {
  const wanted = text.trim().toLocaleLowerCase();
  const place = ({ name }: T) => name.toLocaleLowerCase().indexOf(wanted);
  const fitting = among.filter((each) => place(each) >= 0);
  return [...fitting.filter((each) => place(each) === 0), ...fitting.filter((each) => place(each) > 0)];
}
