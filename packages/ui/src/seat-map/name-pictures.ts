import type { Palette } from "./palette.ts";
import { type Lettering, setLettering, write } from "./seat-shapes.ts";

type NameLettering = Omit<Lettering, "palette" | "size">;

/** The size in which pictures are kept, CSS pixels: about the largest that is shown. */
const KEPT_SIZE = 15;
/** Room for the halo, CSS pixels at that size. */
const MARGIN = 5;

/**
 * Names of sections with their halo as ready-made pictures, to be put down larger or smaller while the map moves: drawing the outlines of letters is
 * the dearest part of such a frame. At rest names are written, and sharp.
 */
export class NamePictures {
  readonly #pictures = new Map<string, HTMLCanvasElement>();
  /** Of the letters at a size of one pixel, by name. */
  readonly #unitWidths = new Map<string, number>();
  readonly #palette: Palette;
  /** Measures, and draws nothing. */
  readonly #rule = document.createElement("canvas").getContext("2d");

  constructor(palette: Palette) {
    this.#palette = palette;
  }

  /** How wide a name is in a size, CSS pixels. */
  widthOf(name: string, lettering: NameLettering, size: number): number {
    return this.#unitWidth(name, lettering) * size;
  }

  /** Puts a name down, its middle at `x, y`, on a context in CSS pixels. */
  put(
    ink: CanvasRenderingContext2D,
    name: string,
    [x, y]: readonly [number, number],
    lettering: NameLettering,
    size: number,
    ratio: number,
  ): void {
    const canvas = this.#picture(name, lettering, ratio);
    const scale = size / KEPT_SIZE / ratio;
    const [width, height] = [canvas.width * scale, canvas.height * scale];
    ink.drawImage(canvas, x - width / 2, y - height / 2, width, height);
  }

  /** Makes the picture of a name ahead; answers whether there was anything to make. */
  prepare(name: string, lettering: NameLettering, ratio: number): boolean {
    const before = this.#pictures.size;
    this.#picture(name, lettering, ratio);
    return this.#pictures.size > before;
  }

  #unitWidth(name: string, lettering: NameLettering): number {
    const key = keyOf(name, lettering);
    const known = this.#unitWidths.get(key);
    if (known !== undefined) return known;
    if (this.#rule) setLettering(this.#rule, { ...lettering, size: KEPT_SIZE, palette: this.#palette });
    const width = (this.#rule?.measureText(name).width ?? 0) / KEPT_SIZE;
    this.#unitWidths.set(key, width);
    return width;
  }

  #picture(name: string, lettering: NameLettering, ratio: number): HTMLCanvasElement {
    const key = `${keyOf(name, lettering)} ${ratio}`;
    const known = this.#pictures.get(key);
    if (known) return known;
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil((this.#unitWidth(name, lettering) * KEPT_SIZE + 2 * MARGIN) * ratio);
    canvas.height = Math.ceil((KEPT_SIZE * 1.3 + 2 * MARGIN) * ratio);
    const ink = canvas.getContext("2d");
    if (ink) {
      const letters: Lettering = { ...lettering, size: KEPT_SIZE, palette: this.#palette };
      ink.scale(ratio, ratio);
      ink.fillStyle = this.#palette.text;
      write(ink, name, canvas.width / ratio / 2, canvas.height / ratio / 2, letters, this.#palette.map);
    }
    this.#pictures.set(key, canvas);
    return canvas;
  }
}

const keyOf = (name: string, { weight, condensed }: NameLettering) => `${name}\n${weight} ${condensed}`;
