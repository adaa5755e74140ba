import {
  type GeneratedHouse,
  HousePlan,
  lineSpots,
  rowLetter,
  SEAT_PITCH,
  type SeatToDraw,
  type Spot,
} from "./house-plan.ts";

const FLOOR_FRONT = "Floor front";
const FRONT = "Floor and lower front";
const LOWER_BACK = "Lower back";
const UPPER_SIDE = "Upper side";
const UPPER_BACK = "Upper back";

// The bowl is a rectangle of 20 by 46 m with quarter circles of 12 m at its corners; tiers lie round it.
const HALF_WIDTH = 10;
const HALF_LENGTH = 23;
const CORNER_RADIUS = 12;
const AISLE = 1.1;
const ROW_DEPTH = 0.86;
const STAGE_MIDDLE: Spot = [0, -27.5];

/** One of the bowl's eight parts, clockwise from its upper right corner. */
type Part =
  | { readonly corner: Spot; readonly from: number }
  | { readonly side: Spot; readonly start: Spot; readonly length: number };

const PARTS: readonly Part[] = [
  { corner: [HALF_WIDTH, -HALF_LENGTH], from: -90 },
  { side: [1, 0], start: [HALF_WIDTH + CORNER_RADIUS, -HALF_LENGTH], length: 2 * HALF_LENGTH },
  { corner: [HALF_WIDTH, HALF_LENGTH], from: 0 },
  { side: [0, 1], start: [HALF_WIDTH, HALF_LENGTH + CORNER_RADIUS], length: 2 * HALF_WIDTH },
  { corner: [-HALF_WIDTH, HALF_LENGTH], from: 90 },
  { side: [-1, 0], start: [-HALF_WIDTH - CORNER_RADIUS, HALF_LENGTH], length: 2 * HALF_LENGTH },
  { corner: [-HALF_WIDTH, -HALF_LENGTH], from: 180 },
];

interface Tier {
  /** Metres from the bowl's inner edge to the first row. */
  readonly from: number;
  readonly rows: number;
  readonly firstNumber: number;
  /** Sections in each part. */
  readonly split: readonly number[];
  /** Numbers that lie behind the stage, where nobody sits. */
  readonly isShut: (number: number) => boolean;
  readonly categoryAt: (fromStage: number) => string;
}

const LOWER: Tier = {
  from: 2,
  rows: 18,
  firstNumber: 101,
  split: [2, 5, 2, 2, 2, 5, 2],
  isShut: (number) => number < 102 || number > 119,
  categoryAt: (fromStage) => (fromStage < 45 ? FRONT : LOWER_BACK),
};

const UPPER: Tier = {
  from: 22.5,
  rows: 12,
  firstNumber: 201,
  split: [3, 5, 3, 2, 3, 5, 3],
  isShut: (number) => number < 203 || number > 222,
  categoryAt: (fromStage) => (fromStage < 65 ? UPPER_SIDE : UPPER_BACK),
};

function lengthOf(part: Part, distance: number): number {
  return "corner" in part ? ((CORNER_RADIUS + distance) * Math.PI) / 2 : part.length;
}

/** The spot `along` metres into a part, clockwise, `distance` behind the bowl's inner edge. */
function spotIn(part: Part, along: number, distance: number): Spot {
  if ("corner" in part) {
    const radius = CORNER_RADIUS + distance;
    const angle = (part.from * Math.PI) / 180 + along / radius;
    return [part.corner[0] + radius * Math.cos(angle), part.corner[1] + radius * Math.sin(angle)];
  }
  const { side, start } = part;
  return [start[0] + side[0] * distance - side[1] * along, start[1] + side[1] * distance + side[0] * along];
}

/**
 * An arena with an end stage, about 15,000 places: six blocks of chairs and a pit to stand in on the floor, a lower and an
 * upper bowl round three sides, five price categories, and platforms with wheelchair and companion places.
 */
export function arena(name = "Arena"): GeneratedHouse {
  const house = new HousePlan({
    name,
    categories: [
      { name: FLOOR_FRONT, color: "#232E6F" },
      { name: FRONT, color: "#2263B8" },
      { name: LOWER_BACK, color: "#0B8195" },
      { name: UPPER_SIDE, color: "#1E8A59" },
      { name: UPPER_BACK, color: "#5D7F45" },
    ],
    size: [116, 130],
    origin: [58, 60],
  });
  drawFloor(house);
  drawTier(house, LOWER);
  drawTier(house, UPPER);
  return house.draw();
}

