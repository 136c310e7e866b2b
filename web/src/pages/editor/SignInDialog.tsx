/** Asks for the password over the page when the session has ended; what was changed waits in the journal. */

import { Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { selfQuery, signIn } from "@/api/users";
import { Dialog } from "@/ui/Dialog";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { RouteAnchor } from "@/ui/RouteLink";
import { useBench, useEditor } from "./bench";

export function SignInDialog() {
  const { t } = useTranslation();
  const { session } = useBench();
  const open = useEditor((state) => state.dialog === "signIn");
  const close = () => session.store.setState({ dialog: null });
  return (
    <Dialog size={380} opened={open} onClose={close} title={t("editor.signIn.title")}>
      {open && <SignInForm close={close} />}
    </Dialog>
  );
}

function SignInForm({ close }: { close(): void }) {
  const { t } = useTranslation();
  const { session } = useBench();
  const queries = useQueryClient();
  const { user, job } = session.assignment;
  const frame = useEditor((state) => state.frame);
  const [password, setPassword] = useState("");
  const entry = useMutation({
    mutationFn: () => signIn(user.username, password),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: selfQuery.queryKey });
      close();
      void session.saver.retry();
      for (const failed of session.state.failures.keys()) void session.load(failed);
    },
  });
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    entry.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{t("editor.signIn.explained")}</Text>
        {entry.isError && <ProblemNotice what={t("login.failed")} error={entry.error} brief />}
        <TextInput label={t("login.username")} autoComplete="username" value={user.username} readOnly />
        <PasswordInput
          data-autofocus
          label={t("login.password")}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Group justify="space-between" mt="xs">
          <RouteAnchor to="/login" search={{ next: `/jobs/${job.id}/edit?frame=${frame}` }} size="sm">
            {t("editor.signIn.other")}
          </RouteAnchor>
          <Button type="submit" loading={entry.isPending} disabled={password === ""}>
            {t("login.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
