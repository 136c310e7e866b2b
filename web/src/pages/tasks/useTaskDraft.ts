/** What a person has put into the form of a new task, and what is still missing in it. */

import { useState } from "react";
import { doubled, type LabelDraft, namedLabels, newDraft } from "@/model/labels";
import { addFiles, type SourceFile } from "@/model/upload";
import type { TaskDraft } from "./useTaskCreation";

export function useTaskDraft() {
  const [name, setName] = useState("");
  const [files, setFiles] = useState<SourceFile[]>([]);
  const [refused, setRefused] = useState<string[]>([]);
  const [labels, setLabels] = useState<LabelDraft[]>(() => [newDraft([])]);
  const [told, setTold] = useState(false);
  const named = namedLabels(labels);

  const add = (added: File[]) => {
    const result = addFiles(files, added);
    setFiles(result.files);
    setRefused(result.refused);
  };
  /** The whole draft; null when something is missing, which the form then says. */
  const check = (): TaskDraft | null => {
    const whole = name.trim() !== "" && files.length > 0 && named.length > 0 && doubled(labels).size === 0;
    setTold(!whole);
    return whole ? { name: name.trim(), labels: named, files } : null;
  };
  return {
    name: { value: name, missing: told && !name.trim(), onChange: setName },
    pictures: { files, refused, missing: told && files.length === 0, onAdd: add, onClear: () => setFiles([]) },
    labels: { labels, missing: told && named.length === 0, onChange: setLabels },
    check,
  };
}
