import { Camera, MOVE_TIME } from "./camera.ts";
import { sectionAt } from "./chart-index.ts";
import { type GestureTarget, listenForGestures } from "./gestures.ts";
import { createHitTest, type HitTest } from "./hit-test.ts";
import type { SeatMapLabels } from "./labels.ts";
import { DETAIL_FROM, detailOf } from "./level-of-detail.ts";
import { MapLayer } from "./map-layer.ts";
import { Minimap } from "./minimap.ts";
import { paintOverlay, prepareNames, type SeatMotion } from "./overlay.ts";
import { createScene, isClosed, type Scene, type SeatMapMode } from "./paint-house.ts";
import { readPalette, watchPalette } from "./palette.ts";
import type { SeatMapEvent, SeatMapSnapshot, SeatMapStore } from "./store.ts";
import { boxOf, type Insets, toChart, toScreen } from "./viewport.ts";

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

/** A tap takes the nearest seat within this reach, CSS pixels. */
const TAP_REACH = 24;
/** A mouse points exactly: it takes a seat only when it is nearly on it, in pitches. */
const POINTER_REACH = 0.75;
/** The overview and the minimap follow the sale at this step, milliseconds. */
const STREAM_STEP = 400;
const MOST_MOTIONS = 400;
/** What is made ahead takes this long at a time, and leaves so much between, milliseconds. */
const PREPARE_TIME = 4;
const PREPARE_STEP = 30;
const MINUTE = 60_000;
/** How often the live picture looks whether its last minute has moved on, milliseconds. */
const LIVE_STEP = 2000;

/** The imperative half of the seat map: draws on its own clock and never makes React render while it moves. */
export class MapView implements GestureTarget {
  readonly #parts: MapViewParts;
  readonly #store: SeatMapStore;
  readonly #camera: Camera;
  #hits: HitTest | null = null;
  readonly #layer: MapLayer;
  readonly #minimap: Minimap;
  readonly #ink: CanvasRenderingContext2D;
  readonly #motions = new Map<number, SeatMotion & { start: number }>();
  readonly #stops: (() => void)[] = [];
  #scene: Scene;
  #labels: SeatMapLabels;
  #ratio = 1;
  #request = 0;
  /** Something has changed since the screen was drawn. */
  #isDue = false;
  #hovered: number | null = null;
  #repaintTimer: ReturnType<typeof setTimeout> | undefined;
  #preparing: ReturnType<typeof setTimeout> | undefined;
  #shown: Pick<SeatMapSnapshot, "version" | "chosen" | "held" | "filter">;

