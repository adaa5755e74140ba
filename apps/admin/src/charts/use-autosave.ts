"use client";

import { useMutation } from "@tanstack/react-query";
import type { ChartToDrawView } from "@usher/api/contract";
import type { Drawing } from "@usher/api/drawing";
import { refusalOf } from "@usher/client/refusals";
import { useOnline } from "@usher/client/live";
import { useTRPC } from "@usher/client/trpc";
import { useCallback, useEffect, useRef, useState } from "react";
import { packDocument } from "./document.ts";

/** Drawing rests for this long before it is saved, milliseconds. */
const REST = 1_200;
/** So long it waits after a save that failed. */
const REST_AFTER_FAILURE = 10_000;

export type SaveState =
  | { readonly kind: "saved"; readonly at: string | null }
  | { readonly kind: "unsaved" | "saving" | "offline" }
  /** Somebody else saved meanwhile. */
  | { readonly kind: "passed"; readonly by: string | null; readonly at: string | null }
  | { readonly kind: "failed"; readonly error: unknown };

/**
 * Keeps what is drawn whenever the hand rests, each time on the version kept last. Where somebody else has saved
 * meanwhile it stops for good: what is drawn here stays in sight and can be exported.
 */
export function useAutosave(chart: ChartToDrawView, opened: Drawing, drawing: Drawing) {
  const save = useMutation(useTRPC().seating.saveDraft.mutationOptions());
  const { mutateAsync } = save;
  const isOnline = useOnline();
  const [kept, setKept] = useState(opened);
  // Read by saves that waited for another, so it is not a render's.
  const version = useRef(chart.draft.version);
  const [state, setState] = useState<SaveState>({ kind: "saved", at: chart.draft.savedAt });
  const busy = useRef<Promise<number | null> | null>(null);

  const keep = useCallback(async (): Promise<number | null> => {
    if (busy.current) await busy.current;
    const turn = (async () => {
      setState({ kind: "saving" });
      try {
        const document = await packDocument(drawing);
        const saved = await mutateAsync({ chartId: chart.chartId, version: version.current, document });
        version.current = saved.version;
        setKept(drawing);
        setState({ kind: "saved", at: saved.savedAt });
        return saved.version;
      } catch (error) {
        setState(stateOf(error));
        return null;
      }
    })();
    busy.current = turn;
    const result = await turn;
    busy.current = null;
    return result;
  }, [chart.chartId, drawing, mutateAsync]);

  const isUnsaved = drawing !== kept;
  const mayTry = isOnline && state.kind !== "passed" && state.kind !== "saving";
  const rest = state.kind === "failed" ? REST_AFTER_FAILURE : REST;
  useEffect(() => {
    if (!isUnsaved || !mayTry) return;
    const timer = setTimeout(() => void keep(), rest);
    return () => clearTimeout(timer);
  }, [isUnsaved, mayTry, keep, rest]);

  const shown: SaveState = isUnsaved && state.kind === "saved" ? { kind: isOnline ? "unsaved" : "offline" } : state;
  return { state: shown, isUnsaved, version, keep };
}

function stateOf(error: unknown): SaveState {
  const refusal = refusalOf(error);
  if (refusal?.code !== "DRAFT_CHANGED") return { kind: "failed", error };
  const { by, at } = refusal.detail;
  return { kind: "passed", by: typeof by === "string" ? by : null, at: typeof at === "string" ? at : null };
}
