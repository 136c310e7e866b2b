/** What is around every page: the header with the product's name, the ways to go, colour scheme and user. */

import { Group } from "@mantine/core";
import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SchemeSwitch } from "./SchemeSwitch";
import classes from "./Shell.module.css";
import { UserMenu } from "./UserMenu";

export function Shell() {
  const { t } = useTranslation();
  return (
    <div className={classes.shell}>
      <a href="#content" className={classes.skip}>
        {t("shell.skip")}
      </a>
      <header className={classes.header}>
        <Link to="/tasks" className={classes.brand}>
          <img src="/icon.svg" alt="" width={20} height={20} />
          {t("shell.product")}
        </Link>
        <nav className={classes.nav} aria-label={t("shell.navigation")}>
          <Link to="/tasks" className={classes.link}>
            {t("shell.tasks")}
          </Link>
          <Link to="/functions" className={classes.link}>
            {t("shell.functions")}
          </Link>
        </nav>
        <Group gap={4} ml="auto">
          <SchemeSwitch />
          <UserMenu />
        </Group>
      </header>
      <main id="content" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
