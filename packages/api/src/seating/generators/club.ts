import { type GeneratedHouse, HousePlan, lineSpots, rowLetter, type SeatToDraw, type Spot } from "./house-plan.ts";

const FLOOR = "Floor";
const BALCONY = "Balcony";
const HALF_WIDTH = 9;

/** A club for 600 people who stand, with a horseshoe balcony of 60 chairs and a raised platform for wheelchairs beside the desk. */
export function club(name = "Club"): GeneratedHouse {
  const house = new HousePlan({
    name,
    categories: [
      { name: FLOOR, color: "#2263B8" },
      { name: BALCONY, color: "#0B8195" },
    ],
    size: [30, 34],
    origin: [15, 7],
  });
  house.stage("Stage", [
    [-6, -5],
    [6, -5],
    [6, 0],
    [-6, 0],
  ]);
  house.standing(FLOOR, {
    capacity: 600,
    category: FLOOR,
    outline: [
      [-HALF_WIDTH, 1.5],
      [HALF_WIDTH, 1.5],
      [HALF_WIDTH, 18],
      [4, 18],
      [4, 15],
      [-4, 15],
      [-4, 18],
      [-HALF_WIDTH, 18],
    ],
    labelAt: [0, 8],
  });
  drawPlatform(house);
  drawBalcony(house);
  return house.draw();
}

function drawPlatform(house: HousePlan): void {
  const seats = lineSpots([-2.4, 16.6], [1, 16.6], 4, 1.1).map((at, i): SeatToDraw => {
    const [x, y] = at;
    return i % 2 === 0
      ? { at, number: i + 1, category: FLOOR, mark: "wheelchair" }
      : { at: [x - 0.3, y], number: i + 1, category: FLOOR, mark: "companion" };
  });
  house.row("Platform", "A", seats);
}

function drawBalcony(house: HousePlan): void {
  const plain = (spots: readonly Spot[]) =>
    spots.map((at, i): SeatToDraw => ({ at, number: i + 1, category: BALCONY }));
  for (const row of [0, 1]) {
    const count = 19 - row;
    const start: Spot = [-((count - 1) * 0.55) / 2, 20.6 + row * 0.95];
    house.row(BALCONY, rowLetter(row), plain(lineSpots(start, [0, start[1]], count)));
  }
  // One row along each wall. The seats nearest the stage look over its edge.
  for (const side of [-1, 1] as const) {
    const spots = lineSpots([side * (HALF_WIDTH + 1.6), 9], [side * (HALF_WIDTH + 1.6), 20], 11, 0.8);
    const seats = (side < 0 ? spots.toReversed() : spots).map((at, i): SeatToDraw => {
      const isOverStage = at[1] < 10;
      return { at, number: i + 1, category: BALCONY, ...(isOverStage && { mark: "restrictedView" as const }) };
    });
    house.row(side < 0 ? "Balcony left" : "Balcony right", "A", seats);
  }
}
