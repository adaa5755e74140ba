import { type BowlPart, type BowlShare, middleOfShare, rowOfShare } from "./bowl.ts";
import {
  checkMeasures,
  type GeneratedHouse,
  HousePlan,
  lineSpots,
  numbered,
  rowLetter,
  SEAT_PITCH,
  type Spot,
  wheelchairPairs,
} from "./house-plan.ts";

const FLOOR_FRONT = "Floor front";
const FRONT = "Floor and lower front";
const LOWER_BACK = "Lower back";
const UPPER_SIDE = "Upper side";
const UPPER_BACK = "Upper back";

// The bowl is a rectangle, 20 m wide, with quarter circles of 12 m at its corners; tiers lie round it.
const HALF_WIDTH = 10;
const CORNER_RADIUS = 12;
const AISLE = 1.1;
const ROW_DEPTH = 0.86;
const FLOOR_ROW_DEPTH = 0.9;
const LOWER_FROM = 2;
/** From the lower bowl's last row to the upper one's first, metres. */
const BETWEEN_TIERS = 5.88;
const USUAL = { length: 46, lowerRows: 18, upperRows: 12, standing: 1_000 };

export interface ArenaOptions {
  readonly name?: string;
  /** Straight part of the bowl's long sides, 38 to 64 metres; the floor's blocks get as many rows as fit. */
  readonly length?: number;
  /** Rows of the lower bowl, 12 to 24. */
  readonly lowerRows?: number;
  /** Rows of the upper bowl, 6 to 18. */
  readonly upperRows?: number;
  /** How many may stand before the stage, 300 to 1,400. */
  readonly standing?: number;
}

type ArenaForm = typeof USUAL;

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
  readonly hasPlatforms: boolean;
}

/**
 * An arena with an end stage, by default about 15,000 places: six blocks of chairs and a pit to stand in on the floor, a
 * lower and an upper bowl round three sides, five price categories, and platforms with wheelchair and companion places.
 * Refuses measures outside their ranges.
 */
export function arena(options: ArenaOptions = {}): GeneratedHouse {
  const { name, ...form } = { name: "Arena", ...USUAL, ...options };
  checkMeasures("arena", form, { length: [38, 64], lowerRows: [12, 24], upperRows: [6, 18], standing: [300, 1_400] });
  const wider = (form.lowerRows + form.upperRows - USUAL.lowerRows - USUAL.upperRows) * ROW_DEPTH;
  const longer = form.length - USUAL.length;
  const house = new HousePlan({
    name,
    categories: [
      { name: FLOOR_FRONT, color: "#232E6F" },
      { name: FRONT, color: "#2263B8" },
      { name: LOWER_BACK, color: "#0B8195" },
      { name: UPPER_SIDE, color: "#1E8A59" },
      { name: UPPER_BACK, color: "#5D7F45" },
    ],
    size: [116 + 2 * wider, 130 + longer + 2 * wider],
    origin: [58 + wider, 60 + longer / 2 + wider],
  });
  drawFloor(house, form);
  const lower = lowerTier(form);
  drawTier(house, form, lower);
  drawTier(house, form, upperTier(form, lower));
  return house.draw();
}

/** The bowl's parts, clockwise from its upper right corner; behind the stage it is open. */
function bowlOf({ length }: ArenaForm): BowlPart[] {
  const half = length / 2;
  const corner = (centre: Spot, degrees: number): BowlPart => ({
    centre,
    radius: CORNER_RADIUS,
    from: (degrees * Math.PI) / 180,
    sweep: Math.PI / 2,
  });
  return [
    corner([HALF_WIDTH, -half], -90),
    { side: [1, 0], start: [HALF_WIDTH + CORNER_RADIUS, -half], length },
    corner([HALF_WIDTH, half], 0),
    { side: [0, 1], start: [HALF_WIDTH, half + CORNER_RADIUS], length: 2 * HALF_WIDTH },
    corner([-HALF_WIDTH, half], 90),
    { side: [-1, 0], start: [-HALF_WIDTH - CORNER_RADIUS, half], length },
    corner([-HALF_WIDTH, -half], 180),
  ];
}

function lowerTier({ length, lowerRows }: ArenaForm): Tier {
  const frontEnds = 45 + length - USUAL.length;
  return {
    from: LOWER_FROM,
    rows: lowerRows,
    firstNumber: 101,
    split: [2, 5, 2, 2, 2, 5, 2],
    isShut: (number) => number < 102 || number > 119,
    categoryAt: (fromStage) => (fromStage < frontEnds ? FRONT : LOWER_BACK),
    hasPlatforms: true,
  };
}