function drawFloor(house: HousePlan): void {
  house.stage("Stage", [
    [-13, -33],
    [13, -33],
    [13, -22],
    [3, -22],
    [3, -17.5],
    [-3, -17.5],
    [-3, -22],
    [-13, -22],
  ]);
  house.standing("Standing", {
    capacity: 1_000,
    category: FRONT,
    outline: [
      [-19.5, -20.5],
      [-4.5, -20.5],
      [-4.5, -16],
      [4.5, -16],
      [4.5, -20.5],
      [19.5, -20.5],
      [19.5, -2],
      [-19.5, -2],
    ],
    labelAt: [0, -9],
  });
  for (const [i, block] of ["A", "B", "C", "D", "E", "F"].entries()) {
    const [column, isFront] = [i % 3, i < 3];
    const [left, right] = [-19.2 + column * 12.9, -6.6 + column * 12.9];
    const count = Math.floor((right - left) / SEAT_PITCH);
    const start = (left + right) / 2 - ((count - 1) * SEAT_PITCH) / 2;
    for (let row = 0; row < 16; row++) {
      const y = (isFront ? 0.5 : 15.8) + row * 0.9;
      const category = isFront ? FLOOR_FRONT : FRONT;
      const spots = lineSpots([start, y], [start + 1, y], count);
      house.row(`Floor ${block}`, String(row + 1), numbered(spots, category));
    }
  }
}

function numbered(spots: readonly Spot[], category: string): SeatToDraw[] {
  return spots.map((at, i) => ({ at, number: i + 1, category }));
}

function drawTier(house: HousePlan, tier: Tier): void {
  let number = tier.firstNumber;
  for (const [p, part] of PARTS.entries()) {
    const sections = tier.split[p] ?? 1;
    for (let i = 0; i < sections; i++, number++) {
      if (!tier.isShut(number)) drawSection(house, tier, { number, part, from: i / sections, share: 1 / sections });
    }
  }
}

interface BowlSection {
  readonly number: number;
  readonly part: Part;
  /** Where it begins in its part, and how much of it it takes, 0 to 1. */
  readonly from: number;
  readonly share: number;
}

function drawSection(house: HousePlan, tier: Tier, { number, part, from, share }: BowlSection): void {
  const depth = (tier.rows - 1) * ROW_DEPTH;
  const halfway = tier.from + depth / 2;
  const [x, y] = spotIn(part, (from + share / 2) * lengthOf(part, halfway), halfway);
  const category = tier.categoryAt(Math.hypot(x - STAGE_MIDDLE[0], y - STAGE_MIDDLE[1]));
  const platform = platformRow(tier, number);
  for (let row = 0; row < tier.rows; row++) {
    const distance = tier.from + row * ROW_DEPTH;
    const room = lengthOf(part, distance) * share - AISLE;
    const count = Math.floor(room / SEAT_PITCH) + 1;
    const start = lengthOf(part, distance) * from + (AISLE + room - (count - 1) * SEAT_PITCH) / 2;
    // Clockwise is from right to left for those who sit there and look in; numbers run from their left.
    const spots = Array.from({ length: count }, (_, i) => spotIn(part, start + i * SEAT_PITCH, distance)).reverse();
    const seats = row === platform ? wheelchairPairs(spots, category) : numbered(spots, category);
    house.row(String(number), rowLetter(row), seats);
  }
}

/** Every third section of the lower bowl ends in a platform at the level of the doors; 110 has it at the floor. */
function platformRow(tier: Tier, number: number): number | undefined {
  if (tier !== LOWER) return undefined;
  if (number === 110) return 0;
  return number % 3 === 0 ? tier.rows - 1 : undefined;
}

/** A wheelchair takes the room of two chairs, its companion sits beside it, and a chair's width is left between pairs. */
function wheelchairPairs(spots: readonly Spot[], category: string): SeatToDraw[] {
  const pairs = Math.floor((spots.length + 1) / 4);
  return Array.from({ length: pairs }, (_, pair): SeatToDraw[] => {
    const [chair, beside] = [spots[pair * 4] as Spot, spots[pair * 4 + 1] as Spot];
    return [
      { at: chair, number: pair * 2 + 1, category, mark: "wheelchair" },
      { at: beside, number: pair * 2 + 2, category, mark: "companion" },
    ];
  }).flat();
}
