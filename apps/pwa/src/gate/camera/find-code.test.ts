import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { encode } from "uqr";
import { beforeAll, expect, test } from "vitest";
import { prepareZXingModule } from "zxing-wasm/reader";
import { findCode } from "./find-code.ts";

const [WIDTH, HEIGHT] = [480, 480];
const CODES = process.env.USHER_LONG ? 100 : 10;
const QUIET_MODULES = 4;
const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
// As many characters as the longest code of a ticket has, in the same mode.
const CHARACTERS = 154;

beforeAll(async () => {
  const file = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
  await prepareZXingModule({ overrides: { wasmBinary: readFileSync(file).buffer }, fireImmediately: true });
});

/** How a code is held before a camera, and how the camera sees it. */
interface Scene {
  readonly pixelsPerModule: number;
  readonly turnedDegrees?: number;
  /** How much nearer the right edge is than the left, as a share. */
  readonly tilt?: number;
  readonly dark?: number;
  readonly light?: number;
  /** Grey levels, up and down, at each pixel. */
  readonly noise?: number;
  /** How often each pixel is mixed with its eight neighbours. */
  readonly blurs?: number;
  /** How much light is lost from the left edge to the right. */
  readonly shade?: number;
}

// Park and Miller's generator, https://doi.org/10.1145/63039.63042: the same pictures each time.
let state = Number(process.env.USHER_SEED ?? 11);
function random(): number {
  state = (state * 48_271) % 2_147_483_647;
  return state / 2_147_483_647;
}

const randomText = () =>
  Array.from({ length: CHARACTERS }, () => ALPHANUMERIC[Math.floor(random() * ALPHANUMERIC.length)]).join("");

/** A grey picture of a code on a white card, somewhere near the middle of a grey wall. */
function photograph(text: string, scene: Scene): ImageData {
  const { dark = 20, light = 235, noise = 0, blurs = 0 } = scene;
  let grey = drawn(text, { ...scene, dark, light });
  for (let time = 0; time < blurs; time++) grey = blurred(grey);
  const rgba = new Uint8ClampedArray(grey.length * 4).fill(255);
  for (const [at, level] of grey.entries()) rgba.fill(level + (random() - 0.5) * 2 * noise, at * 4, at * 4 + 3);
  return { width: WIDTH, height: HEIGHT, data: rgba, colorSpace: "srgb" };
}

function drawn(text: string, scene: Scene & { readonly dark: number; readonly light: number }) {
  const { pixelsPerModule, turnedDegrees = 0, tilt = 0, dark, light, shade = 0 } = scene;
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const [cos, sin] = [Math.cos((turnedDegrees * Math.PI) / 180), Math.sin((turnedDegrees * Math.PI) / 180)];
  const [middleX, middleY] = [WIDTH / 2 + random() * 4, HEIGHT / 2 + random() * 4];
  const brightnessAt = (x: number, y: number) => {
    const nearness = (1 + (tilt * (x - middleX)) / WIDTH) / pixelsPerModule;
    const nearX = (x - middleX) * nearness;
    const nearY = (y - middleY) * nearness;
    const column = Math.floor(nearX * cos + nearY * sin + size / 2);
    const row = Math.floor(nearY * cos - nearX * sin + size / 2);
    const isCard = Math.min(row, column) >= -QUIET_MODULES && Math.max(row, column) < size + QUIET_MODULES;
    if (!isCard) return (dark + light) / 3;
    return data[row]?.[column] ? dark : light;
  };
  const grey = new Float32Array(WIDTH * HEIGHT);
  for (let at = 0; at < grey.length; at++) {
    const [x, y] = [at % WIDTH, Math.floor(at / WIDTH)];
    // A pixel sees an area, not a point.
    let sum = 0;
    for (let part = 0; part < 9; part++)
      sum += brightnessAt(x + (1 + 2 * (part % 3)) / 6, y + (1 + 2 * Math.floor(part / 3)) / 6);
    grey[at] = (sum / 9) * (1 - (shade * x) / WIDTH);
  }
  return grey;
}

function blurred(grey: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const at = (index: number) => grey[index] ?? 0;
  const across = grey.map((level, index) => (at(index - 1) + 2 * level + at(index + 1)) / 4);
  return across.map((level, index) => ((across[index - WIDTH] ?? 0) + 2 * level + (across[index + WIDTH] ?? 0)) / 4);
}

const SCENES: readonly [how: string, scene: Scene][] = [
  ["straight and far", { pixelsPerModule: 1.6 }],
  ["straight, not quite so far", { pixelsPerModule: 2.5 }],
  ["straight and middling", { pixelsPerModule: 4 }],
  ["straight and near", { pixelsPerModule: 6.4 }],
  ["straight and very near", { pixelsPerModule: 8 }],
  ["turned and far", { pixelsPerModule: 2, turnedDegrees: 17, noise: 5 }],
  ["turned by 45 degrees", { pixelsPerModule: 4, turnedDegrees: 45, noise: 5 }],
  ["upside down", { pixelsPerModule: 4, turnedDegrees: 175, noise: 5 }],
  ["tilted", { pixelsPerModule: 4, turnedDegrees: 10, tilt: 0.6, noise: 5 }],
  ["by a noisy camera", { pixelsPerModule: 4, turnedDegrees: 5, noise: 15 }],
  ["by a very noisy camera", { pixelsPerModule: 5, turnedDegrees: 5, noise: 30 }],
  ["out of focus", { pixelsPerModule: 4, turnedDegrees: 5, blurs: 4, noise: 5 }],
  ["on a dim screen", { pixelsPerModule: 4, turnedDegrees: 5, dark: 30, light: 70, noise: 3 }],
  ["half in the shade", { pixelsPerModule: 4, turnedDegrees: 5, shade: 0.7, noise: 4 }],
  ["with colours turned about", { pixelsPerModule: 4, turnedDegrees: 5, dark: 235, light: 20, noise: 4 }],
];

test.each(SCENES)("each code is read when it is held %s", async (_, scene) => {
  for (let time = 0; time < CODES; time++) {
    const text = randomText();
    expect(await findCode(photograph(text, scene)), text).toBe(text);
  }
});

test("a wall has no code", async () => {
  expect(await findCode(photograph("", { pixelsPerModule: 1, dark: 120, light: 130, noise: 60 }))).toBeNull();
});
