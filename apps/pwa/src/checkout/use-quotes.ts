"use client";

import { keepPreviousData, useQueries } from "@tanstack/react-query";
import type { QuoteView } from "@usher/api/contract";
import { refusalOf } from "@usher/client/refusals";
import { useTRPCClient } from "@usher/client/trpc";
import { useMemo } from "react";
import { type Deadline, deadlineIn } from "../format/use-seconds-left.ts";
import type { BasketItem } from "./baskets.ts";

/** Who sits where: of each hold, the seats that are bought at a tariff. */
export type TariffsOfHolds = Readonly<Record<string, Readonly<Record<number, string>>>>;

/** A hold's tariffs as the server takes them, in the order of seats. */
export function tariffsOf(chosen: TariffsOfHolds, holdId: string) {
  return Object.entries(chosen[holdId] ?? {}).map(([seat, tariffId]) => ({ seatIndex: Number(seat), tariffId }));
}

export interface Quotes {
  readonly state: "loading" | "failed" | "gone" | "ready";
  /** The figures are those before the last choice; new ones are on their way. */
  readonly isStale: boolean;
  readonly quotes: readonly QuoteView[];
  readonly totalMinor: number;
  readonly deadline: Deadline | null;
  /** A tariff that was chosen and is not to be had, or not so often: it has to be given up before there is a figure. */
  readonly gone: { readonly holdId: string; readonly tariffId: string; readonly left: number } | null;
  /** The order that already pays for one of these holds: it is the place to go on. */
  readonly orderId: string | null;
  readonly retry: () => void;
}

/** What the holds of one basket cost, and how long the first of them still stands. */
export function useQuotes(items: readonly BasketItem[], chosen: TariffsOfHolds): Quotes {
  const client = useTRPCClient();
  const results = useQueries({
    queries: items.map(({ holdId, page }) => ({
      queryKey: ["quote", page.performance.id, holdId, tariffsOf(chosen, holdId)],
      placeholderData: keepPreviousData,
      queryFn: async () => {
        const hold = { performanceId: page.performance.id, holdId };
        // Whoever goes on to checkout has ten minutes more, once; asking again changes nothing.
        await client.holds.extend.mutate({ ...hold, requestId: crypto.randomUUID() });
        const quote = await client.checkout.quote.query({ ...hold, tariffs: tariffsOf(chosen, holdId) });
        return { quote, deadline: deadlineIn(quote.secondsLeft) };
      },
    })),
  });
  const answers = results.flatMap((result) => result.data ?? []);
  const first =
    answers.toSorted((one, other) => one.deadline.secondsLeft - other.deadline.secondsLeft)[0]?.deadline ?? null;
  const { secondsLeft, heardAt } = first ?? {};
  const deadline = useMemo(
    () => (secondsLeft !== undefined && heardAt !== undefined ? { secondsLeft, heardAt } : null),
    [secondsLeft, heardAt],
  );
  const isGone = results.some(({ error }) =>
    ["HOLD_GONE", "NOT_YOURS", "NOT_FOUND"].includes(refusalOf(error)?.code ?? ""),
  );
  const gone = results.flatMap(({ error }, at) => goneTariff(error, items[at]?.holdId))[0] ?? null;
  const state = isGone
    ? "gone"
    : gone
      ? "loading"
      : results.some(({ isError }) => isError)
        ? "failed"
        : answers.length < items.length
          ? "loading"
          : "ready";
  return {
    state,
    isStale: results.some(({ isPlaceholderData }) => isPlaceholderData),
    quotes: answers.map((answer) => answer.quote),
    totalMinor: answers.reduce((sum, answer) => sum + answer.quote.totalMinor, 0),
    deadline,
    gone,
    orderId: answers.find(({ quote }) => quote.orderId !== null)?.quote.orderId ?? null,
    retry: () => results.forEach((result) => void result.refetch()),
  };
}

function goneTariff(error: unknown, holdId: string | undefined): NonNullable<Quotes["gone"]>[] {
  const refusal = refusalOf(error);
  const { tariffId, left } = refusal?.detail ?? {};
  if (refusal?.code !== "TARIFF_GONE" || holdId === undefined || typeof tariffId !== "string") return [];
  return [{ holdId, tariffId, left: Number(left) || 0 }];
}
