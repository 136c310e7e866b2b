/** What a person says is in a base image: a Dockerfile with the files it copies, or packages. */

const REQUIREMENTS = "requirements.txt";

/** The files to send; packages that were typed are a requirements.txt unless one is among the files. */
export function answerFiles(files: readonly File[], packages: string): File[] {
  const typed = packages.trim() && !files.some(({ name }) => name === REQUIREMENTS);
  return typed ? [...files, new File([`${packages.trim()}\n`], REQUIREMENTS, { type: "text/plain" })] : [...files];
}

/** Whether they say anything: copied files alone do not. */
export const isAnswer = (files: readonly File[]): boolean =>
  files.some(({ name }) => name === REQUIREMENTS || /dockerfile/i.test(name));
