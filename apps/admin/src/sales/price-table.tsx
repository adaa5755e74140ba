"use client";

import type { SalesView } from "@usher/api/contract";
import { count, money } from "@usher/client/format";
import { type Column, DataTable } from "@usher/ui";
import { tierInk } from "@usher/ui/seat-map";
import { useTranslations } from "next-intl";
import { percent } from "../format/clock.ts";
import { useOrganizer } from "../shell/organizer.ts";
import { Part } from "../shell/part.tsx";
import { ShareBar } from "../shell/share-bar.tsx";
import { TierSign } from "../shell/tier-sign.tsx";

type SoldCategory = SalesView["byCategory"][number];

/** How each price sells. */
export function PriceTable({ sales }: { sales: SalesView }) {
  const t = useTranslations("sales");
  const { locale } = useOrganizer();
  const columns: Column<SoldCategory>[] = [
    {
      key: "price",
      head: t("price"),
      cell: ({ name, tier }) => (
        <span className="inline-flex items-center gap-2 font-[620]">
          <TierSign tier={tier} />
          {name}
        </span>
      ),
    },
    { key: "allIn", head: t("allIn"), cell: ({ priceMinor }) => money(priceMinor, sales.currency, locale) },
    { key: "forSale", head: t("forSale"), cell: ({ seatCount }) => count(seatCount, locale) },
    { key: "sold", head: t("sold"), cell: ({ soldCount }) => count(soldCount, locale) },
    { key: "inBaskets", head: t("inBaskets"), cell: ({ heldCount }) => count(heldCount, locale) },
    {
      key: "share",
      head: t("share"),
      cell: ({ soldCount, seatCount, tier }) => (
        <>
          {percent(soldCount, seatCount)}
          <ShareBar part={soldCount} whole={seatCount} ink={tierInk(tier)} />
        </>
      ),
    },
  ];
  return (
    <Part title={t("byPrice")}>
      <DataTable
        caption={t("byPrice")}
        columns={columns}
        rows={sales.byCategory}
        rowKey={({ chartCategory }) => String(chartCategory)}
      />
    </Part>
  );
}
