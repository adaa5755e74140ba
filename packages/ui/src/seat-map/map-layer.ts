import { paintHouse, type Scene } from "./paint-house.ts";
import { cornersOf, normalAngle, toScreen, type Viewport } from "./viewport.ts";

/** Pixels of one layer: beyond this the picture is made coarser rather than the memory larger. */
const MOST_PIXELS = 12_000_000;

/**
 * The house as a picture somewhat larger than the screen. Moving puts the picture down elsewhere; it is painted anew only
 * when the screen leaves it, when it has been magnified too far, or when the map has come to rest.
 */
export class MapLayer {
  readonly #canvas: HTMLCanvasElement;
  readonly #ink: CanvasRenderingContext2D;
  #painted: Viewport | null = null;
  #ratio = 1;

  constructor() {
    this.#canvas = document.createElement("canvas");
    const ink = this.#canvas.getContext("2d", { alpha: false });
    if (!ink) throw new Error("The browser has no canvas to draw the seat map on");
    this.#ink = ink;
  }

  /** Something it shows has changed. */
  spoil(): void {
    this.#painted = null;
  }

  /** Whether the picture can stand for `view`; while moving, stretched and turned a little. */
  serves(view: Viewport, moving: boolean): boolean {
    const painted = this.#painted;
    if (!painted) return false;
    const stretch = view.scale / painted.scale;
    const turned = Math.abs(normalAngle(view.turn - painted.turn));
    if (moving ? stretch > 1.9 || stretch < 0.55 : Math.abs(stretch - 1) > 1e-6 || turned > 1e-6) return false;
    return cornersOf(view).every(([x, y]) => {
      const [px, py] = toScreen(painted, x, y);
      return px >= -1 && py >= -1 && px <= painted.width + 1 && py <= painted.height + 1;
    });
  }

  /** Paints what `view` sees and a margin round it. */
  paint(scene: Scene, view: Viewport, ratio: number): void {
    const margin = Math.round(Math.min(view.width, view.height) * 0.3);
    const painted = { ...view, width: view.width + 2 * margin, height: view.height + 2 * margin };
    this.#ratio = Math.min(ratio, Math.sqrt(MOST_PIXELS / (painted.width * painted.height)));
    const width = Math.round(painted.width * this.#ratio);
    const height = Math.round(painted.height * this.#ratio);
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    paintHouse(this.#ink, scene, painted, this.#ratio);
    this.#painted = painted;
  }

  /** Puts the picture down as `view` sees it, on a context whose pixels are device pixels. */
  putOn(ink: CanvasRenderingContext2D, view: Viewport, ratio: number): void {
    const painted = this.#painted;
    if (!painted) return;
    const stretch = view.scale / painted.scale;
    const turn = view.turn - painted.turn;
    let [x, y] = toScreen(view, painted.x, painted.y);
    [x, y] = [x * ratio, y * ratio];
    const k = (stretch * ratio) / this.#ratio;
    const [halfWidth, halfHeight] = [this.#canvas.width / 2, this.#canvas.height / 2];
    if (k === 1 && turn === 0) {
      // Unstretched, it must fall on whole pixels: between them every seat would blur.
      ink.setTransform(1, 0, 0, 1, Math.round(x - halfWidth), Math.round(y - halfHeight));
      ink.drawImage(this.#canvas, 0, 0);
    } else {
      const [cos, sin] = [Math.cos(turn) * k, Math.sin(turn) * k];
      ink.setTransform(cos, sin, -sin, cos, x, y);
      ink.drawImage(this.#canvas, -halfWidth, -halfHeight);
    }
    ink.setTransform(1, 0, 0, 1, 0, 0);
  }
}
