import { type IndexedSection, sectionAt } from "./chart-index.ts";
import { type GestureTarget, listenForGestures } from "./gestures.ts";
import { createHitTest, type HitTest } from "./hit-test.ts";
import type { SeatMapLabels } from "./labels.ts";
import { CLOSEST_PITCH, COMFORTABLE_PITCH, DETAIL_FROM, detailOf } from "./level-of-detail.ts";
import { MapLayer } from "./map-layer.ts";
import { Minimap } from "./minimap.ts";
import { paintOverlay, type SeatMotion } from "./overlay.ts";
import { createScene, isClosed, type Scene, type SeatMapMode } from "./paint-house.ts";
import { readPalette, watchPalette } from "./palette.ts";
import type { SeatMapEvent, SeatMapSnapshot, SeatMapStore } from "./store.ts";
import {
  between,
  boxOf,
  confined,
  fitted,
  type Insets,
  normalAngle,
  panned,
  toChart,
  toScreen,
  type Viewport,
  zoomedAt,
} from "./viewport.ts";

export interface MapViewParts {
  readonly store: SeatMapStore;
  readonly frame: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly minimap: HTMLCanvasElement;
  readonly minimapBox: HTMLElement;
  /** Shown while the stage is out of sight; its first child is the arrow, drawn pointing up. */
  readonly stageSign: HTMLElement;
  readonly mode: SeatMapMode;
  readonly insets: Insets;
  readonly labels: SeatMapLabels;
  onSeat(index: number): void;
  onStanding(section: number): void;
  onHover(seat: { index: number; x: number; y: number } | null): void;
}

/** Moves of the map and changes of a seat take this long, milliseconds. */
const MOVE_TIME = 180;
/** A tap takes the nearest seat within this reach, CSS pixels. */
const TAP_REACH = 24;
/** A mouse points exactly: it takes a seat only when it is nearly on it, in pitches. */
const POINTER_REACH = 0.75;
/** The overview and the minimap follow the sale at this step, milliseconds. */
const STREAM_STEP = 400;
const MOST_MOTIONS = 400;
const MINUTE = 60_000;
/** How often the live picture looks whether its last minute has moved on, milliseconds. */
const LIVE_STEP = 2000;
/** A thrown map loses its speed with this time constant, milliseconds, and so rests within the time of any other move. */
const THROW_FADE = 75;

function middleOf(view: Viewport): [number, number] {
  return [view.x, view.y];
}

/** The imperative half of the seat map: draws on its own clock and never makes React render while it moves. */
export class MapView implements GestureTarget {
  readonly #parts: MapViewParts;
  readonly #store: SeatMapStore;
  readonly #hits: HitTest;
  readonly #layer = new MapLayer();
  readonly #minimap: Minimap;
  readonly #ink: CanvasRenderingContext2D;
  readonly #motions = new Map<number, SeatMotion & { start: number }>();
  readonly #stops: (() => void)[] = [];
  #scene: Scene;
  #view: Viewport = { x: 0, y: 0, scale: 1, turn: 0, width: 0, height: 0 };
  #insets: Insets;
  #labels: SeatMapLabels;
  #ratio = 1;
  #request = 0;
  #move: { from: Viewport; to: Viewport; start: number } | null = null;
  #throw: { x: number; y: number; last: number } | null = null;
  #handsOn = false;
  #hovered: number | null = null;
  #repaintTimer: ReturnType<typeof setTimeout> | undefined;
  #shown: Pick<SeatMapSnapshot, "version" | "chosen" | "held" | "filter">;
  #wasWhole = true;

  constructor(parts: MapViewParts) {
    this.#parts = parts;
    this.#store = parts.store;
    this.#insets = parts.insets;
    this.#labels = parts.labels;
    this.#hits = createHitTest(parts.store.chart);
    this.#minimap = new Minimap(parts.minimap);
    const ink = parts.canvas.getContext("2d", { alpha: false });
    if (!ink) throw new Error("The browser has no canvas to draw the seat map on");
    this.#ink = ink;
    this.#scene = this.#newScene();
    this.#shown = parts.store.getSnapshot();
    this.#listen();
  }

