"use client";

import { useQuery } from "@tanstack/react-query";
import { fullInstant, longDate, money, placeName } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { refusalOf, useRefusalWords } from "@usher/client/refusals";
import { useSeatName } from "@usher/client/seats";
import { useTRPC, useTRPCClient } from "@usher/client/trpc";
import { Bone, Button, buttonClass, Callout, Field, FootBar, Logo, Sum, TopBar, Trouble } from "@usher/ui";
import { CreditCard, Lock, Undo2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { AlsoPrice } from "../preferences/also-price.tsx";
import { AlsoTime } from "../preferences/also-time.tsx";
import { HeldClock } from "../seats/held-clock.tsx";
import { BackLink } from "../shell/back-link.tsx";
import { Poster } from "../shell/poster.tsx";
import type { BasketItem } from "./baskets.ts";
import { sumLines } from "./seat-lines.ts";
import { TariffChoice } from "./tariff-choice.tsx";
import { type Quotes, type TariffsOfHolds, tariffsOf, useQuotes } from "./use-quotes.ts";

interface CheckoutScreenProps {
  readonly locale: Locale;
  readonly baskets: readonly (readonly BasketItem[])[];
}

/** The hold's second span, for the bar, when its own length is not told with the quote. */
const CHECKOUT_SECONDS = 600;

/** The order before it is paid: what, where, every part of the price, what happens if one changes one's mind. */
export function CheckoutScreen({ locale, baskets }: CheckoutScreenProps) {
  const t = useTranslations("checkout");
  const [basket = []] = baskets;
  const [tariffs, setTariffs] = useState<TariffsOfHolds>({});
  const quotes = useQuotes(basket, tariffs);
  const router = useRouter();
  const { orderId } = quotes;
  useEffect(() => {
    if (orderId) router.replace(localePath(locale, `/orders/${orderId}`));
  }, [orderId, router, locale]);
  const [isOut, setOut] = useState(false);
  const first = basket[0];
  if (!first) return null;
  const seatsPath = localePath(locale, `/performances/${first.page.performance.id}/seats`);
  if (isOut || quotes.state === "gone") {
    return (
      <Trouble title={isOut ? t("goneTitle") : t("nothingHeld")} text={isOut ? t("goneText") : t("nothingHeldText")}>
        <Link href={seatsPath} className={buttonClass("line")}>
          {t("toMap")}
        </Link>
        <Link href={localePath(locale, "/")} className={buttonClass("quiet")}>
          {t("discover")}
        </Link>
      </Trouble>
    );
  }
  if (quotes.state === "failed") {
    return (
      <Trouble title={t("loadFailed")} text={t("loadFailedText")}>
        <Button onClick={quotes.retry}>{t("retry")}</Button>
      </Trouble>
    );
  }
  const choose: OrderProps["onTariff"] = (holdId, seatIndex, tariffId) =>
    setTariffs((was) => {
      const { [seatIndex]: _, ...others } = was[holdId] ?? {};
      return { ...was, [holdId]: tariffId === null ? others : { ...others, [seatIndex]: tariffId } };
    });
  const order = { locale, basket, quotes, tariffs, seatsPath, onTariff: choose };
  return <Order {...order} orderCount={baskets.length} onOut={() => setOut(true)} />;
}

interface OrderProps {
  readonly locale: Locale;
  readonly basket: readonly BasketItem[];
  readonly quotes: Quotes;
  readonly seatsPath: string;
  readonly orderCount: number;
  readonly tariffs: TariffsOfHolds;
  readonly onTariff: (holdId: string, seatIndex: number, tariffId: string | null) => void;
  readonly onOut: () => void;
}

function Order({ locale, basket, quotes, tariffs, seatsPath, orderCount, onTariff, onOut }: OrderProps) {
  const t = useTranslations("checkout");
  const app = useTranslations("app");
  const trpc = useTRPC();
  const me = useQuery(trpc.accounts.me.queryOptions());
  const pay = usePay(locale, basket, quotes, tariffs);
  const emailField = useRef<HTMLInputElement>(null);
  const person = me.data?.person ?? null;
  const currency = basket[0]?.page.performance.currency ?? "EUR";
  const total = money(quotes.totalMinor, currency, locale);
  const isReady = quotes.state === "ready" && !quotes.isStale && quotes.orderId === null && !me.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void pay.start(person ? undefined : (emailField.current?.value ?? ""), () => emailField.current?.focus());
  };
  const clock = quotes.deadline && (
    <HeldClock
      deadline={quotes.deadline}
      secondsTotal={Math.max(CHECKOUT_SECONDS, quotes.deadline.secondsLeft)}
      label={t("heldForYou")}
      lastMinute={t("oneMinute")}
      gone={t("goneTitle")}
      onOut={onOut}
    />
  );
  const problem = pay.problem && <Callout kind="danger" announce className="mb-3" title={pay.problem} />;
  const step = (
    <Button type="submit" form="pay" kind="torch" wide disabled={!isReady} busy={pay.isBusy}>
      {!pay.isBusy && <Lock aria-hidden />}
      {pay.isBusy ? t("opening") : t("pay", { amount: isReady ? total : "" })}
    </Button>
  );
  return (
    <div className="flex min-h-svh flex-col lg:grid lg:h-svh lg:grid-cols-[minmax(0,1fr)_520px]">
      <main id="content" className="flex flex-1 flex-col lg:overflow-y-auto lg:px-18 lg:pt-4">
        <TopBar
          className="lg:-ml-18 lg:px-7"
          start={
            <>
              <BackLink href={seatsPath} label={t("backToSeats")} />
              <Logo name={app("name")} className="max-lg:hidden" />
            </>
          }
          title={<span className="lg:sr-only">{t("title")}</span>}
        />
        <div className="wrap w-full flex-1 lg:max-w-120 lg:px-5">
          <p className="max-lg:hidden mt-2 text-[36px] leading-tight font-bold" aria-hidden="true">
            {t("title")}
          </p>
          <p className="dim mt-1 max-lg:hidden">{t("nothingTaken")}</p>
          <div className="pb-4 lg:hidden">{clock ?? <Bone height={32} />}</div>
          <div className="lg:hidden">
            <Bought {...{ locale, basket, quotes, onTariff }} />
          </div>
          {orderCount > 1 && (
            <p className="small dim pb-4">
              {t("otherOrders")} {t("orderOf", { number: 1, count: orderCount })}
            </p>
          )}
          <form id="pay" noValidate onSubmit={submit} className="pt-4 pb-6 lg:pt-8">
            {person ? (
              <p className="strong">{t("signedInAs", { email: person.email })}</p>
            ) : (
              <Field
                ref={emailField}
                label={t("email")}
                type="email"
                inputMode="email"
                autoComplete="email"
                required
                hint={t("emailHelp")}
                error={pay.isEmailWrong ? t("emailWrong") : undefined}
                onChange={pay.forgetEmailProblem}
              />
            )}
            <section className="mt-6 grid grid-cols-[24px_1fr] gap-3">
              <CreditCard aria-hidden className="text-text-2" />
              <div>
                <h2 className="text-[16px]">{t("howPay")}</h2>
                <p className="small dim mt-1">{t("howPayText")}</p>
              </div>
            </section>
          </form>
        </div>
        <FootBar className="lg:hidden" above={problem} action={step} note={t("ifFails")} />
      </main>
      <aside className="flex flex-col overflow-y-auto border-l border-line bg-raised px-10 pt-6 pb-8 max-lg:hidden">
        {clock ?? <Bone height={32} />}
        <Bought {...{ locale, basket, quotes, onTariff }} />
        <div className="mt-auto pt-6">
          {problem}
          {step}
          <p className="small dim mt-2 text-center">{t("ifFails")}</p>
        </div>
      </aside>
    </div>
  );
}

