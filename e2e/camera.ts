import { renameSync, writeFileSync } from "node:fs";
import jsQR from "jsqr";
import { PNG } from "pngjs";

/** White around the picture, px: a code is found by the quiet about it. */
const MARGIN = 64;
const FRAMES = 4;

/** A camera for Chromium, which reads its film anew whenever a page opens it. */
export interface FakeCamera {
  /** For `launchOptions.args`. */
  readonly args: readonly string[];
  /** Points it at a picture, from the next opening on. */
  pointAt(png: Buffer): void;
  /** Points it at a grey wall. */
  lookAway(): void;
}

/** A camera whose film lies in `file` (ending in .y4m); it looks at a grey wall to begin with. */
export function fakeCamera(file: string): FakeCamera {
  const show = (film: Buffer) => {
    // Under a new inode, so that a page which still reads the film before is not handed half of this one.
    writeFileSync(`${file}.next`, film);
    renameSync(`${file}.next`, file);
  };
  const lookAway = () => show(filmOf(greyWall(480)));
  lookAway();
  return {
    args: [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${file}`,
    ],
    pointAt: (png) => show(filmOf(withMargin(PNG.sync.read(png)))),
    lookAway,
  };
}

/** What stands in a picture of a QR code. Throws when nothing does. */
export function readCodeIn(png: Buffer): string {
  const { width, height, data } = withMargin(PNG.sync.read(png));
  const code = jsQR(new Uint8ClampedArray(data), width, height);
  if (!code) throw new Error("No code can be read in the picture");
  return code.data;
}

interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row. */
  readonly data: Uint8Array;
}

function greyWall(side: number): Picture {
  return { width: side, height: side, data: new Uint8Array(side * side * 4).fill(128) };
}

/** The same pixels on white; both sides even, as the film's format wants them. */
function withMargin(picture: Picture): Picture {
  const even = (length: number) => Math.ceil(length / 2) * 2;
  const [width, height] = [even(picture.width + 2 * MARGIN), even(picture.height + 2 * MARGIN)];
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < picture.height; y++) {
    const row = picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4);
    data.set(row, ((y + MARGIN) * width + MARGIN) * 4);
  }
  return { width, height, data };
}

/** A film of still frames: YUV4MPEG2, 4:2:0, BT.601 at television's range (https://wiki.multimedia.cx/index.php/YUV4MPEG2). */
function filmOf({ width, height, data }: Picture): Buffer {
  const luma = Buffer.alloc(width * height);
  for (let at = 0; at < luma.length; at++) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    luma[at] = Math.round(16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255);
  }
  // Codes are black and white, so the two planes of colour are grey throughout.
  const chroma = Buffer.alloc((width / 2) * (height / 2) * 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, chroma]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array.from({ length: FRAMES }, () => frame)]);
}
