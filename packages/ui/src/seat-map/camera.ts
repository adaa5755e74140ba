import type { ChartIndex, IndexedSection } from "./chart-index.ts";
import { sectionAt } from "./chart-index.ts";
import { CLOSEST_PITCH, COMFORTABLE_PITCH, DETAIL_FROM } from "./level-of-detail.ts";
import {
  between,
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

/** A move of the map takes this long, milliseconds. */
export const MOVE_TIME = 180;
/** A thrown map loses its speed with this time constant, milliseconds, and so rests within the time of any other move. */
const THROW_FADE = 75;
/** Below this a throw is over, CSS pixels a millisecond. */
const THROW_END = 0.02;
/** A release slower than this is no throw, CSS pixels a millisecond. */
const THROW_START = 0.25;
/** A seat followed by the keyboard keeps this distance from the edge, CSS pixels. */
const EDGE_CLEAR = 56;

export interface CameraOptions {
  readonly chart: ChartIndex;
  readonly insets: Insets;
  /** Whether the reader wants no motion: then every move ends at once. */
  readonly isStill: () => boolean;
  /** Called when the camera came to rest, with the section in the middle, if seats can be told apart there. */
  readonly onRest: (section: number | null) => void;
}

/** Where a move ends, in a picture of the size that it has by then. */
type Aim = () => Viewport;

/**
 * Where the map is looked at from and how that changes: by a move to a place, by a hand, by a throw. It draws nothing
 * and keeps no time of its own; whoever draws calls `advance` with the time of each frame.
 */
export class Camera {
  readonly #options: CameraOptions;
  #view: Viewport = { x: 0, y: 0, scale: 1, turn: 0, width: 0, height: 0 };
  #insets: Insets;
  #move: { from: Viewport; to: Viewport; start: number; aim: Aim } | null = null;
  #throw: { x: number; y: number; last: number } | null = null;
  #handsOn = false;
  #isWhole = true;

  constructor(options: CameraOptions) {
    this.#options = options;
    this.#insets = options.insets;
  }

  get view(): Viewport {
    return this.#view;
  }

  /** Distance of two neighbouring seats on the screen, CSS pixels. */
  get pitch(): number {
    return this.#chart.pitch * this.#view.scale;
  }

  get isHeld(): boolean {
    return this.#handsOn;
  }

  get isMoving(): boolean {
    return this.#handsOn || this.#move !== null || this.#throw !== null;
  }

  /** Whether the house is so near that it no longer fits. */
  get isNear(): boolean {
    return this.#view.scale > this.#limits().minScale * 1.4;
  }

  /** The middle of what nothing covers, CSS pixels. */
  get middle(): { x: number; y: number } {
    const { top, right, bottom, left } = this.#insets;
    return { x: (left + this.#view.width - right) / 2, y: (top + this.#view.height - bottom) / 2 };
  }

  get #chart(): ChartIndex {
    return this.#options.chart;
  }

  /** Takes the picture's size. A house that was shown whole stays whole, and a move goes on to where it was going. */
  resize(width: number, height: number): void {
    this.#view = { ...this.#view, width, height };
    if (this.#isWhole) {
      this.#move = null;
      this.#view = this.#whole();
    } else if (this.#move) this.#move.to = this.#move.aim();
  }

  /** Takes new insets; a house that was shown whole moves to fit them. */
  setInsets(insets: Insets, time: number): void {
    const isSame = (["top", "right", "bottom", "left"] as const).every((edge) => insets[edge] === this.#insets[edge]);
    this.#insets = insets;
    if (!isSame && this.#isWhole && this.#view.width > 0) this.#go(() => this.#whole(), time);
  }

  showWhole(time: number): void {
    this.#go(() => this.#whole(), time);
  }

  zoomStep(factor: number, time: number): void {
    const { x, y } = this.middle;
    this.#go(this.#at(this.#confined(zoomedAt(this.#target(), this.#target().scale * factor, x, y))), time);
  }

  /** Twice as near, about a point of the screen. */
  comeTwiceAsNear(x: number, y: number, time: number): void {
    const view = this.#target();
    this.#go(this.#at(this.#confined(zoomedAt(view, Math.min(view.scale * 2, this.#limits().maxScale), x, y))), time);
  }

  panStep(dx: number, dy: number, time: number): void {
    this.#go(this.#at(this.#confined(panned(this.#target(), dx, dy))), time);
  }

  /** Puts a chart point into the middle. */
  centreOn(x: number, y: number, time: number): void {
    this.#go(this.#at(this.#confined({ ...this.#target(), x, y })), time);
  }

  /** Brings a section so near that its seats can be hit; `at` is the place in it that was meant. */
  showSection(section: number, time: number, at?: readonly [number, number]): void {
    const { section: chartSection, uprightTurn, pitch } = this.#chart.sections[section] as IndexedSection;
    const maxScale = COMFORTABLE_PITCH / pitch;
    const aim = () => {
      const fit = { insets: this.#insets, padding: 24, points: chartSection.outline };
      if (chartSection.standing) return fitted(this.#size(), { ...fit, turn: 0 });
      const whole = fitted(this.#size(), { ...fit, turn: uprightTurn, maxScale });
      if (whole.scale * pitch >= DETAIL_FROM.numbers) return whole;
      // Too large to be shown whole with its numbers: near the place that was meant, else in its middle.
      const points = [at ?? ([whole.x, whole.y] as const)];
      return fitted(this.#size(), { ...fit, turn: uprightTurn, maxScale, points });
    };
    this.#go(aim, time);
  }

  /** Shows these seats, near enough to read their numbers where they are few. */
  showSeats(indexes: readonly number[], time: number): void {
    const chart = this.#chart;
    const seated = indexes.filter((index) => chart.rowOf[index] !== -1);
    const first = seated[0];
    if (first === undefined) return;
    const section = chart.sections[chart.sectionOf[first] as number] as IndexedSection;
    const points = seated.map((index) => [chart.x[index] as number, chart.y[index] as number] as const);
    const maxScale = COMFORTABLE_PITCH / section.pitch;
    const fit = { points, turn: section.uprightTurn, padding: 72, maxScale };
    this.#go(() => fitted(this.#size(), { ...fit, insets: this.#insets }), time);
  }

  /** Moves to a seat only when it is out of sight or too small to be told from its neighbour. */
  followSeat(index: number, time: number): void {
    const chart = this.#chart;
    const view = this.#target();
    const [x, y] = toScreen(view, chart.x[index] as number, chart.y[index] as number);
    const { top, right, bottom, left } = this.#insets;
    const isInSight =
      x > left + EDGE_CLEAR &&
      y > top + EDGE_CLEAR &&
      x < view.width - right - EDGE_CLEAR &&
      y < view.height - bottom - EDGE_CLEAR;
    if (!isInSight || chart.pitch * view.scale < DETAIL_FROM.rows) this.showSeats([index], time);
  }

  /** Brings a chart point so near that its seats are easily hit, turned as its section stands upright. */
  comeCloser(x: number, y: number, section: number | null, time: number): void {
    const turn = section === null ? this.#view.turn : (this.#chart.sections[section]?.uprightTurn ?? 0);
    const maxScale = COMFORTABLE_PITCH / this.#chart.pitch;
    const fit = { points: [[x, y]] as const, turn, padding: 0, maxScale };
    this.#go(() => fitted(this.#size(), { ...fit, insets: this.#insets }), time);
  }

  /** A hand took hold of the map: whatever moved stops where it is. */
  grab(): void {
    this.#move = null;
    this.#throw = null;
    this.#handsOn = true;
  }

  panBy(dx: number, dy: number): void {
    this.#view = this.#confined(panned(this.#view, dx, dy));
    this.#isWhole = false;
  }

  zoomBy(factor: number, x: number, y: number): void {
    const { minScale, maxScale } = this.#limits();
    const scale = Math.min(Math.max(this.#view.scale * factor, minScale), maxScale);
    this.#view = this.#confined(zoomedAt(this.#view, scale, x, y));
    this.#isWhole = false;
  }

  /** The hand let go, at a speed in CSS pixels a millisecond. */
  release(speedX: number, speedY: number, time: number): void {
    this.#handsOn = false;
    const isThrown = Math.hypot(speedX, speedY) > THROW_START && !this.#options.isStill();
    if (isThrown) this.#throw = { x: speedX, y: speedY, last: time };
    else this.#cameToRest(time);
  }

  /** Goes on with a move or a throw. `time` in milliseconds, on one clock with those of the other calls. */
  advance(time: number): void {
    if (this.#move) {
      const part = Math.min(Math.max((time - this.#move.start) / MOVE_TIME, 0), 1);
      if (part === 1) this.#finishMove(time);
      else this.#view = { ...between(this.#move.from, this.#move.to, 1 - (1 - part) ** 3), ...this.#size() };
    } else if (this.#throw) {
      const passed = Math.max(time - this.#throw.last, 0);
      const fade = Math.exp(-passed / THROW_FADE);
      const way = THROW_FADE * (1 - fade);
      this.#view = this.#confined(panned(this.#view, this.#throw.x * way, this.#throw.y * way));
      this.#throw = { x: this.#throw.x * fade, y: this.#throw.y * fade, last: time };
      if (Math.hypot(this.#throw.x, this.#throw.y) >= THROW_END) return;
      this.#throw = null;
      this.#cameToRest(time);
    }
  }

  #go(aim: Aim, time: number): void {
    this.#throw = null;
    const to = aim();
    this.#isWhole = Math.abs(to.scale - this.#whole().scale) < 1e-9 && to.turn === 0;
    this.#startMove(aim, time);
  }

  #startMove(aim: Aim, time: number): void {
    this.#move = { from: this.#view, to: aim(), start: time, aim };
    if (this.#options.isStill()) this.#finishMove(time);
  }

  #finishMove(time: number): void {
    if (this.#move) this.#view = { ...this.#move.to, ...this.#size() };
    this.#move = null;
    this.#cameToRest(time);
  }

  /** Near by, the map turns the front row of the section in the middle up; seen whole, it stands upright. */
  #cameToRest(time: number): void {
    const { x, y } = this.middle;
    const [cx, cy] = toChart(this.#view, x, y);
    const { pitch } = this;
    const section = pitch < DETAIL_FROM.shapes ? null : sectionAt(this.#chart, cx, cy);
    this.#options.onRest(section);
    if (this.#view.scale <= this.#limits().minScale * 1.02) {
      this.#isWhole = true;
      if (this.#view.turn !== 0) this.#startMove(() => this.#whole(), time);
      return;
    }
    const upright = section === null ? null : (this.#chart.sections[section] as IndexedSection).uprightTurn;
    const turn = pitch < DETAIL_FROM.shapes ? 0 : pitch < DETAIL_FROM.rows ? null : upright;
    if (turn === null || Math.abs(normalAngle(turn - this.#view.turn)) < 0.07) return;
    // It turns about the middle of what can be seen, so that the place looked at stays.
    const turned = { ...this.#view, turn };
    const [nx, ny] = toChart(turned, x, y);
    this.#startMove(this.#at({ ...turned, x: turned.x + cx - nx, y: turned.y + cy - ny }), time);
  }

  /** The same place in a picture of any size. */
  #at(view: Viewport): Aim {
    return () => ({ ...view, ...this.#size() });
  }

  #whole(): Viewport {
    const { x, y, width, height } = this.#chart.geometry.bounds;
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

  #limits(): { minScale: number; maxScale: number } {
    const minScale = this.#whole().scale;
    return { minScale, maxScale: Math.max(CLOSEST_PITCH / this.#chart.pitch, minScale) };
  }

  #confined(view: Viewport): Viewport {
    return confined(view, this.#chart.geometry.bounds, this.#limits());
  }
}
