import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import jsQR from "jsqr";
import { PNG } from "pngjs";

/** Both sides of the film, px. */
const SIDE = 832;

/** A camera for Chromium, which reads its film round and round for as long as a page looks through it. */
export interface FakeCamera {
  /** For `launchOptions.args`. */
  readonly args: readonly string[];
  /** Holds a picture before it, at once. */
  pointAt(png: Buffer): void;
  /** Points it at a grey wall. */
  lookAway(): void;
}

/** A camera whose film lies in `file` (ending in .y4m); it looks at a grey wall to begin with. */
export function fakeCamera(file: string): FakeCamera {
  writeFileSync(file, filmOf(greyWall()));
  const show = (film: Buffer) => {
    // In place: a browser that is reading goes on in the same file, which keeps its length.
    const opened = openSync(file, "r+");
    writeSync(opened, film, 0, film.length, 0);
    closeSync(opened);
  };
  return {
    args: [
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${file}`,
    ],
    pointAt: (png) => show(filmOf(onWhite(PNG.sync.read(png)))),
    lookAway: () => show(filmOf(greyWall())),
  };
}

/** What stands in a picture of a QR code. Throws when nothing does. */
export function readCodeIn(png: Buffer): string {
  const { data } = onWhite(PNG.sync.read(png));
  const code = jsQR(new Uint8ClampedArray(data), SIDE, SIDE);
  if (!code) throw new Error("No code can be read in the picture");
  return code.data;
}

interface Picture {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row. */
  readonly data: Uint8Array;
}

function greyWall(): Picture {
  return { width: SIDE, height: SIDE, data: new Uint8Array(SIDE * SIDE * 4).fill(128) };
}

/** The same pixels amid white: a code is found by the quiet about it. Throws for a picture that is larger than the film. */
function onWhite(picture: Picture): Picture {
  const [left, top] = [Math.floor((SIDE - picture.width) / 2), Math.floor((SIDE - picture.height) / 2)];
  if (left < 0 || top < 0) throw new Error(`The film has room for ${SIDE} by ${SIDE} pixels`);
  const data = new Uint8Array(SIDE * SIDE * 4).fill(255);
  for (let y = 0; y < picture.height; y++) {
    const row = picture.data.subarray(y * picture.width * 4, (y + 1) * picture.width * 4);
    data.set(row, ((y + top) * SIDE + left) * 4);
  }
  return { width: SIDE, height: SIDE, data };
}

/** A film of one picture: YUV4MPEG2, 4:2:0, BT.601 at television's range (https://wiki.multimedia.cx/index.php/YUV4MPEG2). */
function filmOf(picture: Picture): Buffer {
  const head = Buffer.from(`YUV4MPEG2 W${SIDE} H${SIDE} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, frameOf(picture)]);
}

function frameOf({ width, height, data }: Picture): Buffer {
  const luma = Buffer.alloc(width * height);
  for (let at = 0; at < luma.length; at++) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    luma[at] = Math.round(16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255);
  }
  // Codes are black and white, so the two planes of colour are grey throughout.
  const chroma = Buffer.alloc((width / 2) * (height / 2) * 2, 128);
  return Buffer.concat([Buffer.from("FRAME\n"), luma, chroma]);
}
