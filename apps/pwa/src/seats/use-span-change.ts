"use client";

import { refusalOf, useRefusalWords } from "@usher/client/refusals";
import { isSameSpan, type Span } from "@usher/client/spans";
import type { SeatMapStore } from "@usher/ui/seat-map";
import { useEffect, useRef, useState } from "react";
import type { Holding } from "../holding/use-hold.ts";
import { linesOf, placesOf, type WantedPlaces } from "./lines-of.ts";

export interface SpanChange {
  readonly to: (next: Span) => void;
  /** Why what is held could not go over. */
  readonly problem: { readonly text: string; readonly isTaken: boolean; readonly asked: Span } | null;
  /** Lets what is held go and looks at the span that was asked for. */
  readonly letGoAndChange: () => void;
  readonly dismiss: () => void;
}

interface Setting {
  readonly span: Span;
  readonly setSpan: (span: Span) => void;
  readonly store: SeatMapStore | null;
  readonly holding: Holding;
}

/**
 * Goes over to other stops or days. What is held is for a span: the screen follows it, and another one is asked of the server in
 * one step, so that nothing is given up before the new is had. What is only chosen goes over as far as it is free there.
 */
export function useSpanChange({ span, setSpan, store, holding }: Setting): SpanChange {
  const [problem, setProblem] = useState<SpanChange["problem"]>(null);
  const carried = useRef<WantedPlaces | null>(null);
  const say = useRefusalWords();
  const { held } = holding;

  const heldFor = held ? `${held.span.from} ${held.span.to}` : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows what the server says is held, not what is looked at
  useEffect(() => {
    if (held && !isSameSpan(held.span, span)) setSpan(held.span);
    setProblem(null);
  }, [heldFor]);

  useEffect(() => {
    if (!store || !carried.current) return;
    store.chooseOnly(carried.current.seats, carried.current.standing);
    carried.current = null;
  }, [store]);

  const go = (next: Span) => {
    if (store) {
      const { chosen, standing } = store.getSnapshot();
      carried.current = { seats: chosen, standing };
    }
    setSpan(next);
    setProblem(null);
  };

  return {
    to(next) {
      if (isSameSpan(next, span)) return;
      if (!held || !store) return go(next);
      holding.hold(linesOf(store.chart, placesOf(store.chart, held.seats)), next).then(
        () => go(next),
        (error: unknown) => {
          const code = refusalOf(error)?.code;
          setProblem({ text: say(error), isTaken: code === "SEAT_TAKEN" || code === "SEATS_GONE", asked: next });
        },
      );
    },
    problem,
    letGoAndChange() {
      if (!problem) return;
      holding.release().then(
        () => go(problem.asked),
        (error: unknown) => setProblem({ ...problem, text: say(error), isTaken: false }),
      );
    },
    dismiss: () => setProblem(null),
  };
}
