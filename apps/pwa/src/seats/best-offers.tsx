"use client";

import type { PerformanceView } from "@usher/api/contract";
import { count, money } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { Stepper } from "@usher/ui";
import { type SeatMapStore, tierInk, useSeatMap } from "@usher/ui/seat-map";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { bestTogether } from "./best-together.ts";
import { useSeatNames } from "./use-seat-names.ts";

interface BestTogetherProps {
  readonly locale: Locale;
  readonly performance: PerformanceView;
  readonly store: SeatMapStore;
  /** On a phone the offers make way for what was chosen; a wide screen has room for both. */
  readonly isShown: boolean;
  readonly onChoose: (indexes: readonly number[]) => void;
  readonly onStanding: (section: number) => void;
}

const OFFERS = 3;

/** How many, and the best that there is for so many people side by side. */
export function BestTogether({ locale, performance, store, isShown, onChoose, onStanding }: BestTogetherProps) {
  const t = useTranslations("seats");
  const limit = performance.ticketLimit;
  const [quantity, setQuantity] = useState(Math.min(2, limit));
  const { version, filter, held } = useSeatMap(store);
  const namesOf = useSeatNames(store.chart);
  // biome-ignore lint/correctness/useExhaustiveDependencies: offers follow availability, filter and hold
  const offers = useMemo(() => bestTogether(store, quantity, OFFERS), [store, quantity, version, filter, held]);
  const left = store.leftInCategory.reduce((sum, places) => sum + places, 0);
  const priceOf = new Map(performance.categories.map((category) => [category.chartCategory, category.priceMinor]));
  return (
    <section className={isShown ? "" : "max-lg:hidden"}>
      <div className="flex items-center justify-between gap-3 pb-2">
        <div>
          <h2 className="text-[18px]">{t("bestTogether", { count: quantity })}</h2>
          <p className="small dim num">
            {t("bestText")} · {t("leftInHouse", { count: count(left, locale) })}
          </p>
        </div>
        <Stepper
          label={t("howMany")}
          value={quantity}
          max={limit}
          onChange={setQuantity}
          less={t("oneLess")}
          more={t("oneMore")}
        />
      </div>
      {offers.length === 0 && <p className="small dim py-3">{t("noneTogether", { count: quantity })}</p>}
      {offers.length === 0 &&
        standingWith(store, quantity).map(({ section, name, places, category }) => (
          <button
            key={section}
            type="button"
            className="offer"
            onClick={() => {
              store.setStanding(section, quantity);
              onStanding(section);
            }}
          >
            <span className="dot" style={{ background: tierInk(store.tierOfCategory[category] ?? 1) }} />
            <span>
              <span className="seatname block">{name}</span>
              <span className="small dim">{t("standingLeft", { count: count(places, locale) })}</span>
            </span>
            <span className="price">
              {money((priceOf.get(category) ?? 0) * quantity, performance.currency, locale)}
            </span>
            <ChevronRight aria-hidden className="size-4.5" />
          </button>
        ))}
      {offers.map(({ indexes, category }, at) => (
        <button
          key={indexes.join()}
          type="button"
          className={`offer ${at > 0 ? "max-lg:hidden" : ""}`}
          onClick={() => {
            store.chooseOnly(indexes);
            onChoose(indexes);
          }}
        >
          <span className="dot" style={{ background: tierInk(store.tierOfCategory[category] ?? 1) }} />
          <span>
            <span className="seatname block">{namesOf(indexes)[0]?.name}</span>
            <span className="small dim">
              {performance.categories.find((one) => one.chartCategory === category)?.name ?? t("clearView")}
            </span>
          </span>
          <span className="price">
            {money((priceOf.get(category) ?? 0) * indexes.length, performance.currency, locale)}
          </span>
          <ChevronRight aria-hidden className="size-4.5" />
        </button>
      ))}
    </section>
  );
}

/** Where so many may stand; standing places need no proposal, only a way there. */
function standingWith({ chart, leftInSection }: SeatMapStore, quantity: number) {
  return chart.sections.flatMap(({ section }, at) => {
    const places = leftInSection[at] ?? 0;
    const { standing, name } = section;
    return standing && places >= quantity ? [{ section: at, name, places, category: standing.category }] : [];
  });
}
