import type { Palette } from "./palette.ts";
import { type Lettering, setLettering, write } from "./seat-shapes.ts";

type NameLettering = Omit<Lettering, "palette" | "size">;

interface NamePicture {
  readonly canvas: HTMLCanvasElement;
  /** Of the letters at a size of one pixel. */
  readonly unitWidth: number;
}

/** The size in which pictures are kept, CSS pixels: about the largest that is shown. */
const KEPT_SIZE = 15;
/** Room for the halo, CSS pixels at that size. */
const MARGIN = 5;

/**
 * Names of sections with their halo as ready-made pictures, to be put down larger or smaller while the map moves: drawing the outlines of letters is
 * the dearest part of such a frame. At rest names are written, and sharp.
 */
export class NamePictures {
  readonly #pictures = new Map<string, NamePicture>();
  readonly #palette: Palette;

  constructor(palette: Palette) {
    this.#palette = palette;
  }

  /** How wide a name is in a size, CSS pixels. */
  widthOf(name: string, lettering: NameLettering, size: number, ratio: number): number {
    return this.#picture(name, lettering, ratio).unitWidth * size;
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
    const { canvas } = this.#picture(name, lettering, ratio);
    const scale = size / KEPT_SIZE / ratio;
    const [width, height] = [canvas.width * scale, canvas.height * scale];
    ink.drawImage(canvas, x - width / 2, y - height / 2, width, height);
  }

  #picture(name: string, lettering: NameLettering, ratio: number): NamePicture {
    const { weight, condensed } = lettering;
    const key = `${name}\n${weight} ${condensed} ${ratio}`;
    const known = this.#pictures.get(key);
    if (known) return known;
    const letters: Lettering = { ...lettering, size: KEPT_SIZE, palette: this.#palette };
    const canvas = document.createElement("canvas");
    const ink = canvas.getContext("2d");
    if (ink) setLettering(ink, letters);
    const width = ink?.measureText(name).width ?? 0;
    canvas.width = Math.ceil((width + 2 * MARGIN) * ratio);
    canvas.height = Math.ceil((KEPT_SIZE * 1.3 + 2 * MARGIN) * ratio);
    if (ink) {
      ink.scale(ratio, ratio);
      ink.fillStyle = this.#palette.text;
      write(ink, name, canvas.width / ratio / 2, canvas.height / ratio / 2, letters, this.#palette.map);
    }
    const picture = { canvas, unitWidth: width / KEPT_SIZE };
    this.#pictures.set(key, picture);
    return picture;
  }
}
