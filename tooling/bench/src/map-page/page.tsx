/**
 * The page on which V5 is measured: the product's seat map over a house of a hundred thousand seats, or a canvas of the same size that
 * gets one picture a frame. The bench calls `window.mapBench`.
 */
import { decodeChart } from "@usher/api/chart-format";
import { createSeatMapStore, SeatMap, type SeatMapHandle, type SeatMapLabels } from "@usher/ui/seat-map";
import "@usher/ui/tokens.css";
import { Profiler, type Ref } from "react";
import { createRoot, type Root } from "react-dom/client";
import { createHitTest } from "../../../../packages/ui/src/seat-map/hit-test.ts";

/** Pan and pinch, in turns of this many frames: what a thumb does in a second or two. */
const TURN_FRAMES = 60;
const PAN_PIXELS = 6;
const PINCH = 1.02;
const TIERS = [1, 2, 3, 4, 5];

/** The words do not matter here, their number does: the map asks for them while it draws. */
const labels = new Proxy({} as SeatMapLabels, {
  get: (_, name) => (name === "signs" ? {} : name === "map" ? "Map" : () => String(name)),
});

let root: Root | null = null;
let commits = 0;
let surface: HTMLElement | null = null;
const box = document.getElementById("box") as HTMLElement;

function clear(): void {
  root?.unmount();
  root = null;
  box.replaceChildren();
  surface = null;
}

/** Shows the product's map, near enough that single seats are drawn when `near`. Answers how many seats it has. */
async function showMap(near: boolean): Promise<number> {
  clear();
  const bytes = new Uint8Array(await (await fetch("/chart")).arrayBuffer());
  const geometry = decodeChart(bytes);
  const seats = Array.from({ length: geometry.seatCount }, (_, i) => ((i * 7_919) >>> 3) % 10).map((part) =>
    part < 6 ? "@" : part < 9 ? "B" : "H",
  );
  const store = createSeatMapStore({
    geometry,
    bytes: seats.join(""),
    tierOfCategory: TIERS,
    priceOfCategory: TIERS.map((tier) => `€${tier}0.00`),
  });
  let handle: SeatMapHandle | null = null;
  const ref: Ref<SeatMapHandle> = (map) => {
    handle = map;
  };
  root = createRoot(box);
  root.render(
    <Profiler id="map" onRender={() => commits++}>
      <SeatMap ref={ref} store={store} labels={labels} className="whole" onSeat={() => undefined} />
    </Profiler>,
  );
  await rest(30);
  if (near) (handle as SeatMapHandle | null)?.showSeats([Math.floor(geometry.seatCount / 3)]);
  await rest(60);
  surface = box.querySelector("canvas");
  // A made-up finger cannot be captured; all else is as for a real one.
  if (surface) surface.setPointerCapture = () => undefined;
  return geometry.seatCount;
}

/** Shows the floor: a picture of the screen's size, put down once a frame. */
async function showFloor(): Promise<void> {
  clear();
  const canvas = document.createElement("canvas");
  canvas.className = "whole";
  box.append(canvas);
  const ratio = Math.min(devicePixelRatio || 1, 3);
  canvas.width = Math.round(box.clientWidth * ratio);
  canvas.height = Math.round(box.clientHeight * ratio);
  await rest(5);
}

/** Draws the floor's frames for so long; answers the time of each, in milliseconds. */
function runFloor(milliseconds: number): Promise<number[]> {
  const canvas = box.querySelector("canvas") as HTMLCanvasElement;
  const ink = canvas.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
  const picture = document.createElement("canvas");
  picture.width = canvas.width;
  picture.height = canvas.height;
  const colours = picture.getContext("2d", { alpha: false }) as CanvasRenderingContext2D;
  for (let i = 0; i < 200; i++) {
    colours.fillStyle = `hsl(${i * 7} 60% 50%)`;
    colours.fillRect((i * 53) % picture.width, (i * 97) % picture.height, 60, 60);
  }
  // It moves as a map does, so that no frame is the one before.
  return frames(milliseconds, (frame) => ink.drawImage(picture, -(frame % 7), 0));
}

