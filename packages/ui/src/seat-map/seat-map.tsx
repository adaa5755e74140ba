import { ArrowUp, Maximize, ZoomIn, ZoomOut } from "lucide-react";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import type { SeatMapLabels } from "./labels.ts";
import { MapView } from "./map-view.ts";
import type { SeatMapMode } from "./paint-house.ts";
import type { SeatMapStore } from "./store.ts";
import { type Insets, NO_INSETS } from "./viewport.ts";

/** Moves the map from outside, e.g. when a proposal of best seats is picked. */
export interface SeatMapHandle {
  showWhole(): void;
  showSection(section: number): void;
  showSeats(indexes: readonly number[]): void;
  /** Brings a seat into sight if it is not; the seat grid calls it as the focus moves. */
  followSeat(index: number): void;
}

export interface HoveredSeat {
  readonly index: number;
  /** CSS pixels from the map's top left. */
  readonly x: number;
  readonly y: number;
}

export interface SeatMapProps {
  readonly store: SeatMapStore;
  readonly labels: SeatMapLabels;
  /** "live" inks what is sold, the last minute's in torch, and lets nobody choose. */
  readonly mode?: SeatMapMode;
  /** What covers the map's edges, so that "the whole house" fits into the rest. */
  readonly insets?: Insets;
  /** A tap on a seat; by default it is chosen or let go. */
  readonly onSeat?: (index: number) => void;
  readonly onStanding?: (section: number) => void;
  readonly onHoverSeat?: (seat: HoveredSeat | null) => void;
  /** The card beside the pointer's seat. */
  readonly peek?: (index: number) => ReactNode;
  /** More buttons, in one line with the zoom buttons and before them. */
  readonly controls?: ReactNode;
  /** Lies at the lower left, where there is room: the legend on wide screens. */
  readonly corner?: ReactNode;
  readonly className?: string;
  readonly ref?: Ref<SeatMapHandle>;
}

const ROUND =
  "grid place-items-center rounded-full bg-raised text-text shadow-lift transition-transform active:scale-95 forced-colors:border";

/** The live picture is small and watched more than worked: its buttons fit a pointer and show when it comes. */
const BUTTONS = {
  buy: { line: "gap-2", button: `${ROUND} size-12`, icon: "size-6" },
  live: {
    line: "gap-1 opacity-0 group-hover/map:opacity-100 focus-within:opacity-100 pointer-coarse:opacity-100",
    button: `${ROUND} size-8`,
    icon: "size-4",
  },
};

/** The seat map: a picture of the house to pan, pinch and tap. Everything it does can be done in `SeatGrid` and `SeatList` too. */
export function SeatMap(props: SeatMapProps) {
  const { labels, mode = "buy", insets = NO_INSETS, className = "" } = props;
  const [hovered, setHovered] = useState<HoveredSeat | null>(null);
  const { parts, view } = useMapView({ ...props, mode, insets }, setHovered);
  useImperativeHandle(props.ref, () => ({
    showWhole: () => view.current?.showWhole(),
    showSection: (section) => view.current?.showSection(section),
    showSeats: (indexes) => view.current?.showSeats(indexes),
    followSeat: (index) => view.current?.followSeat(index),
  }));
  const buttons = BUTTONS[mode];
  const offset = { top: insets.top + 12, right: insets.right + 12, bottom: insets.bottom + 12 };
  const pressedMinimap = (event: MouseEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    view.current?.pressedMinimap(event.clientX - box.left, event.clientY - box.top);
  };
  return (
    <div
      ref={parts.frame}
      className={`group/map relative isolate min-h-0 overflow-hidden bg-map select-none ${className}`}
      data-mode={mode}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a picture is no set of fields */}
      <div
        role="group"
        aria-label={labels.map}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the picture, as they scroll a page
        tabIndex={0}
        className="absolute inset-0 -outline-offset-4"
        onKeyDown={(event) => pressedKey(event, view.current)}
      >
        <canvas
          ref={parts.canvas}
          className="absolute inset-0 size-full cursor-grab touch-none active:cursor-grabbing"
        />
      </div>
      <span
        ref={parts.stageSign}
        hidden
        style={{ top: offset.top }}
        className="pointer-events-none absolute left-10 inline-flex h-8 items-center gap-1.5 rounded-lg bg-raised pr-2.5 pl-2 text-13 font-semibold shadow-lift [&[hidden]]:hidden"
      >
        <ArrowUp className="size-4" aria-hidden="true" />
        {labels.stage}
      </span>
      <div
        ref={parts.minimapBox}
        hidden
        style={{ top: offset.top, right: offset.right }}
        className="absolute h-[114px] w-[92px] overflow-hidden rounded-press bg-map shadow-lift lg:h-36 lg:w-[116px] [&[hidden]]:hidden"
      >
        {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: it takes no focus; pressing it only moves the picture, which nobody misses who cannot see it */}
        <canvas ref={parts.minimap} className="size-full cursor-pointer" aria-hidden="true" onClick={pressedMinimap} />
      </div>
      {props.corner ? (
        <div
          className="pointer-events-none absolute left-11 [&>*]:pointer-events-auto"
          style={{ bottom: offset.bottom }}
        >
          {props.corner}
        </div>
      ) : null}
      <div className={`absolute flex ${buttons.line}`} style={{ right: offset.right, bottom: offset.bottom }}>
        {props.controls}
        <button
          type="button"
          className={`${buttons.button} pointer-coarse:hidden`}
          aria-label={labels.further}
          onClick={() => view.current?.zoomStep(0.5)}
        >
          <ZoomOut className={buttons.icon} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={`${buttons.button} pointer-coarse:hidden`}
          aria-label={labels.closer}
          onClick={() => view.current?.zoomStep(2)}
        >
          <ZoomIn className={buttons.icon} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={buttons.button}
          aria-label={labels.wholeHouse}
          onClick={() => view.current?.showWhole()}
        >
          <Maximize className={buttons.icon} aria-hidden="true" />
        </button>
      </div>
      {hovered && props.peek ? <Peek at={hovered}>{props.peek(hovered.index)}</Peek> : null}
    </div>
  );
}

