"use client";

import { useQueries } from "@tanstack/react-query";
import type { QuoteView } from "@usher/api/contract";
import { refusalOf } from "@usher/client/refusals";
import { useTRPCClient } from "@usher/client/trpc";
import { useMemo } from "react";
import { type Deadline, deadlineIn } from "../format/use-seconds-left.ts";
import type { BasketItem } from "./baskets.ts";

export interface Quotes {
  readonly state: "loading" | "failed" | "gone" | "ready";
  readonly quotes: readonly QuoteView[];
  readonly totalMinor: number;
  readonly deadline: Deadline | null;
  /** The order that already pays for one of these holds: it is the place to go on. */
  readonly orderId: string | null;
  readonly retry: () => void;
}

/** What the holds of one basket cost, and how long the first of them still stands. */
export function useQuotes(items: readonly BasketItem[]): Quotes {
  const client = useTRPCClient();
  const results = useQueries({
    queries: items.map(({ holdId, page }) => ({
      queryKey: ["quote", page.performance.id, holdId],
      queryFn: async () => {
        const hold = { performanceId: page.performance.id, holdId };
        // Whoever goes on to checkout has ten minutes more, once; asking again changes nothing.
        await client.holds.extend.mutate({ ...hold, requestId: crypto.randomUUID() });
        const quote = await client.checkout.quote.query(hold);
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
  const state = isGone
    ? "gone"
    : results.some(({ isError }) => isError)
      ? "failed"
      : answers.length < items.length
        ? "loading"
        : "ready";
  return {
    state,
    quotes: answers.map((answer) => answer.quote),
    totalMinor: answers.reduce((sum, answer) => sum + answer.quote.totalMinor, 0),
    deadline,
    orderId: answers.find(({ quote }) => quote.orderId !== null)?.quote.orderId ?? null,
    retry: () => results.forEach((result) => void result.refetch()),
  };
}
