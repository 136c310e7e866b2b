/** The status of a function: always an icon, a word and a colour. */

import {
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconHammer,
  IconPlayerPauseFilled,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { type Status, statusOf } from "@/model/status";
import classes from "./StatusBadge.module.css";

const ICONS: Record<Status, TablerIcon> = {
  ready: IconCircleCheckFilled,
  building: IconHammer,
  starting: IconCircleDashed,
  error: IconCircleXFilled,
  stopped: IconPlayerPauseFilled,
};

export function StatusBadge({ state }: { state: string }) {
  const { t } = useTranslation();
  const status = statusOf(state);
  const Icon = ICONS[status];
  return (
    <span className={classes.badge} data-status={status}>
      <Icon size={14} aria-hidden />
      {t(`status.${status}`)}
    </span>
  );
}
