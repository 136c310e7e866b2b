/** The next version of a function: what a person changed in the files of the last one. */

export const CONFIG = "function.yaml";

type BundleText = { config: string; files: readonly { name: string; text: string | null }[] };
export type Changes = { texts: Readonly<Record<string, string>>; added: readonly File[] };

export const NO_CHANGES: Changes = { texts: {}, added: [] };

export const changeCount = ({ texts, added }: Changes): number => Object.keys(texts).length + added.length;

/** The text of a file as it was deployed; null when it is none. */
export const originalText = (bundle: BundleText, name: string): string | null =>
  name === CONFIG ? bundle.config : (bundle.files.find((file) => file.name === name)?.text ?? null);

/** The changes with a file's text in them; a text that is as it was is no change. */
export function withText(changes: Changes, bundle: BundleText, name: string, text: string): Changes {
  const { [name]: _, ...others } = changes.texts;
  return { ...changes, texts: text === originalText(bundle, name) ? others : { ...others, [name]: text } };
}

/** What is sent, and the files that the server takes over from the last version. */
export function nextVersion(bundle: BundleText, { texts, added }: Changes) {
  const written = Object.entries(texts).filter(([name]) => name !== CONFIG);
  const files = [...written.map(([name, text]) => new File([text], name, { type: "text/plain" })), ...added];
  const sent = new Set(files.map((file) => file.name));
  const keep = bundle.files.map((file) => file.name).filter((name) => !sent.has(name));
  return { draft: { config: texts[CONFIG] ?? bundle.config, code: "", files }, keep };
}
