"use client";

import { money } from "@usher/client/format";
import { DataTable, Field, SelectField, type Column as TableColumn } from "@usher/ui";
import { useTranslations } from "next-intl";
import { readMoney } from "../format/typed-money.ts";
import { useOrganizer } from "../shell/organizer.ts";
import { TierSign } from "../shell/tier-sign.tsx";
import { type DraftProblem, type PerformanceDraft, type PriceDraft, taxOf } from "./performance-draft.ts";

interface PriceFieldsProps {
  readonly draft: PerformanceDraft;
  readonly problems: readonly DraftProblem[];
  readonly onChange: (prices: PriceDraft[]) => void;
}

type Column = (typeof COLUMNS)[number];
const COLUMNS = ["name", "tier", "face", "fee", "tax"] as const;

/** Which cell of a row that cannot be read is to be looked at. */
function isWrong(price: PriceDraft, column: Column, currency: string, problems: readonly DraftProblem[]): boolean {
  if (!problems.includes(`price ${price.chartCategory}`)) return false;
  if (column === "name") return price.name.trim() === "";
  if (column === "tax") return taxOf(price.tax) === null;
  return (column === "face" || column === "fee") && readMoney(price[column], currency) === null;
}

/** One price for each category of the chart, and what a ticket of it costs all in. */
export function PriceFields({ draft, problems, onChange }: PriceFieldsProps) {
  const t = useTranslations("performance");
  const { locale } = useOrganizer();
  if (draft.prices.length === 0) return <p className="text-text-2">{t("pricesLater")}</p>;
  const change = (chartCategory: number, part: Partial<PriceDraft>) =>
    onChange(draft.prices.map((price) => (price.chartCategory === chartCategory ? { ...price, ...part } : price)));
  const total = ({ face, fee }: PriceDraft) => {
    const sum = (readMoney(face, draft.currency) ?? Number.NaN) + (readMoney(fee, draft.currency) ?? Number.NaN);
    return Number.isNaN(sum) ? null : money(sum, draft.currency, locale);
  };
  const cell = (price: PriceDraft, column: Column) => ({
    dense: true,
    bare: true,
    label: t("cell", { column: t(column), category: price.name }),
    value: price[column],
    "aria-invalid": isWrong(price, column, draft.currency, problems),
  });
  const columns: TableColumn<PriceDraft>[] = COLUMNS.map((column) => ({
    key: column,
    head: t(column),
    align: column === "name" || column === "tier" ? "left" : "right",
    cell: (price) =>
      column === "tier" ? (
        <div className="flex items-center gap-2">
          <TierSign tier={price.tier} />
          <SelectField
            {...cell(price, column)}
            className="w-16"
            onChange={(event) => change(price.chartCategory, { tier: Number(event.target.value) })}
          >
            {[1, 2, 3, 4, 5].map((tier) => (
              <option key={tier} value={tier}>
                {tier}
              </option>
            ))}
          </SelectField>
        </div>
      ) : (
        <Field
          {...cell(price, column)}
          className={column === "name" ? "my-1 min-w-36" : "my-1 ml-auto w-24"}
          inputClassName={column === "name" ? undefined : "text-right tabular-nums"}
          inputMode={column === "name" ? "text" : "decimal"}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => change(price.chartCategory, { [column]: event.target.value })}
        />
      ),
  }));
  return (
    <DataTable
      caption={t("prices")}
      captionShown
      columns={[...columns, { key: "allIn", head: t("allIn"), cell: total }]}
      rows={draft.prices}
      rowKey={({ chartCategory }) => String(chartCategory)}
    />
  );
}