function upperTier({ length, upperRows }: ArenaForm, lower: Tier): Tier {
  const sideEnds = 65 + length - USUAL.length;
  return {
    from: lower.from + (lower.rows - 1) * ROW_DEPTH + BETWEEN_TIERS,
    rows: upperRows,
    firstNumber: 201,
    split: [3, 5, 3, 2, 3, 5, 3],
    isShut: (number) => number < 203 || number > 222,
    categoryAt: (fromStage) => (fromStage < sideEnds ? UPPER_SIDE : UPPER_BACK),
    hasPlatforms: false,
  };
}

/** How much farther up the stage and the floor's front stand than in an arena of the usual length, metres. */
const stageShift = ({ length }: ArenaForm) => (USUAL.length - length) / 2;

function drawFloor(house: HousePlan, form: ArenaForm): void {
  const up = stageShift(form);
  const shifted = (outline: readonly Spot[]) => outline.map(([x, y]): Spot => [x, y + up]);
  house.stage(
    "Stage",
    shifted([
      [-13, -33],
      [13, -33],
      [13, -22],
      [3, -22],
      [3, -17.5],
      [-3, -17.5],
      [-3, -22],
      [-13, -22],
    ]),
  );
  house.standing("Standing", {
    capacity: form.standing,
    category: FRONT,
    outline: shifted([
      [-19.5, -20.5],
      [-4.5, -20.5],
      [-4.5, -16],
      [4.5, -16],
      [4.5, -20.5],
      [19.5, -20.5],
      [19.5, -2],
      [-19.5, -2],
    ]),
    labelAt: [0, -9 + up],
  });
  const rows = 16 + Math.floor((form.length - USUAL.length) / 2 / FLOOR_ROW_DEPTH);
  for (const [i, block] of ["A", "B", "C", "D", "E", "F"].entries()) {
    const from = 0.5 + up + (i < 3 ? 0 : (rows + 1) * FLOOR_ROW_DEPTH);
    drawFloorBlock(house, { name: `Floor ${block}`, column: i % 3, from, rows }, i < 3 ? FLOOR_FRONT : FRONT);
  }
}

interface FloorBlock {
  readonly name: string;
  readonly column: number;
  readonly from: number;
  readonly rows: number;
}

function drawFloorBlock(house: HousePlan, { name, column, from, rows }: FloorBlock, category: string): void {
  const [left, right] = [-19.2 + column * 12.9, -6.6 + column * 12.9];
  const count = Math.floor((right - left) / SEAT_PITCH);
  const start = (left + right) / 2 - ((count - 1) * SEAT_PITCH) / 2;
  for (let row = 0; row < rows; row++) {
    const y = from + row * FLOOR_ROW_DEPTH;
    house.row(name, String(row + 1), numbered(lineSpots([start, y], [start + 1, y], count), category));
  }
}

function drawTier(house: HousePlan, form: ArenaForm, tier: Tier): void {
  const stageMiddle: Spot = [0, -27.5 + stageShift(form)];
  let number = tier.firstNumber;
  for (const [p, part] of bowlOf(form).entries()) {
    const sections = tier.split[p] ?? 1;
    for (let i = 0; i < sections; i++, number++) {
      if (tier.isShut(number)) continue;
      const share = { part, from: i / sections, share: 1 / sections };
      const [x, y] = middleOfShare(share, tier.from + ((tier.rows - 1) * ROW_DEPTH) / 2);
      const category = tier.categoryAt(Math.hypot(x - stageMiddle[0], y - stageMiddle[1]));
      drawSection(house, tier, { number, share, category });
    }
  }
}

interface BowlSection {
  readonly number: number;
  readonly share: BowlShare;
  readonly category: string;
}

function drawSection(house: HousePlan, tier: Tier, { number, share, category }: BowlSection): void {
  const platform = platformRow(tier, number);
  for (let row = 0; row < tier.rows; row++) {
    const spots = rowOfShare(share, tier.from + row * ROW_DEPTH, AISLE);
    const seats = row === platform ? wheelchairPairs(spots, category) : numbered(spots, category);
    house.row(String(number), rowLetter(row), seats);
  }
}

/** Every third section of the lower bowl ends in a platform at the level of the doors; 110 has it at the floor. */
function platformRow(tier: Tier, number: number): number | undefined {
  if (!tier.hasPlatforms) return undefined;
  if (number === 110) return 0;
  return number % 3 === 0 ? tier.rows - 1 : undefined;
}
