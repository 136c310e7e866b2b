/** All keys by what they are for, to be looked up or printed. */

import { Button, Group } from "@mantine/core";
import { IconPrinter, IconSettings } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/ui/Dialog";
import { useBench } from "../bench";
import type { DialogProps } from "../EditorDialogs";
import { Keys } from "./Keys";
import classes from "./Settings.module.css";
import { useGroups } from "./useGroups";

export default function KeyOverlay({ close }: DialogProps) {
  const { t } = useTranslation();
  const { session } = useBench();
  const groups = useGroups("");
  return (
    <Dialog size={1080} opened onClose={close} title={t("settings.keys.overview")}>
      <div className={classes.overview}>
        {groups.map(({ name, rows }) => (
          <section key={name}>
            <h3>{name}</h3>
            <dl>
              {rows
                .filter(({ keys }) => keys.length > 0)
                .map(({ action, name: what, keys }) => (
                  <div key={action.id} className={classes.pair}>
                    <dt>{what}</dt>
                    <dd>
                      <Keys keys={keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <Group justify="flex-end" mt="md" className={classes.unprinted}>
        <Button
          variant="default"
          leftSection={<IconSettings size={15} />}
          onClick={() => session.store.setState({ dialog: "settings" })}
        >
          {t("settings.keys.change")}
        </Button>
        <Button variant="default" leftSection={<IconPrinter size={15} />} onClick={() => window.print()}>
          {t("settings.keys.print")}
        </Button>
      </Group>
    </Dialog>
  );
}
