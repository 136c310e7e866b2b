/** How frames are reviewed: in which order, what becomes of the hidden, and opening a reviewed one again. */

import { ActionIcon, Button, Checkbox, Popover, Radio, Stack } from "@mantine/core";
import { IconAdjustmentsHorizontal } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Order } from "@/model/overview";
import type { ReviewWay } from "@/model/preferences";
import { useBench, useEditor } from "./bench";
import { usePreference } from "./usePreferences";

const ORDERS: readonly Order[] = ["sequence", "doubt"];

export function ReviewOptions() {
  const { t } = useTranslation();
  const { session, preferences } = useBench();
  const way = usePreference(({ editor_review }) => editor_review);
  const change = (part: Partial<ReviewWay>) => preferences.change({ editor_review: { ...way, ...part } });
  const reviewed = useEditor((state) => state.documents.get(state.frame)?.reviewed ?? false);
  const frame = useEditor((state) => state.frame);
  return (
    <Popover position="left-start" withArrow trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon size={22} ml="auto" aria-label={t("review.options")}>
          <IconAdjustmentsHorizontal size={15} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("review.options")}>
        <Stack gap="sm">
          <Radio.Group
            label={t("review.order")}
            value={way.order}
            onChange={(value) => change({ order: value === "doubt" ? "doubt" : "sequence" })}
          >
            {ORDERS.map((value) => (
              <Radio key={value} size="xs" mt={4} value={value} label={t(`review.${value}`)} />
            ))}
          </Radio.Group>
          <Checkbox
            size="xs"
            label={t("review.clears")}
            checked={way.clearsHidden}
            onChange={({ currentTarget: { checked } }) => change({ clearsHidden: checked })}
          />
          {reviewed && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => session.commit("review", [], [{ frame, before: true, after: false }])}
            >
              {t("review.reopen")}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
