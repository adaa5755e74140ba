"use client";

import type { OrderView } from "@usher/api/contract";
import { fullInstant, money } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { useRefusalWords } from "@usher/client/refusals";
import { useSeatName } from "@usher/client/seats";
import { useTRPCClient } from "@usher/client/trpc";
import { spanName, spanTimes } from "@usher/client/spans";
import { Button, Callout, FootBar, TopBar } from "@usher/ui";
import { Info, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Deadline } from "../format/use-seconds-left.ts";
import { AlsoTime } from "../preferences/also-time.tsx";
import { HeldClock } from "../seats/held-clock.tsx";
import { BackLink } from "../shell/back-link.tsx";
import { Poster } from "../shell/poster.tsx";

interface UnpaidOrderProps {
  readonly locale: Locale;
  readonly order: OrderView;
  readonly deadline: Deadline;
  /** The order may have changed: ask again. */
  readonly onChanged: () => void;
  readonly onLeave: () => void;
}

const PROBLEM_KEYS = {
  declined: "failedDeclined",
  insufficientFunds: "failedInsufficientFunds",
  authenticationFailed: "failedAuthenticationFailed",
  abandoned: "failedAbandoned",
} as const;

/** The length of the bar: the usual span of an order, unless more than that is left. */
const ORDER_SECONDS = 600;

/** Not paid: first what is safe, then the cause in plain words, then the way on. */
export function UnpaidOrder({ locale, order, deadline, onChanged, onLeave }: UnpaidOrderProps) {
  const t = useTranslations("order");
  const seatName = useSeatName();
  const client = useTRPCClient();
  const say = useRefusalWords();
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const problem = order.paymentProblem ?? "abandoned";
  const isRefused = problem !== "abandoned";
  const total = money(order.totalMinor, order.currency, locale);
  const [first] = order.performances;
  const run = async (step: () => Promise<void>) => {
    setBusy(true);
    setTrouble(null);
    try {
      await step();
    } catch (error) {
      setTrouble(say(error));
      onChanged();
    }
    setBusy(false);
  };
  const resume = () =>
    run(async () => {
      const { paymentUrl } = await client.checkout.resume.mutate({ orderId: order.id });
      window.location.assign(paymentUrl);
    });
  const cancel = () =>
    run(async () => {
      await client.checkout.cancel.mutate({ orderId: order.id });
      onLeave();
      onChanged();
    });
  return (
    <main className="slim flex min-h-svh flex-col">
      <TopBar
        start={<BackLink href={localePath(locale, first ? `/events/${first.eventSlug}` : "/")} label={t("back")} />}
        title={t("title")}
      />
      <div id="content" className="wrap flex flex-1 flex-col lg:flex-none">
        <Callout
          kind={isRefused ? "danger" : "info"}
          stacked
          announce="alert"
          className="mt-1"
          icon={isRefused ? undefined : <Info strokeWidth={1.75} />}
          title={t(PROBLEM_KEYS[problem])}
        >
          <p className="mt-0.5">{isRefused ? t("failedText") : t("leftText")}</p>
        </Callout>
        <div className="py-5">
          <HeldClock
            deadline={deadline}
            secondsTotal={Math.max(ORDER_SECONDS, deadline.secondsLeft)}
            label={t("stillHeld")}
            lastMinute={t("stillHeld")}
            gone={t("closingTitle")}
            onOut={onChanged}
          />
          {order.performances.map((performance) => {
            const lines = order.lines.filter(
              (line) => line.kind === "seat" && line.performanceId === performance.performanceId,
            );
            const span = { from: lines[0]?.fromCell ?? 0, to: lines[0]?.toCell ?? 1 };
            const { startsAt } = spanTimes(performance, span);
            return (
              <div key={performance.performanceId} className="stub !pt-4">
                <Poster seed={performance.posterSeed} alt="" sizes="56px" className="w-14! flex-none" />
                <div className="grow">
                  <h2 className="text-[18px]">{performance.title}</h2>
                  <p className="small dim num">
                    {fullInstant(startsAt, performance.timeZone, locale)}
                    <AlsoTime
                      iso={startsAt}
                      zone={performance.timeZone}
                      locale={locale}
                      words={t("alsoTime", { time: "{time}" })}
                    />
                  </p>
                  <ul className="small dim num">
                    {lines.map((line) => (
                      <li key={line.id}>
                        {[seatName(line), spanName(performance, { from: line.fromCell, to: line.toCell }, locale)]
                          .filter(Boolean)
                          .join(" · ")}
                      </li>
                    ))}
                  </ul>
                </div>
                {order.performances.length === 1 && <span className="price">{total}</span>}
              </div>
            );
          })}
          {order.performances.length > 1 && (
            <div className="flex justify-end">
              <span className="price">{total}</span>
            </div>
          )}
        </div>
        <hr className="border-line" />
        {isAsking ? (
          <div role="alertdialog" aria-label={t("cancelAsk")} className="grid gap-2 py-4">
            <p className="strong">{t("cancelAsk")}</p>
            <Button disabled={isBusy} onClick={cancel}>
              {t("cancelYes")}
            </Button>
            <Button kind="quiet" onClick={() => setAsking(false)}>
              {t("cancelNo")}
            </Button>
          </div>
        ) : (
          <button
            type="button"
            className="flex min-h-14 w-full items-center border-line border-b text-left font-[620]"
            onClick={() => setAsking(true)}
          >
            {t("cancel")}
          </button>
        )}
        <p className="small dim mt-auto py-4">{t("whenOut")}</p>
      </div>
      <FootBar
        className="lg:static lg:border-0 lg:bg-transparent lg:pb-12"
        above={
          trouble && (
            <p role="alert" className="pb-2 text-center font-semibold text-14 text-danger">
              {trouble}
            </p>
          )
        }
        action={
          <Button kind="torch" wide busy={isBusy} onClick={resume}>
            {!isBusy && <Lock aria-hidden />}
            {isBusy ? t("opening") : t("tryAgain", { amount: total })}
          </Button>
        }
        note={t("onceOnly")}
      />
    </main>
  );
}
