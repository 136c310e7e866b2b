/** Asks how far the selected objects are to be copied. */

import { Button, Group, NumberInput, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { propagate } from "@/actions/copies";
import { Dialog } from "@/ui/Dialog";
import { useBench, useEditor } from "./bench";

export function PropagateDialog() {
  const { t } = useTranslation();
  const bench = useBench();
  const open = useEditor((state) => state.dialog === "propagate");
  const close = () => bench.session.store.setState({ dialog: null });
  return (
    <Dialog size={380} opened={open} onClose={close} title={t("editor.action.propagate")}>
      {open && <PropagateForm close={close} />}
    </Dialog>
  );
}

function PropagateForm({ close }: { close(): void }) {
  const { t } = useTranslation();
  const bench = useBench();
  const { session } = bench;
  const { start_frame, stop_frame } = session.assignment.job;
  const frame = useEditor((state) => state.frame);
  const [last, setLast] = useState(Math.min(stop_frame, frame + 1));
  const [busy, setBusy] = useState(false);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await propagate(bench, last);
    close();
  };
  return (
    <form onSubmit={submit}>
      <NumberInput
        data-autofocus
        label={t("editor.propagate.last")}
        min={start_frame + 1}
        max={stop_frame + 1}
        clampBehavior="strict"
        value={last + 1}
        onChange={(value) => typeof value === "number" && setLast(value - 1)}
      />
      <Text size="xs" c="dimmed" mt="xs">
        {t("editor.propagate.explained", { count: Math.abs(last - frame) })}
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={busy} disabled={last === frame}>
          {t("editor.propagate.copy")}
        </Button>
      </Group>
    </form>
  );
}
