"use client";

import { extentOf, type SeatMarkName, stageZone } from "@usher/api/drawing";
import { readPalette } from "@usher/ui/seat-map";
import { useTranslations } from "next-intl";
import { type PointerEvent, type Ref, useEffect, useImperativeHandle, useMemo, useRef } from "react";
import type { ChartEditor, EditorSnapshot, Item } from "../chart-editor.ts";
import { ChartView } from "./chart-view.ts";
import { tierOf } from "./paint.ts";
import { pictureOf } from "./zone-picture.ts";

export interface CanvasHandle {
  readonly zoom: (factor: number) => void;
  readonly showWhole: () => void;
  readonly showItem: (item: Item) => void;
}

interface ChartCanvasProps {
  readonly ref: Ref<CanvasHandle>;
  readonly editor: ChartEditor;
  readonly snapshot: EditorSnapshot;
  readonly owned: ReadonlySet<string>;
  readonly mark: SeatMarkName;
  readonly category: string;
}

const CURSORS = { select: "cursor-default", hand: "cursor-grab", mark: "cursor-pointer", paint: "cursor-pointer" };

/** Where the chart is drawn. All that a pointer does here can be done in the list and the inspector too. */
export function ChartCanvas({ ref, editor, snapshot, owned, mark, category }: ChartCanvasProps) {
  const t = useTranslations("charts");
  const host = useRef<HTMLDivElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const live = useRef<HTMLCanvasElement>(null);
  const view = useRef<ChartView>(null);
  const said = useRef({ t, mark, category });
  said.current = { t, mark, category };
  useEffect(() => {
    if (!host.current || !still.current || !live.current) return;
    const opened = new ChartView(host.current, still.current, live.current, {
      editor,
      owned,
      words: () => {
        const words = said.current.t;
        return {
          section: words("newSection"),
          standing: words("newStanding"),
          stage: words("newStage"),
          text: words("newText"),
          size: ({ rows, places }) => words("blockSize", { rows, places }),
        };
      },
      mark: () => said.current.mark,
      category: () => said.current.category,
    });
    view.current = opened;
    return () => opened.stop();
  }, [editor, owned]);
  useImperativeHandle(ref, () => ({
    zoom: (factor) => view.current?.zoom(factor),
    showWhole: () => view.current?.showWhole(),
    showItem: (item) => view.current?.showItem(item),
  }));
  const { tool } = snapshot;
  const cursor = tool in CURSORS ? CURSORS[tool as keyof typeof CURSORS] : "cursor-crosshair";
  return (
    <>
      <div
        ref={host}
        role="application"
        aria-label={t("canvas")}
        aria-describedby="canvas-help"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move what is chosen.
        tabIndex={0}
        className={`absolute inset-0 touch-none overflow-hidden outline-none focus-visible:shadow-[inset_0_0_0_3px_var(--torch)] ${cursor}`}
      >
        <canvas ref={still} aria-hidden className="absolute inset-0 size-full origin-top-left" />
        <canvas ref={live} aria-hidden className="absolute inset-0 size-full" />
      </div>
      <p id="canvas-help" className="sr-only">
        {t("canvasHelp")}
      </p>
      <MiniMap snapshot={snapshot} onPress={(spot) => view.current?.centre(spot)} />
    </>
  );
}

const MINI = 96;
/** Room round what is drawn, and what is shown while nothing is: in the plan's unit. */
const MARGIN = 60;
const EMPTY = { from: [0, 0], to: [2_000, 1_400] } as const;

/** The whole drawing, small: a press goes there. */
function MiniMap({ snapshot, onPress }: { snapshot: EditorSnapshot; onPress: (spot: [number, number]) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { drawing } = snapshot;
  const frame = useMemo(() => extentOf(drawing) ?? EMPTY, [drawing]);
  const [left, top] = [frame.from[0] - MARGIN, frame.from[1] - MARGIN];
  const [width, height] = [frame.to[0] + MARGIN - left, frame.to[1] + MARGIN - top];
  const scale = MINI / Math.max(width, height);
  useEffect(() => {
    const ink = canvas.current?.getContext("2d");
    if (!ink || !canvas.current) return;
    const palette = readPalette(canvas.current);
    ink.setTransform(1, 0, 0, 1, 0, 0);
    ink.clearRect(0, 0, canvas.current.width, canvas.current.height);
    ink.setTransform(2 * scale, 0, 0, 2 * scale, -2 * scale * left, -2 * scale * top);
    const hidden = stageZone(drawing);
    for (const [at, zone] of drawing.plan.zones.entries()) {
      if (zone.rows.length === 0 || at === hidden) continue;
      const picture = pictureOf(zone);
      const [category = ""] = picture.byCategory.keys();
      ink.fillStyle = palette.tiers[tierOf(drawing, category)] || palette.text;
      ink.beginPath();
      for (const [x, y] of picture.outline) ink.lineTo(x + zone.position.x, y + zone.position.y);
      ink.fill();
    }
    ink.fillStyle = palette.text;
    ink.beginPath();
    for (const [x, y] of drawing.sidecar.stage?.outline ?? []) ink.lineTo(x, y);
    ink.fill();
  }, [drawing, left, top, scale]);
  const press = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    onPress([left + (event.clientX - box.left) / scale, top + (event.clientY - box.top) / scale]);
  };
  return (
    <div className="absolute top-3.5 right-4 rounded-press bg-raised p-1 shadow-lift max-md:hidden">
      <canvas
        ref={canvas}
        aria-hidden
        width={width * scale * 2}
        height={height * scale * 2}
        style={{ width: width * scale, height: height * scale }}
        onPointerDown={press}
        className="block"
      />
    </div>
  );
}
