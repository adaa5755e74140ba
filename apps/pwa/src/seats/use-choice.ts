"use client";

import type { ChoiceMend } from "@usher/api/choosing";
import type { PerformanceView } from "@usher/api/contract";
import { parseVersion } from "@usher/client/live";
import { refusalOf, useRefusalWords } from "@usher/client/refusals";
import type { SeatStore } from "@usher/client/seats";
import type { Span } from "@usher/client/spans";
import { type SeatMapStore, useSeatMap } from "@usher/ui/seat-map";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useState } from "react";
import type { Holding } from "../holding/use-hold.ts";
import { type ChoiceProblem, judgeWanted } from "./judge-wanted.ts";
import { linesOf, placesOf, together, type WantedPlaces } from "./lines-of.ts";

/** What must be said aloud about the choice. */
export type SeatNotice =
  /** `instead`: the nearest like them, side by side, as far as there are any. */
  | { readonly kind: "lost"; readonly seats: readonly number[]; readonly instead: readonly number[] | null }
  /** The server judged the choice by newer seats than this page had, or a seat that was to be let go would stand alone. */
  | ({ readonly kind: "stranded" } & ChoiceMend)
  | { readonly kind: "refused"; readonly text: string }
  | { readonly kind: "inCheckout"; readonly orderId: string }
  | { readonly kind: "limit"; readonly limit: number }
  | { readonly kind: "timeOut" };

export interface Choice {
  readonly holding: Holding;
  /** Chosen and not held yet. */
  readonly chosen: WantedPlaces;
  /** What would be held after the next press: held and chosen. */
  readonly wanted: WantedPlaces;
  readonly totalMinor: number;
  readonly notice: SeatNotice | null;
  /** Why what is wanted cannot be held as it is. */
  readonly problem: ChoiceProblem | null;
  /** Takes seats in place of others: the mend of a problem. */
  readonly takeInstead: (seats: readonly number[], replaced: readonly number[]) => Promise<void>;
  readonly dismiss: () => void;
  readonly holdWanted: () => Promise<boolean>;
  /** Lets some held places go: a change of the hold, or its end when nothing would be left. */
  readonly letGo: (indexes: readonly number[]) => Promise<void>;
  readonly timeIsOut: () => void;
}