/** What is about to be paid: events, seats, every part of the price. */
function Bought({ locale, basket, quotes, onTariff }: Pick<OrderProps, "locale" | "basket" | "quotes" | "onTariff">) {
  const t = useTranslations("checkout");
  const seatName = useSeatName();
  const [first] = basket;
  if (quotes.state !== "ready" || !first) return <SumBones />;
  const { currency } = first.page.performance;
  const amount = (minor: number) => money(minor, currency, locale);
  const lines = quotes.quotes.flatMap((quote) => quote.lines);
  const tax = lines.reduce((sum, line) => sum + line.taxMinor, 0);
  return (
    <>
      {basket.map(({ page, holdId }, at) => (
        <div key={holdId} className="flex items-start gap-4 py-2 pb-5 lg:gap-5 lg:pt-7">
          <Poster seed={page.event.posterSeed} alt="" sizes="144px" className="w-20! flex-none lg:w-36!" />
          <div className="grow">
            <h2 className="lg:text-[28px]">{page.event.title}</h2>
            <p className="small dim mt-1">
              {fullInstant(page.performance.startsAt, page.performance.venue.timeZone, locale)}
              <AlsoTime
                iso={page.performance.startsAt}
                zone={page.performance.venue.timeZone}
                locale={locale}
                words={t("alsoTime", { time: "{time}" })}
              />
              <span className="block">
                {placeName(page.performance.venue.name, page.performance.venue.city, locale)}
              </span>
            </p>
            <ul className="strong small num mt-1.5">
              {quotes.quotes[at]?.lines.map((line) => (
                <li key={line.seatIndex}>
                  {seatName(line)}
                  <TariffChoice
                    {...{ locale, line }}
                    performance={page.performance}
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
}: Pick<OrderProps, "locale" | "basket" | "quotes"> & { amount: (minor: number) => string }) {
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

/** Opens the payment once: a second press, or a retry after silence, is the same request. */
function usePay(locale: Locale, basket: readonly BasketItem[], { totalMinor, retry }: Quotes, tariffs: TariffsOfHolds) {
  const client = useTRPCClient();
  const say = useRefusalWords();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isEmailWrong, setEmailWrong] = useState(false);
  const isOnItsWay = useRef(false);
  const intent = useRef<{ wish: string; id: string } | null>(null);
  // Whoever comes back from the payment page finds this page as they left it, with the order made: there they go on.
  useEffect(() => {
    const shownAgain = (event: PageTransitionEvent) => {
      if (event.persisted) window.location.reload();
    };
    window.addEventListener("pageshow", shownAgain);
    return () => window.removeEventListener("pageshow", shownAgain);
  }, []);
  const start = async (typed: string | undefined, focusEmail: () => void) => {
    if (isOnItsWay.current) return;
    const email = typed?.trim().toLowerCase();
    if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
      setEmailWrong(true);
      focusEmail();
      return;
    }
    const wish = JSON.stringify([email, tariffs]);
    if (intent.current?.wish !== wish) intent.current = { wish, id: crypto.randomUUID() };
    isOnItsWay.current = true;
    setBusy(true);
    setProblem(null);
    try {
      const holds = basket.map(({ page, holdId }) => ({
        performanceId: page.performance.id,
        holdId,
        tariffs: tariffsOf(tariffs, holdId),
      }));
      const { paymentUrl } = await client.checkout.start.mutate({
        requestId: intent.current.id,
        holds,
        email,
        locale,
        expectedTotalMinor: totalMinor,
      });
      window.location.assign(paymentUrl);
    } catch (error) {
      const orderId = refusalOf(error)?.detail.orderId;
      if (refusalOf(error)?.code === "HOLD_IN_CHECKOUT" && typeof orderId === "string") {
        window.location.assign(localePath(locale, `/orders/${orderId}`));
        return;
      }
      if (refusalOf(error) !== null && refusalOf(error)?.code !== "PAYMENT_PROVIDER_AWAY") intent.current = null;
      if (refusalOf(error)?.code === "PRICE_CHANGED" || refusalOf(error)?.code === "TARIFF_UNKNOWN") retry();
      setProblem(say(error));
      setBusy(false);
      isOnItsWay.current = false;
    }
  };
  return { isBusy, problem, isEmailWrong, start, forgetEmailProblem: () => setEmailWrong(false) };
}
