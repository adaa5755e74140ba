import { paintGround, paintHouseInParts, type Scene } from "./paint-house.ts";
import { cornersOf, normalAngle, type Rect, toScreen, type Viewport } from "./viewport.ts";

/** Pixels of one layer: beyond this the picture is made coarser rather than the memory larger. */
const MOST_PIXELS = 12_000_000;
/** The picture of the whole house that stands behind the others may be coarser still. */
const MOST_PIXELS_BEHIND = 1_500_000;
/** What painting may take of one frame, milliseconds: while the map moves, and while it rests. */
const PAINT_TIME = { moving: 3, resting: 4 };

/** So long the map must have rested before a picture that passes is painted anew to be sharp, milliseconds: the next pinch may be on its way. */
const REST_TIME = 100;

/** How far pictures are stretched while the map moves. */
const MOST_STRETCH = 1.9;
const LEAST_STRETCH = 0.55;
const MOST_STRETCH_BEHIND = 3;

interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly ink: CanvasRenderingContext2D;
  /** Where it was painted from; null while it shows nothing. */
  view: Viewport | null;
  /** Its pixels for one CSS pixel of that view. */
  ratio: number;
}

function newPicture(): Picture {
  const canvas = document.createElement("canvas");
  const ink = canvas.getContext("2d", { alpha: false });
  if (!ink) throw new Error("The browser has no canvas to draw the seat map on");
  return { canvas, ink, view: null, ratio: 1 };
}

/**
 * The house as a picture somewhat larger than the screen. Moving puts the picture down elsewhere; when the screen leaves it, when it has been
 * magnified too far, when something it shows has changed or the map has come to rest, a new one is painted behind it, a part a frame, and
 * takes its place when it is done. So no frame waits for a hundred thousand seats. Where the picture does not reach meanwhile, a coarse one of the
 * whole house shows.
 */
export class MapLayer {
  readonly #bounds: Rect;
  #shown = newPicture();
  #next = newPicture();
  readonly #behind = newPicture();
  #work: Generator<void, void, void> | null = null;
  #isStale = false;
  /** The house behind is not yet what is shown. */
  #isBehindDue = false;
  #movedAt = 0;
  #version = 0;

  /** `bounds` are the house's, in chart centimetres. */
  constructor(bounds: Rect) {
    this.#bounds = bounds;
  }

  /** Grows with each picture that takes another's place. */
  get version(): number {
    return this.#version;
  }

  /** Something it shows has changed a little: a new picture is painted in parts. */
  spoil(): void {
    this.#isStale = true;
  }

  /** All of it has changed, such as its colours: nothing that was painted may be seen any more. */
  reset(): void {
    this.#shown.view = null;
    this.#next.view = null;
    this.#behind.view = null;
    this.#work = null;
  }

