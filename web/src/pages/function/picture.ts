/** A picture that a function is tried with. */

/** `bitmap` is null when the browser cannot show the file; the function may still read it. */
export type TestPicture = { file: File; bitmap: ImageBitmap | null };

export const decoded = (file: File): Promise<ImageBitmap | null> => createImageBitmap(file).catch(() => null);

/** The file's bytes in base64, in parts: a call with a million arguments overflows the stack. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  }
  return btoa(parts.join(""));
}
