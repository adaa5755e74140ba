import {
  checkMeasures,
  type GeneratedHouse,
  HousePlan,
  lineSpots,
  numbered,
  rowLetter,
  SEAT_PITCH,
  type SeatToDraw,
  type Spot,
} from "./house-plan.ts";

const FLOOR = "Floor";
const BALCONY = "Balcony";
const FLOOR_FROM = 1.5;
/** More people on a square metre than this are let into no club. */
const MOST_ON_A_SQUARE_METRE = 3;
/** The desk and the platform beside it, metres: across, and from the floor's back. */
const DESK: Spot = [8, 3];
const BALCONY_ROW_DEPTH = 0.95;
/** From chair to chair of the balcony's sides, metres. */
const WALL_PITCH = 0.8;
const USUAL = { standing: 600, width: 18, depth: 18, balconyRows: 2 };

export interface ClubOptions {
  readonly name?: string;
  /** How many may stand, 150 to 1,500 and no more than three on a square metre. */
  readonly standing?: number;
  /** Width of the floor, 16 to 28 metres. */
  readonly width?: number;
  /** From the stage's edge to the floor's back, 13 to 28 metres; it also gives the length of the balcony's sides. */
  readonly depth?: number;
  /** Rows of the balcony's back, 2 to 4. */
  readonly balconyRows?: number;
}

type ClubForm = typeof USUAL;

/**
 * A club, by default for 600 people who stand, with a horseshoe balcony of 60 chairs and a raised platform for wheelchairs
 * beside the desk. Refuses measures outside their ranges, and more people than the floor has room for.
 */
export function club(options: ClubOptions = {}): GeneratedHouse {
  const { name, ...form } = { name: "Club", ...USUAL, ...options };
  checkClub(form);
  const { width, depth, balconyRows } = form;
  const house = new HousePlan({
    name,
    categories: [
      { name: FLOOR, color: "#2263B8" },
      { name: BALCONY, color: "#0B8195" },
    ],
    size: [width + 12, depth + 16 + (balconyRows - USUAL.balconyRows) * BALCONY_ROW_DEPTH],
    origin: [width / 2 + 6, 7],
  });
  house.stage("Stage", [
    [-width / 3, -5],
    [width / 3, -5],
    [width / 3, 0],
    [-width / 3, 0],
  ]);
  drawFloor(house, form);
  drawPlatform(house, depth - 1.4);
  drawBalcony(house, form);
  return house.draw();
}

function checkClub(form: ClubForm): void {
  checkMeasures("club", form, { standing: [150, 1_500], width: [16, 28], depth: [13, 28], balconyRows: [2, 4] });
  const area = form.width * (form.depth - FLOOR_FROM) - DESK[0] * DESK[1];
  const most = Math.floor(area * MOST_ON_A_SQUARE_METRE);
  if (form.standing > most) throw new Error(`The club's floor has room for ${most} people, not for ${form.standing}.`);
}

function drawFloor(house: HousePlan, { standing, width, depth }: ClubForm): void {
  const [halfWidth, halfDesk] = [width / 2, DESK[0] / 2];
  house.standing(FLOOR, {
    capacity: standing,
    category: FLOOR,
    outline: [
      [-halfWidth, FLOOR_FROM],
      [halfWidth, FLOOR_FROM],
      [halfWidth, depth],
      [halfDesk, depth],
      [halfDesk, depth - DESK[1]],
      [-halfDesk, depth - DESK[1]],
      [-halfDesk, depth],
      [-halfWidth, depth],
    ],
    labelAt: [0, depth / 2 - 1],
  });
}

function drawPlatform(house: HousePlan, back: number): void {
  const seats = lineSpots([-2.4, back], [1, back], 4, 1.1).map((at, i): SeatToDraw => {
    const [x, y] = at;
    return i % 2 === 0
      ? { at, number: i + 1, category: FLOOR, mark: "wheelchair" }
      : { at: [x - 0.3, y], number: i + 1, category: FLOOR, mark: "companion" };
  });
  house.row("Platform", "A", seats);
}

function drawBalcony(house: HousePlan, { width, depth, balconyRows }: ClubForm): void {
  const inFront = 19 + Math.round((width - USUAL.width) / SEAT_PITCH);
  let behind = 0;
  for (let row = 0; row < balconyRows; row++) {
    const count = inFront - row;
    behind += count;
    const start: Spot = [-((count - 1) * SEAT_PITCH) / 2, depth + 2.6 + row * BALCONY_ROW_DEPTH];
    house.row(BALCONY, rowLetter(row), numbered(lineSpots(start, [0, start[1]], count), BALCONY));
  }
  // Chairs along the walls stand wider apart. A plan is measured by how far apart most of its seats are: those are to be
  // the ones at the back.
  const beside = Math.min(Math.floor((depth - 10) / WALL_PITCH) + 1, Math.floor((behind - balconyRows) / 2) - 1);
  for (const side of [-1, 1] as const) drawBalconySide(house, side, [side * (width / 2 + 1.6), depth - 1], beside);
}

/** One row along a wall, `count` chairs from `back` towards the stage. The nearest look over its edge. */
function drawBalconySide(house: HousePlan, side: -1 | 1, [x, back]: Spot, count: number): void {
  const spots = lineSpots([x, back - (count - 1) * WALL_PITCH], [x, back + 1], count, WALL_PITCH);
  const seats = (side < 0 ? spots.toReversed() : spots).map((at, i): SeatToDraw => {
    const isOverStage = at[1] < 10;
    return { at, number: i + 1, category: BALCONY, ...(isOverStage && { mark: "restrictedView" as const }) };
  });
  house.row(side < 0 ? "Balcony left" : "Balcony right", "A", seats);
}
