"use client";

import type { SalesView } from "@usher/api/contract";
import { count, money } from "@usher/client/format";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { percent } from "../format/clock.ts";
import { useOrganizer } from "../shell/organizer.ts";

/** How each price sells. */
export function PriceTable({ sales }: { sales: SalesView }) {
  const t = useTranslations("sales");
  const { locale } = useOrganizer();
  return (
    <section aria-labelledby="prices-title">
      <h2 id="prices-title">{t("byPrice")}</h2>
      <div className="scroll">
        <table className="tbl" aria-labelledby="prices-title">
          <thead>
            <tr>
              <th scope="col">{t("price")}</th>
              {(["allIn", "forSale", "sold", "inBaskets", "share"] as const).map((name) => (
                <th key={name} scope="col" className="fig">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sales.byCategory.map(({ chartCategory, name, tier, priceMinor, seatCount, soldCount, heldCount }) => (
              <tr key={chartCategory} style={{ "--c": `var(--tier-${tier})` } as CSSProperties}>
                <td className="strong">
                  <span className="sw" aria-hidden="true" />
                  {name}
                </td>
                <td className="fig">{money(priceMinor, sales.currency, locale)}</td>
                <td className="fig">{count(seatCount, locale)}</td>
                <td className="fig">{count(soldCount, locale)}</td>
                <td className="fig">{count(heldCount, locale)}</td>
                <td className="fig">
                  {percent(soldCount, seatCount)}
                  <span className="fill" aria-hidden="true">
                    <i style={{ width: percent(soldCount, seatCount).replace(" ", "") }} />
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