  /** Sees to it that there is a picture for `view`. Answers whether one is still being painted, so that a next frame is wanted. */
  tend(scene: Scene, view: Viewport, ratio: number, isMoving: boolean): boolean {
    if (this.#shown.view === null) {
      // The house is there with the first frame; its seats take some more.
      paintGround(this.#shown.ink, scene, this.#prepare(this.#shown, view, ratio), this.#shown.ratio);
      this.#isStale = true;
      this.#version++;
      return true;
    }
    const now = performance.now();
    if (isMoving) this.#movedAt = now;
    // While the map moves, what was begun is finished: it is nearer than what is shown. At rest only the very view is good enough.
    const isUseless = !isMoving && this.#next.view !== null && !isExact(this.#next.view, view);
    if (this.#work === null || isUseless) {
      if (this.#isBehindDue && (!isMoving || this.#behind.view === null)) {
        this.#isBehindDue = false;
        this.#keepBehind(this.#shown);
        return true;
      }
      if (!this.#isStale && (isMoving ? this.#passes(this.#shown.view, view) : isExact(this.#shown.view, view)))
        return false;
      const isBrief = !isMoving && now - this.#movedAt < REST_TIME;
      if (isBrief && !this.#isStale && this.#passes(this.#shown.view, view)) return true;
      this.#isStale = false;
      this.#work = paintHouseInParts(this.#next.ink, scene, this.#prepare(this.#next, view, ratio), this.#next.ratio);
    }
    const until = now + PAINT_TIME[isMoving ? "moving" : "resting"];
    do {
      if (!this.#work.next().done) continue;
      this.#work = null;
      [this.#shown, this.#next] = [this.#next, this.#shown];
      this.#next.view = null;
      this.#isBehindDue = true;
      this.#version++;
      return true;
    } while (performance.now() < until);
    return true;
  }

  /** Puts the picture down as `view` sees it, on a context whose pixels are device pixels. `background` is the map's own colour. */
  putOn(ink: CanvasRenderingContext2D, view: Viewport, ratio: number, background: string): void {
    const { view: painted } = this.#shown;
    if (!painted) return;
    if (!covers(painted, view)) {
      ink.save();
      clipBeside(ink, painted, view, ratio);
      ink.fillStyle = background;
      ink.fillRect(0, 0, ink.canvas.width, ink.canvas.height);
      putDown(ink, this.#behind, view, ratio);
      ink.restore();
    }
    putDown(ink, this.#shown, view, ratio);
    ink.setTransform(1, 0, 0, 1, 0, 0);
  }

  /**
   * Whether a picture will do while the map moves: stretched and turned a little, and where it does not reach, the house
   * behind it. Only what is so near that the house behind is a blur needs a new picture on the way.
   */
  #passes(painted: Viewport, view: Viewport): boolean {
    if (view.scale / painted.scale > MOST_STRETCH) return false;
    const behind = this.#behind.view;
    const isHouseEnough = behind !== null && view.scale / behind.scale < MOST_STRETCH_BEHIND;
    return isHouseEnough || (view.scale / painted.scale > LEAST_STRETCH && covers(painted, view));
  }

  /** Makes a picture ready to be painted from `view`, with a margin round it; answers what it will show. */
  #prepare(picture: Picture, view: Viewport, ratio: number): Viewport {
    const margin = Math.round(Math.min(view.width, view.height) * 0.3);
    const painted = { ...view, width: view.width + 2 * margin, height: view.height + 2 * margin };
    setSize(picture, painted, Math.min(ratio, Math.sqrt(MOST_PIXELS / (painted.width * painted.height))));
    picture.view = painted;
    return painted;
  }

  /** Keeps a coarse copy of a picture that has the whole house in it. */
  #keepBehind({ canvas, view, ratio }: Picture): void {
    if (!view) return;
    const { x, y, width, height } = this.#bounds;
    const corners = [
      [x, y],
      [x + width, y],
      [x + width, y + height],
      [x, y + height],
    ] as const;
    if (!corners.every(([cx, cy]) => isWithin(view, toScreen(view, cx, cy)))) return;
    setSize(this.#behind, view, Math.min(ratio, Math.sqrt(MOST_PIXELS_BEHIND / (view.width * view.height))));
    this.#behind.view = view;
    this.#behind.ink.drawImage(canvas, 0, 0, this.#behind.canvas.width, this.#behind.canvas.height);
  }
}

function setSize(picture: Picture, view: Viewport, ratio: number): void {
  const [width, height] = [Math.round(view.width * ratio), Math.round(view.height * ratio)];
  picture.ratio = ratio;
  if (picture.canvas.width === width && picture.canvas.height === height) return;
  picture.canvas.width = width;
  picture.canvas.height = height;
}

const isWithin = ({ width, height }: Viewport, [x, y]: readonly [number, number]) =>
  x >= -1 && y >= -1 && x <= width + 1 && y <= height + 1;

/** Whether a picture painted from one view reaches to all corners of another. */
function covers(painted: Viewport, view: Viewport): boolean {
  return cornersOf(view).every(([x, y]) => isWithin(painted, toScreen(painted, x, y)));
}

/** Whether a picture shows a view as sharply as it can be shown. */
function isExact(painted: Viewport, view: Viewport): boolean {
  const turned = Math.abs(normalAngle(view.turn - painted.turn));
  return Math.abs(view.scale / painted.scale - 1) < 1e-6 && turned < 1e-6 && covers(painted, view);
}

/** Leaves only what a picture does not reach to be drawn on: pixels that it covers need not be filled twice. */
function clipBeside(ink: CanvasRenderingContext2D, painted: Viewport, view: Viewport, ratio: number): void {
  ink.setTransform(1, 0, 0, 1, 0, 0);
  ink.beginPath();
  ink.rect(0, 0, ink.canvas.width, ink.canvas.height);
  const corners = cornersOf(painted).map(([x, y]) => toScreen(view, x, y));
  corners.forEach(([x, y], i) => {
    if (i === 0) ink.moveTo(x * ratio, y * ratio);
    else ink.lineTo(x * ratio, y * ratio);
  });
  ink.closePath();
  ink.clip("evenodd");
}

function putDown(ink: CanvasRenderingContext2D, picture: Picture, view: Viewport, ratio: number): void {
  const { canvas, view: painted } = picture;
  if (!painted) return;
  const stretch = view.scale / painted.scale;
  const turn = view.turn - painted.turn;
  let [x, y] = toScreen(view, painted.x, painted.y);
  [x, y] = [x * ratio, y * ratio];
  const k = (stretch * ratio) / picture.ratio;
  const [halfWidth, halfHeight] = [canvas.width / 2, canvas.height / 2];
  if (k === 1 && turn === 0) {
    // Unstretched, it must fall on whole pixels: between them every seat would blur.
    ink.setTransform(1, 0, 0, 1, Math.round(x - halfWidth), Math.round(y - halfHeight));
    ink.drawImage(canvas, 0, 0);
    return;
  }
  const [cos, sin] = [Math.cos(turn) * k, Math.sin(turn) * k];
  ink.setTransform(cos, sin, -sin, cos, x, y);
  ink.drawImage(canvas, -halfWidth, -halfHeight);
}