/** Keeps the imperative view alive as long as its store and mode; callbacks may change without disturbing it. */
function useMapView(
  props: SeatMapProps & { mode: SeatMapMode; insets: Insets },
  setHovered: (seat: HoveredSeat | null) => void,
) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const minimap = useRef<HTMLCanvasElement>(null);
  const minimapBox = useRef<HTMLDivElement>(null);
  const stageSign = useRef<HTMLSpanElement>(null);
  const view = useRef<MapView>(null);
  const latest = useRef(props);
  latest.current = props;
  const { store, mode, insets, labels } = props;
  useEffect(() => {
    if (!frame.current || !canvas.current || !minimap.current || !minimapBox.current || !stageSign.current) return;
    const created = new MapView({
      store,
      mode,
      frame: frame.current,
      canvas: canvas.current,
      minimap: minimap.current,
      minimapBox: minimapBox.current,
      stageSign: stageSign.current,
      insets: latest.current.insets,
      labels: latest.current.labels,
      onSeat: (index) => (latest.current.onSeat ?? ((seat) => store.toggle(seat)))(index),
      onStanding: (section) => latest.current.onStanding?.(section),
      onHover: (seat) => {
        if (latest.current.peek) setHovered(seat);
        latest.current.onHoverSeat?.(seat);
      },
    });
    view.current = created;
    return () => {
      view.current = null;
      created.destroy();
    };
  }, [store, mode, setHovered]);
  useEffect(() => view.current?.setSurroundings(insets, labels), [insets, labels]);
  return { parts: { frame, canvas, minimap, minimapBox, stageSign }, view };
}

/** One key's way, CSS pixels. */
const KEY_STEP = 96;

const KEY_ACTS: ReadonlyMap<string, (view: MapView) => void> = new Map([
  ["+", (view: MapView) => view.zoomStep(1.6)],
  ["=", (view: MapView) => view.zoomStep(1.6)],
  ["-", (view: MapView) => view.zoomStep(1 / 1.6)],
  ["0", (view: MapView) => view.showWhole()],
  ["ArrowLeft", (view: MapView) => view.panStep(KEY_STEP, 0)],
  ["ArrowRight", (view: MapView) => view.panStep(-KEY_STEP, 0)],
  ["ArrowUp", (view: MapView) => view.panStep(0, KEY_STEP)],
  ["ArrowDown", (view: MapView) => view.panStep(0, -KEY_STEP)],
]);

function pressedKey(event: KeyboardEvent, view: MapView | null): void {
  if (!view || event.altKey || event.ctrlKey || event.metaKey) return;
  const act = KEY_ACTS.get(event.key);
  if (!act) return;
  event.preventDefault();
  act(view);
}

/** The card opens to the side of the seat that has room. */
function Peek({ at, children }: { at: HoveredSeat; children: ReactNode }) {
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = card.current;
    const around = element?.parentElement;
    if (!element || !around) return;
    const [width, height] = [element.offsetWidth, element.offsetHeight];
    const left = at.x + 22 + width < around.clientWidth ? at.x + 22 : at.x - 22 - width;
    const top = Math.min(Math.max(at.y - height / 2, 8), Math.max(around.clientHeight - height - 8, 8));
    element.style.transform = `translate(${Math.max(left, 8)}px, ${top}px)`;
    element.style.visibility = "visible";
  }, [at]);
  return (
    <div
      ref={card}
      style={{ visibility: "hidden" }}
      className="pointer-events-none absolute top-0 left-0 w-[236px] overflow-hidden rounded-press bg-raised text-14 shadow-lift"
    >
      {children}
    </div>
  );
}
