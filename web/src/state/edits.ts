/** Changes of the objects of a frame: shown at once, sent at once, taken back when the server refuses. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { annotationsQuery, patchShapes } from "@/api/annotations";
import type { Annotations, Shape } from "@/api/types";
import { relabelled, withoutShape, withShape } from "@/model/objects";
import { useSaving } from "./saving";

type Edit = { job: number; frame: number; action: "update" | "delete"; shape: Shape };

const applied = (shapes: readonly Shape[], { action, shape }: Edit): Shape[] =>
  action === "delete" && shape.id != null ? withoutShape(shapes, shape.id) : withShape(shapes, shape);

export function useEdits(job: number, frame: number, task: number) {
  const queries = useQueryClient();
  const { began, ended, failed } = useSaving.getState();
  const keyOf = (edit: Edit) => annotationsQuery(edit.job, edit.frame).queryKey;

  const mutation = useMutation({
    scope: { id: "edits" }, // one after another, in the order in which they were made
    mutationFn: (edit: Edit) => patchShapes(edit.job, edit.action, [edit.shape]),
    async onMutate(edit) {
      began();
      await queries.cancelQueries({ queryKey: keyOf(edit) });
      const before = queries.getQueryData<Annotations>(keyOf(edit));
      queries.setQueryData<Annotations>(
        keyOf(edit),
        (old) => old && { ...old, shapes: applied(old.shapes ?? [], edit) },
      );
      return { before };
    },
    onSuccess() {
      ended();
      void queries.invalidateQueries({ queryKey: ["task", task, "statistics"] });
    },
    onError(error, edit, context) {
      queries.setQueryData(keyOf(edit), context?.before);
      failed({ error, retry: () => mutation.mutate(edit) });
    },
  });

  return {
    remove: (shape: Shape) => mutation.mutate({ job, frame, action: "delete", shape }),
    relabel: (shape: Shape, label: number) => {
      if (shape.label_id !== label) mutation.mutate({ job, frame, action: "update", shape: relabelled(shape, label) });
    },
  };
}
