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
  const [kept, setKept] = useState({ drawing: opened, version: chart.draft.version });
  const [state, setState] = useState<SaveState>({ kind: "saved", at: chart.draft.savedAt });
  const busy = useRef<Promise<number | null> | null>(null);

  const keep = useCallback(async (): Promise<number | null> => {
    if (busy.current) await busy.current;
    const turn = (async () => {
      setState({ kind: "saving" });
      try {
        const document = await packDocument(drawing);
        const { version, savedAt } = await mutateAsync({ chartId: chart.chartId, version: kept.version, document });
        setKept({ drawing, version });
        setState({ kind: "saved", at: savedAt });
        return version;
      } catch (error) {
        setState(stateOf(error));
        return null;
      }
    })();
    busy.current = turn;
    const version = await turn;
    busy.current = null;
    return version;
  }, [chart.chartId, drawing, kept.version, mutateAsync]);

  const isUnsaved = drawing !== kept.drawing;
  const mayTry = isOnline && state.kind !== "passed" && state.kind !== "saving";
  useEffect(() => {
    if (!isUnsaved || !mayTry) return;
    const timer = setTimeout(() => void keep(), REST);
    return () => clearTimeout(timer);
  }, [isUnsaved, mayTry, keep]);

  const shown: SaveState = isUnsaved && state.kind === "saved" ? { kind: isOnline ? "unsaved" : "offline" } : state;
  return { state: shown, isUnsaved, version: kept.version, keep };
}

function stateOf(error: unknown): SaveState {
  const refusal = refusalOf(error);
  if (refusal?.code !== "DRAFT_CHANGED") return { kind: "failed", error };
  const { by, at } = refusal.detail;
  return { kind: "passed", by: typeof by === "string" ? by : null, at: typeof at === "string" ? at : null };
}
