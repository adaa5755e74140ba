"use client";

import type { HoldLine, HoldView } from "@usher/api/contract";
import type { Span } from "@usher/client/spans";
import { useTRPCClient } from "@usher/client/trpc";
import { useCallback, useEffect, useRef, useState } from "react";
import { type Deadline, deadlineIn } from "../format/use-seconds-left.ts";

export interface HeldPlaces {
  readonly holdId: string;
  readonly seats: readonly number[];
  /** The stops or days they are held for. */
  readonly span: Span;
  readonly deadline: Deadline;
  readonly secondsTotal: number;
  readonly version: string;
  /** The order that is paying for them, once there is one. */
  readonly orderId: string | null;
}

export interface Holding {
  /** Null when nothing is held; undefined until the server has said so. */
  readonly held: HeldPlaces | null | undefined;
  readonly isBusy: boolean;
  /** Asks for exactly these places: a first hold, or a change of the one there is. Throws what the server refused. */
  readonly hold: (lines: readonly HoldLine[], span: Span) => Promise<HeldPlaces>;
  readonly release: () => Promise<void>;
  /** Forgets a hold whose time is out. */
  readonly forget: () => void;
  /** Asks the server again what is held. */
  readonly refresh: () => Promise<void>;
}

function toHeld(view: HoldView): HeldPlaces {
  const { holdId, seats, span, secondsLeft, secondsTotal, version, orderId } = view;
  return { holdId, seats, span, secondsTotal, version, orderId, deadline: deadlineIn(secondsLeft) };
}

/** A request's id belongs to the wish, not to the tap: a second tap or a retry asks the same question again. */
function useIntent(): { idFor: (wish: string) => string; done: () => void } {
  const intent = useRef<{ wish: string; id: string } | null>(null);
  const idFor = useCallback((wish: string) => {
    if (intent.current?.wish !== wish) intent.current = { wish, id: crypto.randomUUID() };
    return intent.current.id;
  }, []);
  const done = useCallback(() => {
    intent.current = null;
  }, []);
  return { idFor, done };
}

/** This browser's hold on one performance. A reload and a second tab find it again, since the server keeps it. */
export function useHold(performanceId: string): Holding {
  const client = useTRPCClient();
  const [held, setHeld] = useState<HeldPlaces | null | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const { idFor, done } = useIntent();
  const current = useRef(held);
  current.current = held;

  const refresh = useCallback(async () => {
    const { holds } = await client.holds.mine.query({ performanceId });
    const latest = holds.at(-1);
    setHeld(latest ? toHeld(latest) : null);
  }, [client, performanceId]);

  useEffect(() => {
    refresh().catch(() => setHeld((was) => was ?? null));
    const seenAgain = () => {
      if (document.visibilityState === "visible") refresh().catch(() => {});
    };
    document.addEventListener("visibilitychange", seenAgain);
    return () => document.removeEventListener("visibilitychange", seenAgain);
  }, [refresh]);

  /** Runs one change at a time. An answer, also a no, ends the intent; silence keeps it, so that a retry is the same request. */
  const change = useCallback(
    async <T>(wish: string, run: (requestId: string) => Promise<T>): Promise<T> => {
      setBusy(true);
      try {
        const answer = await run(idFor(wish));
        done();
        return answer;
      } catch (error) {
        if (isAnswer(error)) done();
        throw error;
      } finally {
        setBusy(false);
      }
    },
    [idFor, done],
  );

  const hold = useCallback(
    async (lines: readonly HoldLine[], span: Span) => {
      const holdId = current.current?.holdId;
      const wish = `${holdId ?? "new"} ${JSON.stringify([lines, span])}`;
      const view = await change(wish, (requestId) =>
        holdId
          ? client.holds.swap.mutate({ performanceId, holdId, requestId, lines: [...lines], span })
          : client.holds.place.mutate({ performanceId, requestId, lines: [...lines], span }),
      );
      const next = toHeld(view);
      setHeld(next);
      return next;
    },
    [change, client, performanceId],
  );

  const release = useCallback(async () => {
    const holdId = current.current?.holdId;
    if (!holdId) return;
    await change(`release ${holdId}`, (requestId) => client.holds.release.mutate({ performanceId, holdId, requestId }));
    setHeld(null);
  }, [change, client, performanceId]);

  const forget = useCallback(() => setHeld(null), []);
  return { held, isBusy, hold, release, forget, refresh };
}

/** Whether the server answered at all: then the request is settled. */
function isAnswer(error: unknown): boolean {
  return typeof error === "object" && error !== null && "data" in error && error.data != null;
}
