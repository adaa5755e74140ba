import {
  checkMeasures,
  type GeneratedHouse,
  HousePlan,
  lineSpots,
  numbered,
  rowLetter,
  SEAT_PITCH,
  type Spot,
  withPlatforms,
} from "./house-plan.ts";

const STALLS = "Stalls";
const TERRACES = "Terraces";
const SIDE_TERRACES = "Side terraces";
const BALCONY = "Balcony";
const UPPER_BALCONY = "Upper balcony";
const CHOIR = "Choir";

const ROW_DEPTH = 0.95;
/** From a block's edge to its neighbour's, along a row, metres. */
const BLOCK_GAP = 1.4;
/** From a block's last row to the first row of the one above it, metres. */
const STEP = 2.6;
const DEFAULTS = { stallsRows: 15, terraceRows: 10, choirRows: 6, balconies: 1 };

export interface ConcertHallOptions {
  readonly name?: string;
  /** Rows of the stalls, 10 to 18. */
  readonly stallsRows?: number;
  /** Rows of the terraces beside the stalls, 6 to 12; those beside the stage have two less. */
  readonly terraceRows?: number;
  /** Rows behind the stage, 3 to 8. */
  readonly choirRows?: number;
  /** Balconies, 1 or 2. */
  readonly balconies?: number;
}

type ConcertHallForm = typeof DEFAULTS;

/** A terrace of straight rows that look at the stage, as wide as the wedge in which it lies. Angles are in degrees. */
interface Block {
  readonly section: string;
  readonly category: string;
  /** Where it lies, seen from the stage: 0 in front of it, 90 to the right, 180 behind it. */
  readonly towards: number;
  /** Half of its wedge. */
  readonly halfWedge: number;
  /** From the stage's middle to the first row, metres. */
  readonly from: number;
  readonly rows: number;
}

/**
 * A concert hall in the manner of a vineyard, by default of about 2,000 seats: the stage stands in the middle, with stalls
 * before it, terraces of straight rows round it, the choir's seats behind it, and one or two balconies above. Wheelchair
 * places with companions stand in the last row of the stalls' left and right blocks. Refuses measures outside their ranges.
 */
export function concertHall(options: ConcertHallOptions = {}): GeneratedHouse {
  const { name, ...form } = { name: "Concert hall", ...DEFAULTS, ...options };
  checkMeasures("concert hall", form, {
    stallsRows: [10, 18],
    terraceRows: [6, 12],
    choirRows: [3, 8],
    balconies: [1, 2],
  });
  const blocks = blocksOf(form);
  const reach = Math.max(...blocks.map(({ from, rows }) => from + rows * ROW_DEPTH));
  const behind = 10 + form.choirRows * ROW_DEPTH + 6;
  const house = new HousePlan({
    name,
    categories: [
      { name: STALLS, color: "#232E6F" },
      { name: TERRACES, color: "#2263B8" },
      { name: SIDE_TERRACES, color: "#0B8195" },
      { name: BALCONY, color: "#1E8A59" },
      ...(form.balconies > 1 ? [{ name: UPPER_BALCONY, color: "#4C6A2E" }] : []),
      { name: CHOIR, color: "#5D7F45" },
    ],
    size: [2 * reach, reach + behind],
    origin: [reach, behind],
  });
  house.stage("Stage", [
    [-5.5, -6.5],
    [5.5, -6.5],
    [8.6, -1],
    [8.2, 2.6],
    [5, 6],
    [-5, 6],
    [-8.2, 2.6],
    [-8.6, -1],
  ]);
  for (const block of blocks) drawBlock(house, block);
  return house.draw();
}

function blocksOf({ stallsRows, terraceRows, choirRows, balconies }: ConcertHallForm): Block[] {
  const stalls = { from: 8.8, rows: stallsRows };
  const terrace = { category: TERRACES, halfWedge: 20, from: 10.6, rows: terraceRows };
  const side = { category: SIDE_TERRACES, halfWedge: 23, from: 10.2, rows: terraceRows - 2 };
  const choir = { category: CHOIR, rows: choirRows };
  const first = { from: above(stalls), rows: 7 };
  return [
    ...fan(STALLS, stalls),
    ...bothSides("Terrace", 57, terrace),
    ...bothSides("Side terrace", 101, side),
    { section: CHOIR, towards: 180, halfWedge: 32, from: 8.4, ...choir },
    ...bothSides(CHOIR, 136, { ...choir, halfWedge: 11.5, from: 11 }),
    ...fan(BALCONY, first),
    ...bothSides("Balcony wing", 57, { category: BALCONY, halfWedge: 20, from: above(terrace), rows: 4 }),
    ...(balconies > 1 ? fan(UPPER_BALCONY, { from: above(first), rows: 5 }) : []),
  ];
}

type Rows = Pick<Block, "from" | "rows">;

/** Three blocks before the stage, which bend round it. */
function fan(category: string, rows: Rows): Block[] {
  const block = { category, halfWedge: 12, ...rows };
  return [{ section: `${category} centre`, towards: 0, ...block }, ...bothSides(category, 24.5, block)];
}

function bothSides(name: string, towards: number, block: Omit<Block, "section" | "towards">): Block[] {
  return [
    { section: `${name} left`, towards: -towards, ...block },
    { section: `${name} right`, towards, ...block },
  ];
}

const above = ({ from, rows }: Rows) => from + (rows - 1) * ROW_DEPTH + STEP;

function drawBlock(house: HousePlan, block: Block): void {
  for (let row = 0; row < block.rows; row++) {
    const spots = spotsOf(block, block.from + row * ROW_DEPTH);
    const seats = numbered(spots, block.category);
    const isPlatform = block.category === STALLS && block.towards !== 0 && row === block.rows - 1;
    house.row(block.section, rowLetter(row), isPlatform ? withPlatforms(seats) : seats);
  }
}

/** A row across its wedge, `distance` from the stage's middle, from the left of those who sit there. */
function spotsOf({ towards, halfWedge }: Block, distance: number): Spot[] {
  const [angle, half] = [(towards * Math.PI) / 180, (halfWedge * Math.PI) / 180];
  const room = 2 * distance * Math.tan(half) - BLOCK_GAP;
  const count = Math.floor(room / SEAT_PITCH) + 1;
  const [out, along]: [Spot, Spot] = [
    [Math.sin(angle), Math.cos(angle)],
    [Math.cos(angle), -Math.sin(angle)],
  ];
  const left = ((count - 1) * SEAT_PITCH) / 2;
  const start: Spot = [out[0] * distance - along[0] * left, out[1] * distance - along[1] * left];
  return lineSpots(start, [start[0] + along[0], start[1] + along[1]], count);
}
