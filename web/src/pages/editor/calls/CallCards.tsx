/** Calls of functions that are under way, can be cancelled, and what came of them: never in the way of the picture. */

import { ActionIcon, Button, Loader, Text } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Call, Outcome } from "@/state/calls";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { useBench, useEditor } from "../bench";
import classes from "./CallCards.module.css";

/** Answers that come sooner need no word. */
const SOON_MS = 400;
/** After so long it is said what may be the matter. */
const SLOW_MS = 4000;
const OUTCOME_MS = 6000;

export function CallCards() {
  const calls = useEditor((state) => state.calls);
  return calls.map((call) => <Card key={call.id} call={call} />);
}

function Card({ call }: { call: Call }) {
  if (call.state === "running") return <Running call={call} />;
  if (call.state === "failed") return <Failed call={call} />;
  return call.outcome ? <Done call={call} outcome={call.outcome} /> : null;
}

function Running({ call }: { call: Call }) {
  const { t } = useTranslation();
  const { session } = useBench();
  const shown = useAfter(SOON_MS);
  const slow = useAfter(SLOW_MS);
  if (!shown) return null;
  return (
    <div className={classes.card} role="status">
      <Loader size={14} aria-hidden />
      <Text size="xs">
        {t(`calls.running.${call.purpose}`, { name: call.name, number: call.frame + 1 })}
        {slow && ` ${t("calls.slow")}`}
      </Text>
      <Button size="compact-xs" variant="default" onClick={() => session.calls.cancel(call.id)}>
        {t("common.cancel")}
      </Button>
    </div>
  );
}

function Failed({ call }: { call: Call }) {
  const { t } = useTranslation();
  const { session } = useBench();
  const close = (
    <Button variant="default" onClick={() => session.calls.drop(call.id)}>
      {t("common.close")}
    </Button>
  );
  return (
    <div className={classes.failed}>
      <ProblemNotice
        what={t(`calls.failed.${call.purpose}`, { name: call.name, number: call.frame + 1 })}
        error={call.problem}
        action={close}
      />
    </div>
  );
}

function Done({ call, outcome: { found, known, hidden } }: { call: Call; outcome: Outcome }) {
  const { t } = useTranslation();
  const { session } = useBench();
  useEffect(() => {
    const timer = setTimeout(() => session.calls.drop(call.id), OUTCOME_MS);
    return () => clearTimeout(timer);
  }, [session, call.id]);
  const parts = [
    t("calls.found", { count: found, name: call.name, number: call.frame + 1 }),
    known > 0 && t("calls.known", { count: known }),
    hidden > 0 && t("calls.hidden", { count: hidden }),
  ];
  return (
    <div className={classes.card} role="status">
      <IconCheck size={15} aria-hidden />
      <Text size="xs">{parts.filter(Boolean).join(" ")}</Text>
      <ActionIcon size={20} aria-label={t("common.close")} onClick={() => session.calls.drop(call.id)}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}

/** Whether so much time has gone since the component came. */
function useAfter(milliseconds: number): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return over;
}
