/** How the editor looks, and which keys it has; every choice holds at once and goes with the user. */

import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/Dialog";
import type { DialogProps } from "../EditorDialogs";
import { AppearanceFields } from "./AppearanceFields";
import { KeyEditor } from "./KeyEditor";

export default function SettingsDialog({ close }: DialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog size={720} opened onClose={close} title={t("editor.action.settings")}>
      <Tabs defaultValue="appearance" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="appearance">{t("settings.appearance.title")}</Tabs.Tab>
          <Tabs.Tab value="keys">{t("settings.keys.title")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="appearance">
          <AppearanceFields />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <KeyEditor />
        </Tabs.Panel>
      </Tabs>
    </Dialog>
  );
}