  /** Stops drawing and listening. */
  destroy(): void {
    cancelAnimationFrame(this.#request);
    clearTimeout(this.#repaintTimer);
    for (const stop of this.#stops) stop();
  }

  /** Follows new props without losing the place. */
  setSurroundings(insets: Insets, labels: SeatMapLabels): void {
    const same = (["top", "right", "bottom", "left"] as const).every((edge) => insets[edge] === this.#insets[edge]);
    this.#insets = insets;
    this.#labels = labels;
    if (!same && this.#wasWhole && this.#view.width > 0) this.#go(this.#whole());
    else this.#draw();
  }

  showWhole(): void {
    this.#go(this.#whole());
  }

  zoomStep(factor: number): void {
    const { x, y } = this.#middle();
    this.#go(this.#confined(zoomedAt(this.#target(), this.#target().scale * factor, x, y)));
  }

  panStep(dx: number, dy: number): void {
    this.#go(this.#confined(panned(this.#target(), dx, dy)));
  }

  /** Brings a section so near that its seats can be hit. */
  showSection(section: number, at?: readonly [number, number]): void {
    const { section: chartSection, uprightTurn, pitch } = this.#store.chart.sections[section] as IndexedSection;
    const fit = { insets: this.#insets, padding: 24, points: chartSection.outline };
    if (chartSection.standing) {
      this.#go(fitted(this.#size(), { ...fit, turn: 0 }));
      return;
    }
    const maxScale = COMFORTABLE_PITCH / pitch;
    const whole = fitted(this.#size(), { ...fit, turn: uprightTurn, maxScale });
    if (whole.scale * pitch >= DETAIL_FROM.numbers) this.#go(whole);
    // Too large to be shown whole with its numbers: near the place that was meant, else in its middle.
    else this.#go(fitted(this.#size(), { ...fit, turn: uprightTurn, maxScale, points: [at ?? middleOf(whole)] }));
  }

  /** Shows these seats, near enough to read their numbers where they are few. */
  showSeats(indexes: readonly number[]): void {
    const { chart } = this.#store;
    const seated = indexes.filter((index) => chart.rowOf[index] !== -1);
    const first = seated[0];
    if (first === undefined) return;
    const section = chart.sections[chart.sectionOf[first] as number] as IndexedSection;
    const points = seated.map((index) => [chart.x[index] as number, chart.y[index] as number] as const);
    const maxScale = COMFORTABLE_PITCH / section.pitch;
    this.#go(fitted(this.#size(), { points, turn: section.uprightTurn, insets: this.#insets, padding: 72, maxScale }));
  }

  /** Follows the keyboard: moves only when the seat is out of sight or too small to be told from its neighbour. */
  followSeat(index: number): void {
    const { chart } = this.#store;
    const view = this.#target();
    const [x, y] = toScreen(view, chart.x[index] as number, chart.y[index] as number);
    const { top, right, bottom, left } = this.#insets;
    const clear = 56;
    const inSight =
      x > left + clear && y > top + clear && x < view.width - right - clear && y < view.height - bottom - clear;
    if (!inSight || chart.pitch * view.scale < DETAIL_FROM.rows) this.showSeats([index]);
    else this.#draw();
  }

  /** Goes where the minimap was pressed. */
  pressedMinimap(x: number, y: number): void {
    const [cx, cy] = this.#minimap.chartPointAt(this.#scene, x, y);
    this.#go(this.#confined({ ...this.#target(), x: cx, y: cy }));
  }

  began(): void {
    this.#settleMove();
    this.#throw = null;
    this.#handsOn = true;
  }

  panBy(dx: number, dy: number): void {
    this.#view = this.#confined(panned(this.#view, dx, dy));
    this.#wasWhole = false;
    this.#draw();
  }

  zoomBy(factor: number, x: number, y: number): void {
    const { minScale, maxScale } = this.#limits();
    const scale = Math.min(Math.max(this.#view.scale * factor, minScale), maxScale);
    this.#view = this.#confined(zoomedAt(this.#view, scale, x, y));
    this.#wasWhole = false;
    this.#draw();
  }

  tapped(x: number, y: number, pointer: string): void {
    const [cx, cy] = toChart(this.#view, x, y);
    const pitch = this.#store.chart.pitch * this.#view.scale;
    const section = sectionAt(this.#store.chart, cx, cy);
    const standing = section !== null && this.#store.chart.sections[section]?.section.standing;
    if (standing) this.#parts.onStanding(section);
    else if (pitch < DETAIL_FROM.shapes) {
      if (section !== null && !isClosed(this.#store, section)) this.showSection(section, [cx, cy]);
    } else if (pitch < DETAIL_FROM.rows && pointer !== "mouse") this.#comeCloser(cx, cy, section);
    else {
      const reach = pointer === "mouse" ? Math.min(TAP_REACH, POINTER_REACH * pitch) : TAP_REACH;
      const seat = this.#seatNear(x, y, reach);
      if (seat !== null && this.#parts.mode === "buy") this.#parts.onSeat(seat);
    }
  }

  /** Thumbs are wider than seats this small: the first tap only brings them nearer. */
  #comeCloser(x: number, y: number, section: number | null): void {
    const turn = section === null ? this.#view.turn : (this.#store.chart.sections[section]?.uprightTurn ?? 0);
    const maxScale = COMFORTABLE_PITCH / this.#store.chart.pitch;
    this.#go(fitted(this.#size(), { points: [[x, y]], turn, insets: this.#insets, padding: 0, maxScale }));
  }

  doubleTapped(x: number, y: number): void {
    // On a seat the second tap is a second choice; only bare ground comes nearer.
    if (this.#store.chart.pitch * this.#view.scale >= DETAIL_FROM.rows && this.#seatNear(x, y, TAP_REACH) !== null) {
      this.tapped(x, y, "touch");
      return;
    }
    const view = this.#target();
    this.#go(this.#confined(zoomedAt(view, Math.min(view.scale * 2, this.#limits().maxScale), x, y)));
  }

  hovered(at: { x: number; y: number } | null): void {
    const pitch = this.#store.chart.pitch * this.#view.scale;
    const near = at && pitch >= DETAIL_FROM.shapes && !this.#handsOn;
    const seat = near ? this.#seatNear(at.x, at.y, Math.min(TAP_REACH, POINTER_REACH * pitch)) : null;
    if (seat === this.#hovered) return;
    this.#hovered = seat;
    this.#parts.canvas.style.cursor = seat === null || this.#parts.mode === "live" ? "" : "pointer";
    const { chart } = this.#store;
    if (seat === null) this.#parts.onHover(null);
    else {
      const [x, y] = toScreen(this.#view, chart.x[seat] as number, chart.y[seat] as number);
      this.#parts.onHover({ index: seat, x, y });
    }
    this.#draw();
  }

  released(speedX: number, speedY: number): void {
    this.#handsOn = false;
    const fast = Math.hypot(speedX, speedY) > 0.25 && !this.#stillness();
    if (fast) this.#throw = { x: speedX, y: speedY, last: performance.now() };
    else this.#cameToRest();
    this.#draw();
  }

  #seatNear(x: number, y: number, reach: number): number | null {
    const [cx, cy] = toChart(this.#view, x, y);
    const { store } = this.#parts;
    const canTake = (index: number) => store.isOffered(index) || store.isMine(index);
    return this.#hits.nearest(cx, cy, reach / this.#view.scale, this.#parts.mode === "buy" ? canTake : undefined);
  }

  /** The section in the middle becomes the one the list of seats is about, and near by the map turns its front row up. */
  #cameToRest(): void {
    const { chart } = this.#store;
    const pitch = chart.pitch * this.#view.scale;
    const { x, y } = this.#middle();
    const [cx, cy] = toChart(this.#view, x, y);
    const section = pitch < DETAIL_FROM.shapes ? null : sectionAt(chart, cx, cy);
    if (section !== null) this.#store.setFocus({ section });
    const upright = section === null ? null : (chart.sections[section] as IndexedSection).uprightTurn;
    if (this.#view.scale <= this.#limits().minScale * 1.02) {
      this.#wasWhole = true;
      if (this.#view.turn !== 0) this.#startMove(this.#whole());
      return;
    }
    const turn = pitch < DETAIL_FROM.shapes ? 0 : pitch < DETAIL_FROM.rows ? null : upright;
    if (turn === null || Math.abs(normalAngle(turn - this.#view.turn)) < 0.07) return;
    // It turns about the middle of what can be seen, so that the place looked at stays.
    const turned = { ...this.#view, turn };
    const [nx, ny] = toChart(turned, x, y);
    this.#startMove({ ...turned, x: turned.x + cx - nx, y: turned.y + cy - ny });
  }

  #go(to: Viewport): void {
    this.#throw = null;
    this.#wasWhole = Math.abs(to.scale - this.#whole().scale) < 1e-9 && to.turn === 0;
    this.#startMove(to);
  }

  #startMove(to: Viewport): void {
    if (this.#hovered !== null) this.hovered(null);
    this.#move = { from: this.#view, to, start: performance.now() };
    if (this.#stillness()) this.#settleMove(true);
    this.#draw();
  }

  #settleMove(finish = false): void {
    if (finish && this.#move) this.#view = this.#move.to;
    this.#move = null;
    if (finish) this.#cameToRest();
  }

  #draw(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame((time) => this.#frame(time));
  }

  #frame(time: number): void {
    this.#request = 0;
    if (this.#view.width === 0) return;
    this.#advance(time);
    const moving = this.#handsOn || this.#move !== null || this.#throw !== null;
    if (!this.#layer.serves(this.#view, moving)) this.#layer.paint(this.#scene, this.#view, this.#ratio);
    this.#layer.putOn(this.#ink, this.#view, this.#ratio);
    this.#ink.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    paintOverlay(this.#ink, this.#scene, this.#view, {
      labels: this.#labels,
      motions: this.#motions,
      hovered: this.#hovered,
      fresh: this.#parts.mode === "live" ? this.#store.soldWithin(MINUTE) : [],
    });
    this.#paintSurroundings();
    if (moving || this.#motions.size > 0) this.#draw();
  }

  #advance(time: number): void {
    if (this.#move) {
      const part = Math.min(Math.max((time - this.#move.start) / MOVE_TIME, 0), 1);
      this.#view = { ...between(this.#move.from, this.#move.to, 1 - (1 - part) ** 3), ...this.#size() };
      if (part === 1) this.#settleMove(true);
    } else if (this.#throw) {
      const passed = Math.max(time - this.#throw.last, 0);
      const fade = Math.exp(-passed / THROW_FADE);
      const way = THROW_FADE * (1 - fade);
      this.#view = this.#confined(panned(this.#view, this.#throw.x * way, this.#throw.y * way));
      this.#throw = { x: this.#throw.x * fade, y: this.#throw.y * fade, last: time };
      if (Math.hypot(this.#throw.x, this.#throw.y) < 0.02) {
        this.#throw = null;
        this.#cameToRest();
      }
    }
    for (const [index, motion] of this.#motions) {
      const progress = (time - motion.start) / MOVE_TIME;
      if (progress < 1) this.#motions.set(index, { ...motion, progress: Math.max(progress, 0) });
      else {
        this.#motions.delete(index);
        if (this.#motions.size === 0) this.#layer.spoil();
      }
    }
  }

  /** Minimap and stage sign appear when the house no longer fits; both are set here, past React. */
  #paintSurroundings(): void {
    const { minimapBox, stageSign } = this.#parts;
    const near = this.#view.scale > this.#limits().minScale * 1.4;
    minimapBox.hidden = !near;
    if (near) this.#minimap.paint(this.#scene, this.#view, this.#ratio);
    const { stage, focalPoint } = this.#store.chart.geometry;
    const outline = stage?.outline ?? [focalPoint];
    const box = boxOf(outline.map(([x, y]) => toScreen(this.#view, x, y)));
    const { width, height } = this.#view;
    const out = box.x > width || box.y > height || box.x + box.width < 0 || box.y + box.height < 0;
    stageSign.hidden = !near || !out || stage === null;
    const { x, y } = this.#middle();
    const angle = Math.atan2(box.y + box.height / 2 - y, box.x + box.width / 2 - x) + Math.PI / 2;
    (stageSign.firstElementChild as SVGElement | null)?.style.setProperty("rotate", `${angle.toFixed(2)}rad`);
  }

  #listen(): void {
    const { canvas, frame } = this.#parts;
    const observer = new ResizeObserver(() => this.#resized());
    observer.observe(frame);
    this.#stops.push(
      () => observer.disconnect(),
      watchPalette(() => this.#repaint()),
      listenForGestures(canvas, this),
      this.#store.onEvent((event) => this.#heard(event)),
      this.#store.subscribe(() => this.#noticed()),
    );
    if (this.#parts.mode !== "live") return;
    const timer = setInterval(() => this.#draw(), LIVE_STEP);
    this.#stops.push(() => clearInterval(timer));
  }

  #resized(): void {
    const { frame, canvas } = this.#parts;
    const [width, height] = [frame.clientWidth, frame.clientHeight];
    if (width === 0 || height === 0) return;
    this.#ratio = Math.min(devicePixelRatio || 1, 3);
    canvas.width = Math.round(width * this.#ratio);
    canvas.height = Math.round(height * this.#ratio);
    this.#view = { ...this.#view, width, height };
    this.#move = null;
    if (this.#wasWhole) this.#view = this.#whole();
    this.#layer.spoil();
    // At once, not with the next frame: a resized canvas is blank until it is drawn.
    cancelAnimationFrame(this.#request);
    this.#frame(performance.now());
  }

  #newScene(): Scene {
    return createScene(this.#store, readPalette(this.#parts.canvas), this.#parts.mode, this.#motions);
  }

  #repaint(): void {
    this.#scene = this.#newScene();
    this.#layer.spoil();
    this.#minimap.spoil();
    this.#draw();
  }

  /** The layer shows availability, choice and filter; focus is drawn over it. */
  #noticed(): void {
    const before = this.#shown;
    const { version, chosen, held, filter } = this.#store.getSnapshot();
    this.#shown = { version, chosen, held, filter };
    if (before.chosen !== chosen || before.held !== held || before.filter !== filter) this.#layer.spoil();
    if (before.filter !== filter) this.#minimap.spoil();
    if (before.version !== version) this.#spoilSoon();
    this.#draw();
  }

  /** During a sale changes come in a stream. Seats too small to be watched one by one are painted anew a few times a second. */
  #spoilSoon(): void {
    if (detailOf(this.#store.chart.pitch * this.#view.scale) !== "tints") this.#layer.spoil();
    this.#repaintTimer ??= setTimeout(() => {
      this.#repaintTimer = undefined;
      this.#layer.spoil();
      this.#minimap.spoil();
      this.#draw();
    }, STREAM_STEP);
  }

  #heard(event: SeatMapEvent): void {
    if (event.type !== "seatsChanged" || this.#stillness() || this.#parts.mode === "live") return;
    if (detailOf(this.#store.chart.pitch * this.#view.scale) === "tints") return;
    const start = performance.now();
    // A great wave of changes is seen as a whole; no eye follows each seat of it.
    if (event.indexes.length > MOST_MOTIONS) return;
    event.indexes.forEach((index, i) => {
      this.#motions.set(index, { before: event.before[i] as number, progress: 0, start });
    });
    this.#layer.spoil();
    this.#draw();
  }

  #whole(): Viewport {
    const { x, y, width, height } = this.#store.chart.geometry.bounds;
    const points = [
      [x, y],
      [x + width, y + height],
    ] as const;
    return fitted(this.#size(), { points, turn: 0, insets: this.#insets, padding: 10 });
  }

  #size(): { width: number; height: number } {
    return { width: this.#view.width, height: this.#view.height };
  }

  /** Where it is going, or where it is. */
  #target(): Viewport {
    return this.#move?.to ?? this.#view;
  }

  /** The middle of what nothing covers. */
  #middle(): { x: number; y: number } {
    const { top, right, bottom, left } = this.#insets;
    return { x: (left + this.#view.width - right) / 2, y: (top + this.#view.height - bottom) / 2 };
  }

  #limits(): { minScale: number; maxScale: number } {
    const minScale = this.#whole().scale;
    return { minScale, maxScale: Math.max(CLOSEST_PITCH / this.#store.chart.pitch, minScale) };
  }

  #confined(view: Viewport): Viewport {
    return confined(view, this.#store.chart.geometry.bounds, this.#limits());
  }

  #stillness(): boolean {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }
}