/** Joins what is chosen on the map to what the server holds. */
export function useChoice(
  store: SeatMapStore,
  performance: PerformanceView,
  { holding, span, nameVersion }: { holding: Holding; span: Span; nameVersion: SeatStore["nameVersion"] },
): Choice {
  const snapshot = useSeatMap(store);
  const say = useRefusalWords();
  const t = useTranslations("seats");
  const [notice, setNotice] = useState<SeatNotice | null>(null);
  const { held } = holding;

  useEffect(() => {
    store.setHeld(held?.seats ?? []);
    store.setLimit(Math.max(0, performance.ticketLimit - (held?.seats.length ?? 0)));
    if (held) nameVersion(parseVersion(held.version));
  }, [store, held, performance.ticketLimit, nameVersion]);

  useEffect(
    () =>
      store.onEvent((event) => {
        if (event.type === "limitReached") setNotice({ kind: "limit", limit: performance.ticketLimit });
        // The server's mend is of the choice it judged.
        if (event.type === "choiceChanged") setNotice((was) => (was?.kind === "stranded" ? null : was));
        if (event.type !== "seatTaken") return;
        setNotice((was) => lostNotice(store, was?.kind === "lost" ? [...was.seats, event.index] : [event.index]));
      }),
    [store, performance.ticketLimit],
  );

  const chosen: WantedPlaces = { seats: snapshot.chosen, standing: snapshot.standing };
  const wanted = together(placesOf(store.chart, held?.seats ?? []), chosen);
  const { version } = snapshot;
  // Judged when the choice or the house changes; what is held as it is was judged by the server.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the store's seats, `chosen` and `held` for what is wanted
  const problem = useMemo(
    () => (snapshot.chosen.length === 0 ? null : judgeWanted(store, wanted.seats, performance.allowsSingles)),
    [store, version, snapshot.chosen, snapshot.held, performance.allowsSingles],
  );

  const refuse = useCallback(
    async (error: unknown) => {
      const refusal = refusalOf(error);
      if (refusal?.code === "HOLD_GONE") await holding.refresh().catch(() => holding.forget());
      const taken = indexesOf(refusal?.detail?.seats);
      if (refusal?.code === "HOLD_IN_CHECKOUT" && typeof refusal.detail.orderId === "string") {
        setNotice({ kind: "inCheckout", orderId: refusal.detail.orderId });
      } else if (refusal?.code === "SEAT_TAKEN" && taken.length > 0) {
        for (const index of taken) store.unchoose(index);
        setNotice(lostNotice(store, taken));
      } else if (refusal?.code === "SEAT_STRANDED") {
        const { seats, instead, replaced } = refusal.detail;
        const mend = { stranded: indexesOf(seats), instead: indexesOf(instead), replaced: indexesOf(replaced) };
        setNotice({ kind: "stranded", ...mend });
      } else if (refusal?.code === "QUOTA_REACHED") {
        setNotice({ kind: "refused", text: t("quotaReached", { count: Number(refusal.detail.left) || 0 }) });
      } else setNotice({ kind: "refused", text: say(error) });
    },
    [holding, say, store, t],
  );

  const ask = async (places: WantedPlaces): Promise<boolean> => {
    store.expectHold(places.seats);
    try {
      const answer = await holding.hold(linesOf(store.chart, places), span);
      store.setHeld(answer.seats);
      setNotice(null);
      return true;
    } catch (error) {
      store.expectHold([]);
      await refuse(error);
      return false;
    }
  };

  const holdWanted = async () => {
    const isHeld = await ask(wanted);
    if (isHeld) store.chooseOnly([]);
    return isHeld;
  };

  const letGo = async (indexes: readonly number[]) => {
    const gone = new Set(indexes);
    const rest = (held?.seats ?? []).filter((index) => !gone.has(index));
    if (rest.length > 0) {
      await ask(placesOf(store.chart, rest));
      return;
    }
    try {
      await holding.release();
      setNotice(null);
    } catch (error) {
      await refuse(error);
    }
  };

  const takeInstead = async (seats: readonly number[], replaced: readonly number[]) => {
    const rest = wanted.seats.filter((index) => !replaced.includes(index));
    const next = [...rest, ...seats.filter((index) => !rest.includes(index))];
    setNotice(null);
    if (!held) store.chooseOnly(next, wanted.standing);
    // A hold that is there is changed in one step; until then nothing of it is given up.
    else if (await ask({ seats: next, standing: wanted.standing })) store.chooseOnly([]);
  };

  const timeIsOut = useCallback(() => {
    holding.forget();
    setNotice({ kind: "timeOut" });
  }, [holding.forget]);

  return {
    holding,
    chosen,
    wanted,
    totalMinor: totalOf(store, performance, wanted),
    notice,
    problem,
    takeInstead,
    dismiss: () => setNotice(null),
    holdWanted,
    letGo,
    timeIsOut,
  };
}

function lostNotice(store: SeatMapStore, seats: readonly number[]): SeatNotice {
  return { kind: "lost", seats, instead: store.nearestLike(seats) };
}

/** The seats a refusal names, when it names any. */
function indexesOf(seats: unknown): number[] {
  return Array.isArray(seats) ? seats.filter((seat): seat is number => Number.isInteger(seat)) : [];
}

function totalOf(store: SeatMapStore, { categories }: PerformanceView, wanted: WantedPlaces): number {
  const priceOf = new Map(categories.map((category) => [category.chartCategory, category.priceMinor]));
  const seats = wanted.seats.reduce((sum, index) => sum + (priceOf.get(store.chart.categoryOf[index] ?? -1) ?? 0), 0);
  return [...wanted.standing].reduce((sum, [section, places]) => {
    const run = store.chart.sections[section]?.section.standing;
    return sum + places * (priceOf.get(run?.category ?? -1) ?? 0);
  }, seats);
}
