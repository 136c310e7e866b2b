/** Sends the pictures of a task in groups, as CVAT's own clients do, and tells how far it is. */

import { type SourceFile, uploadGroups } from "@/model/upload";
import { csrfToken, send } from "./client";
import { NO_ANSWER, Problem, problemOf } from "./problem";

const dataUrl = (task: number): string => `/api/tasks/${task}/data/`;

/** One group by XMLHttpRequest, since `fetch` cannot tell how much has been sent. */
function sendGroup(
  task: number,
  group: SourceFile[],
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const form = new FormData();
  for (const [index, { file, path }] of group.entries()) form.append(`client_files[${index}]`, file, path);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", dataUrl(task));
    request.setRequestHeader("Upload-Multiple", "true");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () => (request.status < 300 ? resolve() : reject(problemOf(request.status, request.responseText)));
    request.onerror = () => reject(new Problem(NO_ANSWER, "The upload was interrupted."));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => request.abort());
    request.send(form);
  });
}

/** Uploads all files; answers the id of the request that makes the task's frames. */
export async function uploadPictures(
  task: number,
  files: SourceFile[],
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  await send(dataUrl(task), { method: "POST", headers: { "Upload-Start": "true" }, signal });
  let before = 0;
  for (const group of uploadGroups(files)) {
    const size = group.reduce((sum, { file }) => sum + file.size, 0);
    await sendGroup(task, group, (bytes) => onSent(before + Math.min(bytes, size)), signal);
    before += size;
    onSent(before);
  }
  const answer = await send(dataUrl(task), {
    method: "POST",
    headers: { "Upload-Finish": "true", "Content-Type": "application/json" },
    body: JSON.stringify({ image_quality: 70, sorting_method: "natural" }),
    signal,
  });
  return ((await answer.json()) as { rq_id: string }).rq_id;
}
