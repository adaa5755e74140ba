"use client";

import { Button, DataTable, Field, IconButton, type Column as TableColumn, TickBox } from "@usher/ui";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import {
  type DraftProblem,
  newQuota,
  type PerformanceDraft,
  type PriceDraft,
  type QuotaDraft,
  readCapacity,
} from "./performance-draft.ts";

interface QuotaFieldsProps {
  readonly draft: PerformanceDraft;
  readonly problems: readonly DraftProblem[];
  readonly onChange: (quotas: QuotaDraft[]) => void;
}

const MOST_QUOTAS = 8;

/** How many are sold at most, whatever places there are: a row a quota, a column a category. */
export function QuotaFields({ draft, problems, onChange }: QuotaFieldsProps) {
  const t = useTranslations("performance");
  const { quotas } = draft;
  const priced = draft.prices.filter(({ face }) => face.trim() !== "");
  if (priced.length === 0) return null;
  const change = (key: string, part: Partial<QuotaDraft>) =>
    onChange(quotas.map((quota) => (quota.key === key ? { ...quota, ...part } : quota)));
  const isWrong = ({ key }: QuotaDraft) => problems.includes(`quota ${key}`);
  const columns: TableColumn<QuotaDraft>[] = [
    {
      key: "name",
      head: t("quotaName"),
      align: "left",
      cell: (quota) => (
        <Field
          dense
          bare
          label={t("quotaName")}
          className="my-1 min-w-36"
          value={quota.name}
          maxLength={40}
          autoComplete="off"
          aria-invalid={isWrong(quota) && quota.name.trim() === ""}
          onChange={(event) => change(quota.key, { name: event.target.value })}
        />
      ),
    },
    {
      key: "capacity",
      head: t("atMost"),
      align: "right",
      cell: (quota) => (
        <Field
          dense
          bare
          label={t("cell", { column: quota.name || t("quotaName"), category: t("atMost") })}
          className="my-1 ml-auto w-24"
          inputClassName="text-right tabular-nums"
          inputMode="numeric"
          autoComplete="off"
          value={quota.capacity}
          aria-invalid={isWrong(quota) && readCapacity(quota.capacity) === null}
          onChange={(event) => change(quota.key, { capacity: event.target.value })}
        />
      ),
    },
    ...priced.map(
      ({ chartCategory, name }: PriceDraft): TableColumn<QuotaDraft> => ({
        key: String(chartCategory),
        head: name,
        align: "right",
        cell: (quota) => {
          const others = quota.chartCategories.filter((one) => one !== chartCategory);
          return (
            <TickBox
              dense
              bare
              label={t("cell", { column: quota.name || t("quotaName"), category: name })}
              checked={others.length < quota.chartCategories.length}
              aria-invalid={isWrong(quota) && quota.chartCategories.length === 0}
              onChange={({ target }) =>
                change(quota.key, { chartCategories: target.checked ? [...others, chartCategory] : others })
              }
            />
          );
        },
      }),
    ),
    {
      key: "remove",
      head: <span className="sr-only">{t("tariffRemoveHead")}</span>,
      cell: (quota) => (
        <IconButton
          dense
          label={t("tariffRemove", { name: quota.name })}
          onClick={() => onChange(quotas.filter(({ key }) => key !== quota.key))}
        >
          <X aria-hidden />
        </IconButton>
      ),
    },
  ];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {quotas.length > 0 && (
        <DataTable caption={t("quotas")} captionShown columns={columns} rows={quotas} rowKey={({ key }) => key} />
      )}
      {quotas.length < MOST_QUOTAS && (
        <Button
          size="dense"
          kind="line"
          className="justify-self-start"
          onClick={() => onChange([...quotas, newQuota()])}
        >
          <Plus aria-hidden />
          {t("quotaAdd")}
        </Button>
      )}
    </div>
  );
}
