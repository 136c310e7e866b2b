/** Who is signed in, and the way out. */

import { Button, Menu } from "@mantine/core";
import { IconLogout, IconUser } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { selfQuery, signOut } from "@/api/users";

export function UserMenu() {
  const { t } = useTranslation();
  const { data: self } = useQuery(selfQuery);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const leaving = useMutation({
    mutationFn: signOut,
    onSettled: async () => {
      await navigate({ to: "/login" });
      queries.clear();
    },
  });
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconUser size={16} />} px={8}>
          {self?.username ?? t("shell.user")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leaving.mutate()}>
          {t("shell.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
