/** Over the list: how many, in which order, a search by class, the filter and what of it is on. */

import { ActionIcon, Group, Menu, TextInput, Tooltip } from "@mantine/core";
import { IconArrowsSort, IconCheck, IconFilter, IconSearch, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { cleared, type Filter, NO_FILTER, type Part, partsOn } from "@/model/filter";
import { SORTINGS } from "@/model/listing";
import { useBench, useEditor } from "./bench";
import { FilterPopover } from "./FilterPopover";
import classes from "./ObjectList.module.css";
import { usePartWords } from "./usePartWords";

export function ObjectListHead({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <>
      <div className={classes.head}>
        <h2>{t("editor.objects")}</h2>
        <span className={classes.number}>{count}</span>
        <Search />
        <SortMenu />
        <FilterPopover>
          <Tooltip label={t("list.filter")}>
            <ActionIcon size={26} variant="default" aria-label={t("list.filter")}>
              <IconFilter size={15} />
            </ActionIcon>
          </Tooltip>
        </FilterPopover>
      </div>
      <Chips />
    </>
  );
}

function SortMenu() {
  const { t } = useTranslation();
  const { store } = useBench().session;
  const sorting = useEditor((state) => state.sorting);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon size={26} variant="default" aria-label={t("list.sort")} title={t(`list.sorting.${sorting}`)}>
          <IconArrowsSort size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("list.sort")}</Menu.Label>
        {SORTINGS.map((value) => (
          <Menu.Item
            key={value}
            leftSection={value === sorting ? <IconCheck size={14} /> : <span className={classes.unchecked} />}
            onClick={() => store.setState({ sorting: value })}
          >
            {t(`list.sorting.${value}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Search() {
  const { t } = useTranslation();
  const { session } = useBench();
  const filter = useEditor((state) => state.filter);
  const search = (text: string) => {
    const wanted = text.trim().toLocaleLowerCase();
    const fitting = session.assignment.labels.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
    const next: Filter = { ...filter, text, named: new Set(fitting.map(({ id }) => id)) };
    session.store.setState({ filter: wanted ? next : cleared(filter, "text") });
  };
  return (
    <TextInput
      flex={1}
      aria-label={t("list.search")}
      placeholder={t("list.search")}
      leftSection={<IconSearch size={14} />}
      value={filter.text}
      onChange={(event) => search(event.currentTarget.value)}
      onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
    />
  );
}

/** What is on, each to be taken off with a click. */
function Chips() {
  const { t } = useTranslation();
  const { store } = useBench().session;
  const filter = useEditor((state) => state.filter);
  const wordsOf = usePartWords();
  const parts = partsOn(filter).filter((part) => part !== "text");
  if (parts.length === 0) return null;
  return (
    <Group gap={4} px={12} pb={4}>
      {parts.map((part: Part) => (
        <button
          key={part}
          type="button"
          className={classes.chip}
          aria-label={t("list.remove", { what: wordsOf(filter, part) })}
          onClick={() => store.setState({ filter: cleared(filter, part) })}
        >
          <span>{wordsOf(filter, part)}</span>
          <IconX size={11} aria-hidden />
        </button>
      ))}
      {parts.length > 1 && (
        <button type="button" className={classes.chip} onClick={() => store.setState({ filter: NO_FILTER })}>
          {t("list.clear")}
        </button>
      )}
    </Group>
  );
}
