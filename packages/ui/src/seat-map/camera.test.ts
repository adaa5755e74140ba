import { describe, expect, test, vi } from "vitest";
import { Camera, MOVE_TIME } from "./camera.ts";
import { fixtureChart } from "./chart.fixture.ts";
import { indexChart } from "./chart-index.ts";
import { DETAIL_FROM } from "./level-of-detail.ts";
import { NO_INSETS, toChart, toScreen } from "./viewport.ts";

const chart = indexChart(fixtureChart({ sections: 4, rows: 12, seats: 20 }));

function openCamera({ still = false } = {}) {
  const onRest = vi.fn<(section: number | null) => void>();
  const camera = new Camera({ chart, insets: NO_INSETS, isStill: () => still, onRest });
  camera.resize(390, 600);
  return { camera, onRest };
}

/** Runs frames until nothing moves; a move that never ends fails the test. */
function rest(camera: Camera, from = 0): number {
  let time = from;
  for (let frame = 0; camera.isMoving && frame < 200; frame++) {
    time += 16;
    camera.advance(time);
  }
  expect(camera.isMoving).toBe(false);
  return time;
}

describe("the camera", () => {
  test("begins with the whole house in sight, and keeps it whole when the picture changes its size", () => {
    const { camera } = openCamera();
    for (const [width, height] of [
      [390, 600],
      [1200, 500],
    ] as const) {
      camera.resize(width, height);
      const { bounds } = chart.geometry;
      const [left, top] = toScreen(camera.view, bounds.x, bounds.y);
      const [right, bottom] = toScreen(camera.view, bounds.x + bounds.width, bounds.y + bounds.height);
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(width);
      expect(bottom).toBeLessThanOrEqual(height);
    }
  });

  test("goes to a section in the time of a move, ends where its seats can be hit, and says which it is", () => {
    const { camera, onRest } = openCamera();
    camera.showSection(2, 0);
    camera.advance(MOVE_TIME / 2);
    expect(camera.isMoving).toBe(true);
    expect(rest(camera, MOVE_TIME / 2)).toBeLessThanOrEqual(MOVE_TIME + 16);
    expect(camera.pitch).toBeGreaterThanOrEqual(DETAIL_FROM.numbers);
    expect(onRest).toHaveBeenLastCalledWith(2);
  });

  test("arrives at seats, and in the middle, when the picture changes its size on the way", () => {
    const seats = [3, 4];
    const arrivedAt = (isResized: boolean) => {
      const { camera } = openCamera();
      if (!isResized) camera.resize(390, 480);
      camera.showSeats(seats, 0);
      camera.advance(MOVE_TIME / 6);
      // The sheet below says what was chosen, and takes its room from the map.
      if (isResized) camera.resize(390, 480);
      rest(camera, MOVE_TIME / 6);
      return camera.view;
    };
    expect(arrivedAt(true)).toEqual(arrivedAt(false));
  });

  test("is there at once for whoever wants no motion", () => {
    const { camera } = openCamera({ still: true });
    camera.showSection(1, 0);
    expect(camera.isMoving).toBe(false);
    expect(camera.pitch).toBeGreaterThanOrEqual(DETAIL_FROM.numbers);
  });

  test("a hand stops a move where it is, and a throw comes to rest within a second", () => {
    const { camera } = openCamera();
    camera.showSection(0, 0);
    camera.advance(60);
    const grabbed = camera.view;
    camera.grab();
    camera.advance(5_000);
    expect(camera.view).toEqual(grabbed);
    camera.release(2, 0, 5_000);
    const [before] = toChart(camera.view, 195, 300);
    expect(rest(camera, 5_000)).toBeLessThan(6_000);
    const [after] = toChart(camera.view, 195, 300);
    expect(after).toBeLessThan(before);
  });

  test("a slow release is no throw", () => {
    const { camera } = openCamera();
    camera.grab();
    camera.release(0.1, 0, 0);
    expect(camera.isMoving).toBe(false);
  });

  test("neither zooming nor panning loses the house", () => {
    const { camera } = openCamera();
    camera.zoomBy(1e9, 10, 10);
    const closest = camera.pitch;
    camera.zoomBy(1e9, 10, 10);
    expect(camera.pitch).toBe(closest);
    camera.panBy(1e9, -1e9);
    const { bounds } = chart.geometry;
    expect(camera.view.x).toBeGreaterThanOrEqual(bounds.x);
    expect(camera.view.y).toBeLessThanOrEqual(bounds.y + bounds.height);
    camera.zoomBy(1e-9, 10, 10);
    expect(camera.isNear).toBe(false);
  });

  test("follows a seat only when it is out of sight", () => {
    const { camera } = openCamera({ still: true });
    camera.showSeats([0], 0);
    const near = camera.view;
    camera.followSeat(1, 0);
    expect(camera.view).toEqual(near);
    camera.followSeat(chart.seatCount - 1, 0);
    const last = chart.seatCount - 1;
    const [x, y] = toScreen(camera.view, chart.x[last] as number, chart.y[last] as number);
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(390);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(600);
  });
});