  constructor(parts: MapViewParts) {
    this.#parts = parts;
    this.#store = parts.store;
    this.#labels = parts.labels;
    this.#camera = new Camera({
      chart: parts.store.chart,
      insets: parts.insets,
      isStill,
      // The section in the middle becomes the one that the list of seats is about.
      onRest: (section) => section !== null && parts.store.setFocus({ section }),
    });
    this.#layer = new MapLayer(parts.store.chart.geometry.bounds);
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
    clearTimeout(this.#preparing);
    for (const stop of this.#stops) stop();
  }

  /** Follows new props without losing the place. */
  setSurroundings(insets: Insets, labels: SeatMapLabels): void {
    this.#labels = labels;
    this.#go((camera, time) => camera.setInsets(insets, time));
  }

  showWhole(): void {
    this.#go((camera, time) => camera.showWhole(time));
  }

  zoomStep(factor: number): void {
    this.#go((camera, time) => camera.zoomStep(factor, time));
  }

  panStep(dx: number, dy: number): void {
    this.#go((camera, time) => camera.panStep(dx, dy, time));
  }

  /** Brings a section so near that its seats can be hit. */
  showSection(section: number, at?: readonly [number, number]): void {
    this.#go((camera, time) => camera.showSection(section, time, at));
  }

  /** Shows these seats, near enough to read their numbers where they are few. */
  showSeats(indexes: readonly number[]): void {
    this.#go((camera, time) => camera.showSeats(indexes, time));
  }

  /** Follows the keyboard: moves only when the seat is out of sight or too small to be told from its neighbour. */
  followSeat(index: number): void {
    this.#go((camera, time) => camera.followSeat(index, time));
  }

  /** Goes where the minimap was pressed. */
  pressedMinimap(x: number, y: number): void {
    const [cx, cy] = this.#minimap.chartPointAt(this.#scene, x, y);
    this.#go((camera, time) => camera.centreOn(cx, cy, time));
  }

  began(): void {
    this.#camera.grab();
  }

  panBy(dx: number, dy: number): void {
    this.#camera.panBy(dx, dy);
    this.#draw();
  }

  zoomBy(factor: number, x: number, y: number): void {
    this.#camera.zoomBy(factor, x, y);
    this.#draw();
  }

  tapped(x: number, y: number, pointer: string): void {
    const { view, pitch } = this.#camera;
    const [cx, cy] = toChart(view, x, y);
    const section = sectionAt(this.#store.chart, cx, cy);
    const standing = section !== null && this.#store.chart.sections[section]?.section.standing;
    if (standing) this.#parts.onStanding(section);
    else if (pitch < DETAIL_FROM.shapes) {
      if (section !== null && !isClosed(this.#store, section)) this.showSection(section, [cx, cy]);
    } else if (pitch < DETAIL_FROM.rows && pointer !== "mouse") {
      // Thumbs are wider than seats this small: the first tap only brings them nearer.
      this.#go((camera, time) => camera.comeCloser(cx, cy, section, time));
    } else {
      const reach = pointer === "mouse" ? Math.min(TAP_REACH, POINTER_REACH * pitch) : TAP_REACH;
      const seat = this.#seatNear(x, y, reach);
      if (seat !== null && this.#parts.mode === "buy") this.#parts.onSeat(seat);
    }
  }

  doubleTapped(x: number, y: number): void {
    // On a seat the second tap is a second choice; only bare ground comes nearer.
    const isOnSeat = this.#camera.pitch >= DETAIL_FROM.rows && this.#seatNear(x, y, TAP_REACH) !== null;
    if (isOnSeat) this.tapped(x, y, "touch");
    else this.#go((camera, time) => camera.comeTwiceAsNear(x, y, time));
  }

  hovered(at: { x: number; y: number } | null): void {
    const { view, pitch, isHeld } = this.#camera;
    const isNear = at && pitch >= DETAIL_FROM.shapes && !isHeld;
    const seat = isNear ? this.#seatNear(at.x, at.y, Math.min(TAP_REACH, POINTER_REACH * pitch)) : null;
    if (seat === this.#hovered) return;
    this.#hovered = seat;
    this.#parts.canvas.style.cursor = seat === null || this.#parts.mode === "live" ? "" : "pointer";
    const { chart } = this.#store;
    if (seat === null) this.#parts.onHover(null);
    else {
      const [x, y] = toScreen(view, chart.x[seat] as number, chart.y[seat] as number);
      this.#parts.onHover({ index: seat, x, y });
    }
    this.#draw();
  }

  released(speedX: number, speedY: number): void {
    this.#camera.release(speedX, speedY, performance.now());
    this.#draw();
  }

  #seatNear(x: number, y: number, reach: number): number | null {
    const { view } = this.#camera;
    const [cx, cy] = toChart(view, x, y);
    const { store } = this.#parts;
    const canTake = (index: number) => store.isOffered(index) || store.isMine(index);
    // Made when the first hand comes near: nobody points at a house that has just appeared.
    this.#hits ??= createHitTest(store.chart);
    return this.#hits.nearest(cx, cy, reach / view.scale, this.#parts.mode === "buy" ? canTake : undefined);
  }

  /** Moves the camera; what the pointer was over is no longer under it. */
  #go(move: (camera: Camera, time: number) => void): void {
    move(this.#camera, performance.now());
    if (this.#camera.isMoving && this.#hovered !== null) this.hovered(null);
    this.#draw();
  }

  #draw(): void {
    this.#isDue = true;
    this.#ask();
  }

  #ask(): void {
    if (this.#request === 0) this.#request = requestAnimationFrame((time) => this.#frame(time));
  }

  #frame(time: number): void {
    this.#request = 0;
    if (this.#camera.view.width === 0) return;
    this.#camera.advance(time);
    this.#advanceMotions(time);
    const { isMoving } = this.#camera;
    const shown = this.#layer.version;
    const isPainting = this.#layer.tend(this.#scene, this.#camera.view, this.#ratio, isMoving);
    const isOnTheMove = isMoving || this.#motions.size > 0;
    // While the house is painted in parts and nothing else happens, what is on the screen stands.
    if (this.#isDue || isOnTheMove || this.#layer.version !== shown) this.#show();
    if (isOnTheMove) this.#draw();
    else if (isPainting) this.#ask();
    else this.#prepare();
  }

  /** Puts the layer on the screen, and over it what is drawn anew each time. */
  #show(): void {
    this.#isDue = false;
    const { view, isMoving } = this.#camera;
    this.#layer.putOn(this.#ink, view, this.#ratio, this.#scene.palette.map);
    this.#ink.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    paintOverlay(this.#ink, this.#scene, view, {
      labels: this.#labels,
      motions: this.#motions,
      hovered: this.#hovered,
      ratio: this.#ratio,
      isMoving,
      fresh: this.#parts.mode === "live" ? this.#store.soldWithin(MINUTE) : [],
    });
    this.#paintSurroundings();
  }

  /** What the next movement needs and nobody waits for is made between frames. */
  #prepare(): void {
    this.#preparing ??= setTimeout(() => {
      this.#preparing = undefined;
      if (!this.#camera.isMoving && prepareNames(this.#scene, this.#ratio, PREPARE_TIME)) this.#prepare();
    }, PREPARE_STEP);
  }

  #advanceMotions(time: number): void {
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
    const { view, isNear, middle } = this.#camera;
    minimapBox.hidden = !isNear;
    if (isNear) this.#minimap.paint(this.#scene, view, this.#ratio);
    const { stage, focalPoint } = this.#store.chart.geometry;
    const outline = stage?.outline ?? [focalPoint];
    const box = boxOf(outline.map(([x, y]) => toScreen(view, x, y)));
    const isOut = box.x > view.width || box.y > view.height || box.x + box.width < 0 || box.y + box.height < 0;
    stageSign.hidden = !isNear || !isOut || stage === null;
    const angle = Math.atan2(box.y + box.height / 2 - middle.y, box.x + box.width / 2 - middle.x) + Math.PI / 2;
    (stageSign.firstElementChild as SVGElement | null)?.style.setProperty("rotate", `${angle.toFixed(2)}rad`);
  }

  #listen(): void {
    const { canvas, frame } = this.#parts;
    const observer = new ResizeObserver(() => this.#resized());
    observer.observe(frame);
    this.#stops.push(
      () => observer.disconnect(),
      watchPalette({ onColours: () => this.#repaint(), onFont: () => this.#rewrite() }),
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
    this.#camera.resize(width, height);
    this.#layer.spoil();
    // At once, not with the next frame: a resized canvas is blank until it is drawn.
    cancelAnimationFrame(this.#request);
    this.#isDue = true;
    this.#frame(performance.now());
  }

  #newScene(): Scene {
    return createScene(this.#store, readPalette(this.#parts.canvas), this.#parts.mode, this.#motions);
  }

  #repaint(): void {
    this.#scene = this.#newScene();
    this.#layer.reset();
    this.#minimap.spoil();
    this.#draw();
  }

  /** Another font: what is written is written anew; what is painted stands where nothing is written in it. */
  #rewrite(): void {
    if (detailOf(this.#camera.pitch) === "numbers" || this.#scene.palette.forced) {
      this.#repaint();
      return;
    }
    this.#scene = this.#newScene();
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
    if (detailOf(this.#camera.pitch) !== "tints") this.#layer.spoil();
    this.#repaintTimer ??= setTimeout(() => {
      this.#repaintTimer = undefined;
      this.#layer.spoil();
      this.#minimap.spoil();
      this.#draw();
    }, STREAM_STEP);
  }

  #heard(event: SeatMapEvent): void {
    if (event.type !== "seatsChanged" || isStill() || this.#parts.mode === "live") return;
    if (detailOf(this.#camera.pitch) === "tints") return;
    const start = performance.now();
    // A great wave of changes is seen as a whole; no eye follows each seat of it.
    if (event.indexes.length > MOST_MOTIONS) return;
    event.indexes.forEach((index, i) => {
      this.#motions.set(index, { before: event.before[i] as number, progress: 0, start });
    });
    this.#layer.spoil();
    this.#draw();
  }
}

/** Whether the reader wants no motion. */
function isStill(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
