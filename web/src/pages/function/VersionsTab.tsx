/** All versions of the function: what changed in each, and the way back. */

import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { versionsQuery } from "@/api/functionVersions";
import type { DeployedFunction, FunctionVersion } from "@/api/types";
import { moment } from "@/model/quantity";
import { Panel } from "@/ui/Panel";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RowSkeletons } from "@/ui/RowSkeletons";
import { VersionPanel } from "./VersionPanel";
import classes from "./VersionsTab.module.css";

export function VersionsTab({ found }: { found: DeployedFunction }) {
  const { t } = useTranslation();
  const [chosen, choose] = useState<number | null>(null);
  const { name } = found.metadata;
  const versions = useQuery(versionsQuery(name, found.status.version, found.status.state));
  if (versions.isError) {
    return <ProblemNotice what={t("versions.failed")} error={versions.error} onRetry={() => void versions.refetch()} />;
  }
  if (!versions.data) return <RowSkeletons />;
  const shown = versions.data.find(({ number }) => number === chosen) ?? versions.data[0];
  return (
    <div className={classes.columns}>
      <Panel title={t("versions.title", { count: versions.data.length })} flush>
        <ul className={classes.list}>
          {versions.data.map((version) => (
            <VersionRow key={version.number} version={version} shown={version === shown} onShow={choose} />
          ))}
        </ul>
      </Panel>
      {shown && <VersionPanel key={shown.number} name={name} version={shown} versions={versions.data} />}
    </div>
  );
}

type RowProps = { version: FunctionVersion; shown: boolean; onShow(number: number): void };

function VersionRow({ version, shown, onShow }: RowProps) {
  const { t } = useTranslation();
  const { number, created, serving, built } = version;
  return (
    <li>
      <button type="button" className={classes.version} aria-pressed={shown} onClick={() => onShow(number)}>
        <Stack gap={0} miw={0}>
          <span>{t("versions.version", { number })}</span>
          <span className={classes.moment}>{moment(created)}</span>
        </Stack>
        {serving && <span className={classes.serving}>{t("versions.serving")}</span>}
        {!serving && !built && <span className={classes.moment}>{t("versions.notBuilt")}</span>}
      </button>
    </li>
  );
}
