"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { refusalOf, useRefusalWords } from "@usher/client/refusals";
import { useTRPCClient } from "@usher/client/trpc";
import { useEffect, useRef, useState } from "react";
import type { BasketItem } from "./baskets.ts";
import { type Quotes, type TariffsOfHolds, tariffsOf } from "./use-quotes.ts";

/** Refusals after which the figures on the page are no longer true. */
const PRICED_ANEW = ["PRICE_CHANGED", "TARIFF_UNKNOWN", "TARIFF_GONE"];

/** Opens the payment once: a second press, or a retry after silence, is the same request. */
export function usePay(
  locale: Locale,
  basket: readonly BasketItem[],
  { totalMinor, retry }: Quotes,
  tariffs: TariffsOfHolds,
) {
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
      if (PRICED_ANEW.some((code) => code === refusalOf(error)?.code)) retry();
      setProblem(say(error));
      setBusy(false);
      isOnItsWay.current = false;
    }
  };
  return { isBusy, problem, isEmailWrong, start, forgetEmailProblem: () => setEmailWrong(false) };
}
