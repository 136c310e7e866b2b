/** Sign-in by name and password; goes on to the page that was wanted. */

import { Button, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDocumentTitle } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { selfQuery, signIn } from "@/api/users";
import { ProblemNotice } from "@/ui/ProblemNotice";
import { SchemeSwitch } from "@/ui/SchemeSwitch";
import classes from "./LoginPage.module.css";

const route = getRouteApi("/login");

/** Only an address of this app is gone on to. */
const safe = (next: string | undefined): string => (next && /^\/(?![/\\])/.test(next) ? next : "/tasks");

export function LoginPage() {
  const { t } = useTranslation();
  const { next } = route.useSearch();
  const router = useRouter();
  const queries = useQueryClient();
  useDocumentTitle(`${t("login.title")} · Prelabel`);
  const form = useForm({ mode: "uncontrolled", initialValues: { username: "", password: "" } });
  const entry = useMutation({
    mutationFn: ({ username, password }: { username: string; password: string }) => signIn(username, password),
    onSuccess: async () => {
      queries.removeQueries({ queryKey: selfQuery.queryKey });
      await router.navigate({ href: safe(next) });
    },
  });
  return (
    <main className={classes.page}>
      <div className={classes.corner}>
        <SchemeSwitch />
      </div>
      <form className={classes.card} onSubmit={form.onSubmit((values) => entry.mutate(values))}>
        <Stack gap="md">
          <div className={classes.brand}>
            <img src="/icon.svg" alt="" width={36} height={36} />
            <div>
              <Title order={1}>{t("shell.product")}</Title>
              <Text c="dimmed">{t("login.claim")}</Text>
            </div>
          </div>
          {entry.isError && <ProblemNotice what={t("login.failed")} error={entry.error} brief />}
          <TextInput
            size="sm"
            label={t("login.username")}
            autoComplete="username"
            data-autofocus
            autoFocus
            required
            withAsterisk={false}
            key={form.key("username")}
            {...form.getInputProps("username")}
          />
          <PasswordInput
            size="sm"
            label={t("login.password")}
            autoComplete="current-password"
            required
            withAsterisk={false}
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          <Button type="submit" size="sm" loading={entry.isPending} fullWidth>
            {t("login.submit")}
          </Button>
          <Text size="xs" c="dimmed">
            {t("login.account")} <code>prelabel user add NAME</code>
          </Text>
        </Stack>
      </form>
    </main>
  );
}
