/** Asks, before a configuration is deployed, whether it had to be repaired, and shows what would change. */

import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { repairQuery } from "@/api/functions";
import type { Repair } from "@/api/types";
import { RepairDialog } from "./RepairDialog";

type Question = { repair: Repair; onDeploy?: ((config: string) => void) | undefined };

/** `checked` calls `deploy` with the text, at once or once a repaired one has been agreed to. */
export function useRepair(onUse: (config: string) => void): {
  show(repair: Repair): void;
  checked(config: string, deploy: (config: string) => void): Promise<void>;
  dialog: ReactNode;
} {
  const queries = useQueryClient();
  const [question, ask] = useState<Question | null>(null);
  const close = () => ask(null);
  const use = (config: string) => {
    close();
    onUse(config);
  };
  const checked = async (config: string, deploy: (config: string) => void) => {
    // a configuration that cannot be read is refused by the deployment, with the same words
    const repair = await queries.fetchQuery(repairQuery(config)).catch(() => null);
    if (!repair?.diff) return deploy(config);
    const onDeploy = (repaired: string) => {
      use(repaired);
      deploy(repaired);
    };
    ask({ repair, onDeploy });
  };
  const dialog = (
    <RepairDialog repair={question?.repair ?? null} onUse={use} onDeploy={question?.onDeploy} onClose={close} />
  );
  return { show: (repair) => ask({ repair }), checked, dialog };
}
