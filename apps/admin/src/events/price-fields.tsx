"use client";

import { money } from "@usher/client/format";
import { tierInk } from "@usher/ui/seat-map";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { readMoney } from "../format/typed-money.ts";
import { useOrganizer } from "../shell/organizer.ts";
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
  if (draft.prices.length === 0) return <p className="dim">{t("pricesLater")}</p>;
  const change = (chartCategory: number, part: Partial<PriceDraft>) =>
    onChange(draft.prices.map((price) => (price.chartCategory === chartCategory ? { ...price, ...part } : price)));
  const total = ({ face, fee }: PriceDraft) => {
    const sum = (readMoney(face, draft.currency) ?? Number.NaN) + (readMoney(fee, draft.currency) ?? Number.NaN);
    return Number.isNaN(sum) ? null : money(sum, draft.currency, locale);
  };
  return (
    <div className="scroll">
      <table className="tbl">
        <caption className="strong text-left">{t("prices")}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(column)}
              </th>
            ))}
            <th scope="col" className="fig">
              {t("allIn")}
            </th>
          </tr>
        </thead>
        <tbody>
          {draft.prices.map((price) => (
            <tr key={price.chartCategory}>
              {COLUMNS.map((column) => (
                <td key={column}>
                  {column === "tier" ? (
                    <span className="row flex-nowrap!" style={{ "--c": tierInk(price.tier) } as CSSProperties}>
                      <i className="sw mr-0!" aria-hidden="true" />
                      <select
                        aria-label={t("cell", { column: t(column), category: price.name })}
                        value={price.tier}
                        onChange={(event) => change(price.chartCategory, { tier: Number(event.target.value) })}
                      >
                        {[1, 2, 3, 4, 5].map((tier) => (
                          <option key={tier} value={tier}>
                            {tier}
                          </option>
                        ))}
                      </select>
                    </span>
                  ) : (
                    <input
                      aria-label={t("cell", { column: t(column), category: price.name })}
                      className={column === "name" ? "min-w-36!" : "min-w-20! text-right"}
                      inputMode={column === "name" ? "text" : "decimal"}
                      maxLength={80}
                      value={price[column]}
                      aria-invalid={isWrong(price, column, draft.currency, problems)}
                      onChange={(event) => change(price.chartCategory, { [column]: event.target.value })}
                    />
                  )}
                </td>
              ))}
              <td className="fig">{total(price)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
