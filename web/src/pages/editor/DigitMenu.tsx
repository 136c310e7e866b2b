/** Gives a label another digit, in this project and for this user. */

import { ActionIcon, Menu } from "@mantine/core";
import { IconKeyboard } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Label } from "@/api/types";
import { withDigit } from "@/model/digits";
import { useBench } from "./bench";

const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

export function DigitMenu({ label }: { label: Label }) {
  const { t } = useTranslation();
  const { preferences, session } = useBench();
  const { task } = session.assignment;
  const put = (digit: number) => preferences.change(withDigit(preferences.store.getState(), task, label.id, digit));
  return (
    <Menu position="left-start">
      <Menu.Target>
        <ActionIcon size={22} aria-label={t("settings.digit.assign", { name: label.name })}>
          <IconKeyboard size={14} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {DIGITS.map((digit) => (
          <Menu.Item key={digit} leftSection={<kbd>{digit}</kbd>} onClick={() => put(digit)}>
            {label.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
