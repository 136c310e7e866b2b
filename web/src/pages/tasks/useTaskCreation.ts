/** Makes a task, uploads its pictures and waits until the server has read them. What fails leaves no half task behind. */

import { notifications } from "@mantine/notifications";
import { useRef, useState } from "react";
import { untilFinished } from "@/api/requests";
import { createTask, deleteTask } from "@/api/tasks";
import type { LabelWrite } from "@/api/types";
import { uploadPictures } from "@/api/upload";
import type { SourceFile } from "@/model/upload";

export type CreationStage = { kind: "uploading"; sent: number } | { kind: "reading"; share: number | null };
export type TaskDraft = { name: string; labels: LabelWrite[]; files: SourceFile[] };

export function useTaskCreation(onCreated: (task: number) => void) {
  const [stage, setStage] = useState<CreationStage | null>(null);
  const [error, setError] = useState<unknown>(null);
  const abort = useRef(new AbortController());

  async function start(draft: TaskDraft): Promise<void> {
    abort.current = new AbortController();
    setError(null);
    setStage({ kind: "uploading", sent: 0 });
    try {
      onCreated(await create(draft, setStage, abort.current.signal));
    } catch (cause) {
      if (!abort.current.signal.aborted) setError(cause);
    } finally {
      setStage(null);
    }
  }

  return { stage, error, start: (draft: TaskDraft) => void start(draft), cancel: () => abort.current.abort() };
}

async function create(
  { name, labels, files }: TaskDraft,
  tell: (stage: CreationStage) => void,
  signal: AbortSignal,
): Promise<number> {
  const { id } = await createTask(name, labels);
  try {
    const request = await uploadPictures(id, files, (sent) => tell({ kind: "uploading", sent }), signal);
    tell({ kind: "reading", share: null });
    const { message } = await untilFinished(request, (share) => tell({ kind: "reading", share }), signal);
    if (message) notifications.show({ message });
    return id;
  } catch (cause) {
    await deleteTask(id).catch(() => {}); // the first problem is the one to tell of
    throw cause;
  }
}
