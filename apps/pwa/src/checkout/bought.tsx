"use client";

import { fullInstant, longDate, money, placeName } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { useSeatName } from "@usher/client/seats";
import { isJourney, pricedFor, spanName, spanTimes, wholeOf } from "@usher/client/spans";
import { Bone, Sum } from "@usher/ui";
import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { AlsoPrice } from "../preferences/also-price.tsx";
import { AlsoTime } from "../preferences/also-time.tsx";
import { Poster } from "../shell/poster.tsx";
import type { BasketItem } from "./baskets.ts";
import { sumLines } from "./seat-lines.ts";
import { TariffChoice } from "./tariff-choice.tsx";
import type { Quotes } from "./use-quotes.ts";

interface BoughtProps {
  readonly locale: Locale;
  readonly basket: readonly BasketItem[];
  readonly quotes: Quotes;
  readonly onTariff: (holdId: string, seatIndex: number, tariffId: string | null) => void;
}

/** What is about to be paid: events, seats, every part of the price. */
export function Bought({ locale, basket, quotes, onTariff }: BoughtProps) {
  const t = useTranslations("checkout");
  const seatName = useSeatName();
  const [first] = basket;
  if (quotes.state !== "ready" || !first) return <SumBones />;
  const { currency } = first.page.performance;
  const amount = (minor: number) => money(minor, currency, locale);
  const lines = quotes.quotes.flatMap((quote) => quote.lines);
  const parts = basket.map(({ page, holdId }, at) => {
    const span = quotes.quotes[at]?.span ?? wholeOf(page.performance);
    const { cells, venue } = page.performance;
    const way = spanName({ cells, timeZone: venue.timeZone }, span, locale);
    const { startsAt } = spanTimes(page.performance, span);
    const isAtVenue = span.from === 0 || !isJourney(page.performance);
    return { page, holdId, way, isAtVenue, startsAt, performance: pricedFor(page.performance, span) };
  });
  const tax = lines.reduce((sum, line) => sum + line.taxMinor, 0);
  return (
    <>
      {parts.map(({ page, performance, way, isAtVenue, startsAt, holdId }, at) => (
        <div key={holdId} className="flex items-start gap-4 py-2 pb-5 lg:gap-5 lg:pt-7">
          <Poster seed={page.event.posterSeed} alt="" sizes="144px" className="w-20! flex-none lg:w-36!" />
          <div className="grow">
            <h2 className="lg:text-[28px]">{page.event.title}</h2>
            <p className="small dim mt-1">
              {way && <span className="strong block">{way}</span>}
              {fullInstant(startsAt, performance.venue.timeZone, locale)}
              <AlsoTime
                iso={startsAt}
                zone={performance.venue.timeZone}
                locale={locale}
                words={t("alsoTime", { time: "{time}" })}
              />
              {isAtVenue && (
                <span className="block">{placeName(performance.venue.name, performance.venue.city, locale)}</span>
              )}
            </p>
            <ul className="strong small num mt-1.5">
              {quotes.quotes[at]?.lines.map((line) => (
                <li key={line.seatIndex}>
                  {seatName(line)}
                  <TariffChoice
                    {...{ locale, line }}
                    performance={performance}
                    offers={quotes.quotes[at]?.tariffs ?? []}
                    seat={seatName(line)}
                    onChoose={(tariffId) => onTariff(holdId, line.seatIndex, tariffId)}
                  />
                </li>
              ))}
            </ul>
          </div>
        </div>
      ))}
      <hr className="border-line" />
      <div className="grid gap-2 py-4">
        <Sum
          lines={sumLines(lines).flatMap((line) => {
            const key = `${line.faceMinor} ${line.feeMinor}`;
            const face = {
              key,
              quiet: false,
              label: t("ticketsAt", { count: line.count, price: amount(line.faceMinor) }),
              amount: amount(line.faceMinor * line.count),
            };
            const fee = {
              key: `${key} fee`,
              quiet: true,
              label: t("service", { price: amount(line.feeMinor) }),
              amount: amount(line.feeMinor * line.count),
            };
            return line.feeMinor > 0 ? [face, fee] : [face];
          })}
          total={{
            label: t("total"),
            amount: (
              <>
                {amount(quotes.totalMinor)}
                <AlsoPrice
                  className="text-right"
                  amountMinor={quotes.totalMinor}
                  currency={currency}
                  locale={locale}
                  words={t("also", { amount: "{amount}", day: "{day}" })}
                />
              </>
            ),
          }}
        />
        {tax > 0 && <p className="small dim num text-right">{t("taxIn", { tax: amount(tax) })}</p>}
      </div>
      <RefundNote {...{ locale, basket, quotes, amount }} />
    </>
  );
}

function RefundNote({
  locale,
  basket,
  quotes,
  amount,
}: Omit<BoughtProps, "onTariff"> & { amount: (minor: number) => string }) {
  const t = useTranslations("checkout");
  return basket.map(({ holdId, page }, at) => {
    const refund = quotes.quotes[at]?.refund;
    return (
      <p
        key={holdId}
        className="mb-2 grid grid-cols-[24px_1fr] items-center gap-3 rounded-xl bg-sunk px-4 py-3 text-14"
      >
        <Undo2 aria-hidden />
        <span>
          {refund?.until
            ? t.rich("refundUntil", {
                date: longDate(refund.until, page.performance.venue.timeZone, locale),
                amount: amount(refund.amountMinor),
                b: (words) => <b className="strong num">{words}</b>,
              })
            : t("refundNone")}
        </span>
      </p>
    );
  });
}

/** The size of what comes. */
function SumBones() {
  return (
    <div aria-hidden="true" className="pb-2">
      <div className="flex gap-4 py-2 pb-5 lg:pt-7">
        <Bone className="h-25 w-20 flex-none lg:h-45 lg:w-36" />
        <span className="grid flex-1 content-start gap-2">
          <Bone width="75%" height={28} />
          <Bone width="50%" height={40} />
        </span>
      </div>
      <Bone height={256} />
    </div>
  );
}
