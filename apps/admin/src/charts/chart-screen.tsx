"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ChartToDrawView } from "@usher/api/contract";
import { type Drawing, intoFrame, isSection, lostSeats, placeCountOf, type SeatMarkName } from "@usher/api/drawing";
import { count } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, IconButton, Pill, useToast } from "@usher/ui";
import { Download, Redo2, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useDeferredValue, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { deskMinute } from "../format/clock.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { Screen } from "../shell/screen.tsx";
import { ScreenFailed, ScreenLoading } from "../shell/screen-states.tsx";
import { useUnsaved } from "../shell/use-unsaved.ts";
import { type CanvasHandle, ChartCanvas } from "./canvas/chart-canvas.tsx";
import { ChartEditor, type EditorSnapshot, type Item, zoneItem } from "./chart-editor.ts";
import { openDocument, planText, saveFile } from "./document.ts";
import { useFindings } from "./findings-part.tsx";
import { Inspector } from "./inspector.tsx";
import { SaveWords } from "./save-words.tsx";
import { SectionList } from "./section-list.tsx";
import { pressKey } from "./shortcuts.ts";
import { ToolBar } from "./tool-bar.tsx";
import { type SaveState, useAutosave } from "./use-autosave.ts";

/** Where a chart is drawn: opened with its draft, or as its newest revision stands. */
export function ChartScreen({ chartId }: { readonly chartId: string }) {
  const t = useTranslations("charts");
  const trpc = useTRPC();
  const queries = useQueryClient();
  // Opened once: what comes from elsewhere while somebody draws may not take their work from under them.
  const opened = useQuery({
    queryKey: ["drawing", chartId],
    queryFn: async () => {
      const chart = await queries.fetchQuery({ ...trpc.seating.chart.queryOptions({ chartId }), staleTime: 0 });
      return { chart, drawing: await openDocument(chart) };
    },
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (opened.isPending) return <ScreenLoading title={t("title")} />;
  if (!opened.data) return <ScreenFailed error={opened.error} onRetry={() => void opened.refetch()} />;
  return <OpenChart {...opened.data} onReopen={() => void opened.refetch()} key={opened.dataUpdatedAt} />;
}

interface OpenChartProps {
  readonly chart: ChartToDrawView;
  readonly drawing: Drawing;
  /** Fetches the chart as it is now, and lets go of what is drawn here. */
  readonly onReopen: () => void;
}

function OpenChart({ chart, drawing: opened, onReopen }: OpenChartProps) {
  const t = useTranslations("charts");
  const officePath = useOfficePath();
  const [editor] = useState(() => new ChartEditor(opened));
  const snapshot = useSyncExternalStore(editor.subscribe, editor.snapshot, editor.snapshot);
  const { drawing } = snapshot;
  const owned = useMemo(() => new Set(chart.ownedSeats), [chart.ownedSeats]);
  const saving = useAutosave(chart, opened, drawing);
  useUnsaved(saving.isUnsaved);
  const publication = usePublication(chart, opened, drawing, saving);
  const canvas = useRef<CanvasHandle>(null);
  const [mark, setMark] = useState<SeatMarkName>("wheelchair");
  const [painted, setPainted] = useState("");
  const category = painted || (drawing.plan.categories[0]?.name ?? "");
  const show = (item: Item) => canvas.current?.showItem(item);
  const press = (event: KeyboardEvent) => pressKey(event.nativeEvent, editor, canvas.current);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: shortcuts of what is inside; each has a button too.
    <div className="contents" onKeyDown={press}>
      <Screen
        flush
        title={chart.name}
        back={{ href: officePath("/venues"), label: t("toVenues") }}
        beside={<span className="text-text-2">{chart.venueName}</span>}
        actions={
          <>
            <SaveWords state={saving.state} />
            <IconButton dense label={t("undo")} disabled={!snapshot.canUndo} onClick={() => editor.undo()}>
              <Undo2 aria-hidden />
            </IconButton>
            <IconButton dense label={t("redo")} disabled={!snapshot.canRedo} onClick={() => editor.redo()}>
              <Redo2 aria-hidden />
            </IconButton>
            <Button size="dense" onClick={() => exportFiles(chart.name, drawing)}>
              <Download aria-hidden />
              {t("export")}
            </Button>
            <Button
              size="dense"
              kind="torch"
              busy={publication.isPending}
              disabled={!publication.isDue}
              onClick={publication.publish}
            >
              {t("publish")}
            </Button>
          </>
        }
      >
        <Trouble state={saving.state} publishError={publication.error} onReopen={onReopen} />
        <LostSeats drawing={drawing} owned={owned} />
        <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] lg:h-[calc(100svh-53px)] lg:flex-none lg:grid-cols-[204px_minmax(0,1fr)_300px]">
          <SectionList editor={editor} snapshot={snapshot} onShow={show} />
          <div className="relative min-h-[60svh] overflow-hidden bg-(--map)">
            <ChartCanvas
              ref={canvas}
              editor={editor}
              snapshot={snapshot}
              owned={owned}
              mark={mark}
              category={category}
            />
            <Facts snapshot={snapshot} />
            <ToolBar tool={snapshot.tool} onTake={(tool) => editor.take(tool)} />
          </div>
          <Inspector
            editor={editor}
            snapshot={snapshot}
            owned={owned}
            onShow={(zone) => show(zoneItem(zone))}
            mark={mark}
            onMark={setMark}
            category={category}
            onCategory={setPainted}
          />
        </div>
      </Screen>
    </div>
  );
}

/** How many places there are, and how much wants mending. */
function Facts({ snapshot: { drawing } }: { readonly snapshot: EditorSnapshot }) {
  const t = useTranslations("charts");
  const { locale } = useOrganizer();
  const findings = useFindings(drawing);
  const sections = drawing.plan.zones.filter(isSection).length + drawing.sidecar.standing.length;
  return (
    <p
      aria-live="polite"
      className="absolute top-3.5 left-4 flex h-8 items-center gap-3 rounded-press bg-raised pr-1.5 pl-3 tabular-nums shadow-lift"
    >
      <span className="font-[560]">
        {t("seats", { count: placeCountOf(drawing), seats: count(placeCountOf(drawing), locale) })}
      </span>
      <span className="pr-1.5 text-text-2">{t("sections", { count: sections })}</span>
      {findings.length > 0 && <Pill kind="warn">{t("mendCount", { count: findings.length })}</Pill>}
    </p>
  );
}

interface TroubleProps {
  readonly state: SaveState;
  readonly publishError: unknown;
  readonly onReopen: () => void;
}

/** Why something was not kept or not published, above everything. */
function Trouble({ state, publishError, onReopen }: TroubleProps) {
  const t = useTranslations("charts");
  const say = useRefusalWords();
  const { locale } = useOrganizer();
  if (state.kind === "passed") {
    const at = state.at ? deskMinute(state.at, locale) : "";
    return (
      <div className="p-3">
        <Callout
          dense
          announce
          kind="danger"
          title={t("passed", { by: state.by ?? t("somebody"), at })}
          action={
            <Button size="dense" onClick={onReopen}>
              {t("reopen")}
            </Button>
          }
        >
          {t("passedText")}
        </Callout>
      </div>
    );
  }
  const error = state.kind === "failed" ? state.error : publishError;
  if (!error) return null;
  return (
    <div className="p-3">
      <Callout dense announce kind="danger" title={state.kind === "failed" ? t("notSaved") : t("notPublished")}>
        {say(error)}
      </Callout>
    </div>
  );
}

/** Sold seats that the drawing no longer has: told at once, since it cannot be published so. */
function LostSeats({ drawing, owned }: { readonly drawing: Drawing; readonly owned: ReadonlySet<string> }) {
  const t = useTranslations("charts");
  const settled = useDeferredValue(drawing);
  const lost = useMemo(() => lostSeats(settled, owned), [settled, owned]);
  if (lost.length === 0) return null;
  return (
    <div className="p-3">
      <Callout dense announce kind="warn" title={t("lost", { count: lost.length })}>
        {t("lostText")}
      </Callout>
    </div>
  );
}

function exportFiles(name: string, drawing: Drawing): void {
  const { plan, sidecar } = intoFrame(drawing);
  saveFile(`${name}.json`, planText(plan));
  saveFile(`${name}.sidecar.json`, JSON.stringify(sidecar));
}

/** Publishing saves first what is not saved, and is due whenever the drawing is another than the newest revision. */
function usePublication(
  chart: ChartToDrawView,
  opened: Drawing,
  drawing: Drawing,
  saving: ReturnType<typeof useAutosave>,
) {
  const t = useTranslations("charts");
  const toast = useToast();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [published, setPublished] = useState(chart.draft.publishedAs === null ? null : opened);
  const [isKeeping, setKeeping] = useState(false);
  const publish = useMutation(
    trpc.seating.publishDraft.mutationOptions({
      onSuccess: async ({ revisionNumber }) => {
        toast({ text: t("published", { number: revisionNumber }) });
        await queries.invalidateQueries({ queryKey: trpc.catalog.office.venues.pathKey() });
      },
    }),
  );
  return {
    isDue: drawing !== published && drawing.plan.zones.some(isSection) && saving.state.kind !== "passed",
    isPending: publish.isPending || isKeeping,
    error: publish.error,
    publish: async () => {
      setKeeping(true);
      const version = saving.isUnsaved ? await saving.keep() : saving.version.current;
      setKeeping(false);
      // What is drawn while the server is busy is not what it publishes.
      if (version) publish.mutate({ chartId: chart.chartId, version }, { onSuccess: () => setPublished(drawing) });
    },
  };
}
