/** Asks before something is deleted for ever. */

import { Text } from "@mantine/core";
import { modals } from "@mantine/modals";

type Question = { title: string; text: string; confirm: string; cancel: string; onConfirm(): void };

export function confirmDeletion({ title, text, confirm, cancel, onConfirm }: Question): void {
  modals.openConfirmModal({
    title,
    children: <Text>{text}</Text>,
    withCloseButton: false,
    labels: { confirm, cancel },
    confirmProps: { color: "red" },
    onConfirm,
  });
}
