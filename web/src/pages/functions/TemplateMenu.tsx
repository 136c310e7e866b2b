/** Functions to begin with, of which one fills the editors. */

import { Button, Menu, Text } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { templatesQuery } from "@/api/functions";
import type { FunctionTemplate } from "@/api/types";
import type { Draft } from "@/model/bundle";

export function TemplateMenu({ onChoose }: { onChoose(draft: Draft): void }) {
  const { t } = useTranslation();
  const templates = useQuery(templatesQuery).data ?? [];
  return (
    <Menu position="bottom-end" width={360}>
      <Menu.Target>
        <Button size="compact-sm" variant="subtle" rightSection={<IconChevronDown size={14} />}>
          {t("newFunction.template")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {templates.map((template) => (
          <Menu.Item key={template.metadata.name} onClick={() => onChoose(draftOf(template))}>
            <Text fw={600} tt="capitalize">
              {template.metadata.name}
            </Text>
            <Text size="xs" c="dimmed">
              {template.metadata.description}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function draftOf({ config, code, requirements }: FunctionTemplate): Draft {
  const files = requirements ? [new File([requirements], "requirements.txt", { type: "text/plain" })] : [];
  return { config, code, files };
}