/** Moves the map as fingers do, a pan and a pinch in turns; answers the time of each frame, in milliseconds. */
function runMap(milliseconds: number): Promise<number[]> {
  const hand = handOn(surface as HTMLElement);
  return frames(milliseconds, (frame) => hand(frame));
}

/** Fingers on an element: what they do in a frame. One finger pans there and back, then two pinch in and out. */
function handOn(element: HTMLElement): (frame: number) => void {
  const { left, top, width, height } = element.getBoundingClientRect();
  const middle = { x: left + width / 2, y: top + height / 2 };
  const send = (type: string, pointerId: number, x: number, y: number) =>
    element.dispatchEvent(
      new PointerEvent(type, { pointerId, clientX: x, clientY: y, pointerType: "touch", bubbles: true, button: 0 }),
    );
  let spread = 80;
  let at = { ...middle };
  return (frame) => {
    const turn = Math.floor(frame / TURN_FRAMES) % 4;
    const step = frame % TURN_FRAMES;
    const isPan = turn < 2;
    if (step === 0) {
      at = { ...middle };
      spread = turn === 2 ? 60 : 60 * PINCH ** TURN_FRAMES;
      send("pointerdown", 1, isPan ? at.x : at.x - spread, at.y);
      if (!isPan) send("pointerdown", 2, at.x + spread, at.y);
    } else if (step === TURN_FRAMES - 1) {
      for (const id of isPan ? [1] : [1, 2]) send("pointerup", id, at.x, at.y);
    } else if (isPan) {
      const sign = turn === 0 ? 1 : -1;
      at = { x: at.x + sign * PAN_PIXELS, y: at.y + (sign * PAN_PIXELS) / 2 };
      send("pointermove", 1, at.x, at.y);
    } else {
      spread *= turn === 2 ? PINCH : 1 / PINCH;
      send("pointermove", 1, at.x - spread, at.y);
      send("pointermove", 2, at.x + spread, at.y);
    }
  };
}

function frames(milliseconds: number, act: (frame: number) => void): Promise<number[]> {
  return new Promise((resolve) => {
    const times: number[] = [];
    const started = performance.now();
    let [before, frame] = [started, 0];
    const next = () => {
      const now = performance.now();
      if (frame > 0) times.push(now - before);
      before = now;
      act(frame++);
      if (now - started < milliseconds) requestAnimationFrame(next);
      else resolve(times);
    };
    requestAnimationFrame(next);
  });
}

/** Waits so many frames. */
function rest(count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    const next = () => (left-- > 0 ? requestAnimationFrame(next) : resolve());
    requestAnimationFrame(next);
  });
}

/** How long it takes to find the seat under a point, microseconds, over many points of the house. */
async function timeHits(): Promise<{ medianMicroseconds: number; slowestMicroseconds: number }> {
  const geometry = decodeChart(new Uint8Array(await (await fetch("/chart")).arrayBuffer()));
  const { chart } = createSeatMapStore({
    geometry,
    bytes: "@".repeat(geometry.seatCount),
    tierOfCategory: TIERS,
    priceOfCategory: [],
  });
  const hits = createHitTest(chart);
  const { x, y, width, height } = geometry.bounds;
  const each: number[] = [];
  for (let round = 0; round < 200; round++) {
    const started = performance.now();
    for (let i = 0; i < 500; i++) {
      const [u, v] = [((i * 7_919 + round) % 1_000) / 1_000, ((i * 104_729 + round) % 997) / 997];
      hits.nearest(x + u * width, y + v * height, 120);
    }
    each.push(((performance.now() - started) / 500) * 1_000);
  }
  each.sort((one, other) => one - other);
  return { medianMicroseconds: each[100] ?? 0, slowestMicroseconds: each[198] ?? 0 };
}

declare global {
  interface Window {
    mapBench: typeof mapBench;
  }
}

const mapBench = { showMap, showFloor, runFloor, runMap, timeHits, commits: () => commits };
window.mapBench = mapBench;
