"use client";

import { useQuery } from "@tanstack/react-query";
import { money } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { useTRPC } from "@usher/client/trpc";
import { Bone, Button, buttonClass, Callout, Field, FootBar, Logo, TopBar, Trouble } from "@usher/ui";
import { CreditCard, Lock } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { HeldClock } from "../seats/held-clock.tsx";
import { BackLink } from "../shell/back-link.tsx";
import type { BasketItem } from "./baskets.ts";
import { Bought } from "./bought.tsx";
import { usePay } from "./use-pay.ts";
import { type Quotes, type TariffsOfHolds, useQuotes } from "./use-quotes.ts";

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
  const [news, setNews] = useState<string | null>(null);
  const { gone } = quotes;
  // What is not to be had at a price is offered at the full one, and that is said.
  useEffect(() => {
    if (!gone) return;
    const tariff = basket.flatMap(({ page }) => page.performance.tariffs).find(({ id }) => id === gone.tariffId);
    setNews(t("tariffGone", { name: tariff?.name ?? "", count: gone.left }));
    setTariffs((was) => {
      const kept = Object.entries(was[gone.holdId] ?? {}).filter(([, tariffId]) => tariffId !== gone.tariffId);
      return { ...was, [gone.holdId]: Object.fromEntries(kept) };
    });
  }, [gone, basket, t]);
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
  const choose: OrderProps["onTariff"] = (holdId, seatIndex, tariffId) => {
    setNews(null);
    setTariffs((was) => {
      const { [seatIndex]: _, ...others } = was[holdId] ?? {};
      return { ...was, [holdId]: tariffId === null ? others : { ...others, [seatIndex]: tariffId } };
    });
  };
  const order = { locale, basket, quotes, tariffs, news, seatsPath, onTariff: choose };
  return <Order {...order} orderCount={baskets.length} onOut={() => setOut(true)} />;
}

interface OrderProps {
  readonly locale: Locale;
  readonly basket: readonly BasketItem[];
  readonly quotes: Quotes;
  readonly seatsPath: string;
  readonly orderCount: number;
  readonly tariffs: TariffsOfHolds;
  /** What changed about the prices without the reader's doing. */
  readonly news: string | null;
  readonly onTariff: (holdId: string, seatIndex: number, tariffId: string | null) => void;
  readonly onOut: () => void;
}

function Order({ locale, basket, quotes, tariffs, news, seatsPath, orderCount, onTariff, onOut }: OrderProps) {
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
  const problem = pay.problem ? (
    <Callout kind="danger" announce className="mb-3" title={pay.problem} />
  ) : (
    news && <Callout kind="warn" announce className="mb-3" title={news} />
  );
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
