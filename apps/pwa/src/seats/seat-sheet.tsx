"use client";

import type { PerformanceView } from "@usher/api/contract";
import { countdown, money } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { Button, IconButton } from "@usher/ui";
import { type SeatMapStore, tierInk } from "@usher/ui/seat-map";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { checkoutPath } from "../checkout/baskets.ts";
import { secondsUntil } from "../format/use-seconds-left.ts";
import { AlsoPrice } from "../preferences/also-price.tsx";
import { HeldClock } from "./held-clock.tsx";
import { placeCount } from "./lines-of.ts";
import type { Choice } from "./use-choice.ts";
import { type NamedGroup, useSeatNames } from "./use-seat-names.ts";

interface SeatSheetProps {
  readonly locale: Locale;
  readonly performance: PerformanceView;
  readonly store: SeatMapStore;
  readonly choice: Choice;
}

/** What is yours: held with its time, chosen and not held yet, the sum, and the one next step. */
export function SeatSheet({ locale, performance, store, choice }: SeatSheetProps) {
  const t = useTranslations("seats");
  const router = useRouter();
  const namesOf = useSeatNames(store.chart);
  const heading = useRef<HTMLHeadingElement>(null);
  const { holding, chosen, wanted } = choice;
  const { held, isBusy } = holding;
  const heldGroups = namesOf(held?.seats ?? []);
  const chosenGroups = namesOf(chosen.seats);
  const hasChange = placeCount(chosen) > 0;
  const places = placeCount(wanted);
  const holdId = held?.holdId ?? null;

  // After the seats became ours, the keyboard goes on from the news of it.
  const before = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (before.current === null && holdId) heading.current?.focus();
    if (held !== undefined) before.current = holdId;
  }, [holdId, held]);

  if (places === 0) return null;
  const go = () => {
    if (hasChange) void choice.holdWanted();
    else if (held?.orderId) router.push(localePath(locale, `/orders/${held.orderId}`));
    else if (holdId) router.push(localePath(locale, checkoutPath([{ holdId, performanceId: performance.id }])));
  };
  const nextStep = hasChange
    ? held
      ? t("holdThese", { count: places })
      : t("hold")
    : held?.orderId
      ? t("toOrder")
      : t("continue");
  return (
    <section
      aria-labelledby="your-seats"
      className="flex flex-col lg:-mr-6 lg:mt-auto lg:max-h-[55%] lg:flex-none lg:overflow-y-auto lg:border-t lg:border-line lg:pt-4 lg:pr-6"
    >
      <h2 id="your-seats" ref={heading} tabIndex={-1} className="sr-only">
        {t("yourSeats")}
      </h2>
      {held && (
        <>
          <HeldClock
            deadline={held.deadline}
            secondsTotal={held.secondsTotal}
            label={t("heldForYou")}
            lastMinute={t("oneMinute")}
            gone={t("timeOut")}
            onOut={choice.timeIsOut}
          />
          <p role="status" className="sr-only">
            {t("held", {
              seats: heldGroups.map((group) => group.name).join("; "),
              time: countdown(secondsUntil(held.deadline)),
            })}
          </p>
        </>
      )}
      {heldGroups.map((group) => (
        <GroupLine
          key={group.key}
          {...{ group, store, performance, isBusy }}
          undoLabel={t("letGo", { seats: group.name })}
          onUndo={() => void choice.letGo(group.indexes)}
        />
      ))}
      {performance.tariffs.length > 0 && <p className="small dim pt-1">{t("tariffsNext")}</p>}
      {hasChange && <p className="small dim pt-2">{t("notHeldYet")}</p>}
      {chosenGroups.map((group) => (
        <GroupLine
          key={group.key}
          {...{ group, store, performance, isBusy }}
          undoLabel={t("undoChoice", { seats: group.name })}
          onUndo={() => {
            for (const index of group.indexes) store.unchoose(index);
          }}
        />
      ))}
      {[...chosen.standing].map(([section, count]) => (
        <div key={section} className="stub">
          <span
            className="dot"
            style={{ background: tierInk(store.tierOfCategory[store.chart.sections[section]?.category ?? 0] ?? 1) }}
          />
          <div className="seatname grow">
            {t("standingName", { section: store.chart.sections[section]?.section.name ?? "", count })}
          </div>
          <IconButton
            className="-mr-3"
            label={t("undoChoice", { seats: store.chart.sections[section]?.section.name ?? "" })}
            onClick={() => store.setStanding(section, 0)}
          >
            <X aria-hidden />
          </IconButton>
        </div>
      ))}
      <div className="buy sticky bottom-0 bg-raised pt-2">
        <div>
          <b>{money(choice.totalMinor, performance.currency, locale)}</b>
          <AlsoPrice
            amountMinor={choice.totalMinor}
            currency={performance.currency}
            locale={locale}
            words={t("also", { amount: "{amount}", day: "{day}" })}
          />
          <span className="small dim num">{t("feesIn")}</span>
        </div>
        <Button
          kind="torch"
          className="lg:min-w-42"
          busy={isBusy}
          disabled={held === undefined || choice.problem !== null}
          onClick={go}
        >
          {isBusy ? t("holding") : nextStep}
        </Button>
      </div>
    </section>
  );
}

interface GroupLineProps {
  readonly group: NamedGroup;
  readonly store: SeatMapStore;
  readonly performance: PerformanceView;
  readonly isBusy: boolean;
  readonly undoLabel: string;
  readonly onUndo: () => void;
}

function GroupLine({ group, store, performance, isBusy, undoLabel, onUndo }: GroupLineProps) {
  const t = useTranslations("seats");
  const category = performance.categories.find((one) => one.chartCategory === group.category);
  const { restrictedView } = store.chart.geometry.marks;
  const isRestricted = group.indexes.some((index) => restrictedView.includes(index));
  return (
    <div className="stub">
      <span className="dot" style={{ background: tierInk(store.tierOfCategory[group.category] ?? 1) }} />
      <div className="grow">
        <div className="seatname">{group.name}</div>
        <div className="small dim num">
          {[
            category?.name,
            isRestricted ? t("restricted") : null,
            group.indexes.length > 1
              ? t("twoTimes", { count: group.indexes.length, price: store.priceOf(group.indexes[0] as number) })
              : null,
          ]
            .filter(Boolean)
            .join(" · ")}
        </div>
      </div>
      <IconButton className="-mr-3" label={undoLabel} disabled={isBusy} onClick={onUndo}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
