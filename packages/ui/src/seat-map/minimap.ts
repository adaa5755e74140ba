import { paintHouse, type Scene } from "./paint-house.ts";
import { cornersOf, fitted, NO_INSETS, toScreen, type Viewport } from "./viewport.ts";

/** The whole house in a corner, with a frame round what the map shows. */
export class Minimap {
  readonly #canvas: HTMLCanvasElement;
  readonly #house = document.createElement("canvas");
  #stale = true;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  /** Something it shows has changed; it is painted anew with the next frame that shows it. */
  spoil(): void {
    this.#stale = true;
  }

  /** Draws house and frame. The house is a picture of its own, so that a frame costs two strokes. */
  paint(scene: Scene, view: Viewport, ratio: number): void {
    const size = { width: this.#canvas.clientWidth, height: this.#canvas.clientHeight };
    const ink = this.#canvas.getContext("2d");
    if (!ink || size.width === 0) return;
    const own = this.#view(scene, size);
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
    if (this.#stale || this.#house.width !== width || this.#house.height !== height) {
      for (const canvas of [this.#canvas, this.#house]) {
        canvas.width = width;
        canvas.height = height;
      }
      const house = this.#house.getContext("2d");
      if (house) paintHouse(house, scene, own, ratio);
      this.#stale = false;
    }
    ink.setTransform(1, 0, 0, 1, 0, 0);
    ink.drawImage(this.#house, 0, 0);
    ink.setTransform(ratio, 0, 0, ratio, 0, 0);
    ink.strokeStyle = scene.palette.text;
    ink.lineWidth = 2;
    ink.beginPath();
    for (const [x, y] of cornersOf(view)) ink.lineTo(...toScreen(own, x, y));
    ink.closePath();
    ink.stroke();
  }

  /** The chart point under a point of the minimap. */
  chartPointAt(scene: Scene, x: number, y: number): [number, number] {
    const view = this.#view(scene, { width: this.#canvas.clientWidth, height: this.#canvas.clientHeight });
    return [view.x + (x - view.width / 2) / view.scale, view.y + (y - view.height / 2) / view.scale];
  }

  #view(scene: Scene, size: { width: number; height: number }): Viewport {
    const { x, y, width, height } = scene.store.chart.geometry.bounds;
    const points = [
      [x, y],
      [x + width, y + height],
    ] as const;
    return fitted(size, { points, turn: 0, insets: NO_INSETS, padding: 5 });
  }
}
