import { type BowlPart, type BowlShare, lengthOf, middleOfShare, rowOfShare } from "./bowl.ts";
import { checkMeasures, type GeneratedHouse, HousePlan, numbered, type Spot, wheelchairPairs } from "./house-plan.ts";

const LONG_SIDE_CENTRE = "Long side, centre";
const LONG_SIDE = "Long side";
const CORNERS_AND_ENDS = "Corners and ends";
const UPPER_SIDE = "Upper tier, side";
const UPPER_END = "Upper tier, ends";

/** Half of a pitch of 105 by 68 m. */
const PITCH: Spot = [52.5, 34];
const ROW_DEPTH = 0.8;
/** From one tier's last row to the next one's first: the concourse under it, metres. */
const BETWEEN_TIERS = 4.2;
const AISLE = 1.3;
/** About as wide as sections are, metres. */
const SECTION_WIDTH = 11.5;
/** Sections of the long sides whose middle is nearer than this to the halfway line are its centre, metres. */
const CENTRE_WIDTH = 25;
const MIDDLE_TIER_ROWS = 12;
/** Chairs that the mouth of a stair takes, and rows of the tier before and after it. */
const VOMITORY = { seats: 4, before: 5, rows: 4 };

const DEFAULTS = { tiers: 3, lowerRows: 26, upperRows: 28, sideOffset: 8, endOffset: 9 };

export interface StadiumOptions {
  readonly name?: string;
  /** Tiers, 2 or 3: the third is a short one between the lower and the upper. */
  readonly tiers?: number;
  /** Rows of the lower tier, 14 to 34. */
  readonly lowerRows?: number;
  /** Rows of the upper tier, 12 to 38. */
  readonly upperRows?: number;
  /** From the pitch's long side to the first row, 8 to 20 metres. */
  readonly sideOffset?: number;
  /** From the goal line to the first row, 9 to 40 metres; an athletics track needs the most. */
  readonly endOffset?: number;
}

type StadiumForm = typeof DEFAULTS;

interface Tier {
  /** Metres from the bowl's inner edge to the first row. */
  readonly from: number;
  readonly rows: number;
  readonly firstNumber: number;
  readonly kind: "lower" | "middle" | "upper";
}

/** Which side of the pitch a part of the bowl lies on. */
type Side = "long" | "corner" | "end";

/**
 * A football stadium, by default of about 60,000 seats: tiers of sections in an oval round the pitch, numbered clockwise
 * from 101, 201 and 301, five price categories by tier and side, stairs that come up through the tiers, and platforms with
 * wheelchair and companion places behind the lower tier. Refuses measures outside their ranges.
 */
export function stadium(options: StadiumOptions = {}): GeneratedHouse {
  const { name, ...form } = { name: "Stadium", ...DEFAULTS, ...options };
  checkMeasures("stadium", form, {
    tiers: [2, 3],
    lowerRows: [14, 34],
    upperRows: [12, 38],
    sideOffset: [8, 20],
    endOffset: [9, 40],
  });
  const tiers = tiersOf(form);
  const outer = Math.max(...tiers.map(({ from, rows }) => from + rows * ROW_DEPTH));
  const half: Spot = [PITCH[0] + form.endOffset + outer, PITCH[1] + form.sideOffset + outer];
  const house = new HousePlan({
    name,
    categories: [
      { name: LONG_SIDE_CENTRE, color: "#232E6F" },
      { name: LONG_SIDE, color: "#2263B8" },
      { name: CORNERS_AND_ENDS, color: "#0B8195" },
      { name: UPPER_SIDE, color: "#1E8A59" },
      { name: UPPER_END, color: "#5D7F45" },
    ],
    size: [2 * half[0], 2 * half[1]],
    origin: half,
  });
  house.stage("Pitch", [
    [-PITCH[0], -PITCH[1]],
    [PITCH[0], -PITCH[1]],
    [PITCH[0], PITCH[1]],
    [-PITCH[0], PITCH[1]],
  ]);
  const bowl = bowlOf(PITCH[0] + form.endOffset, PITCH[1] + form.sideOffset);
  for (const tier of tiers) drawTier(house, tier, bowl);
  return house.draw();
}

function tiersOf({ tiers, lowerRows, upperRows }: StadiumForm): Tier[] {
  const lower: Tier = { from: 1, rows: lowerRows, firstNumber: 101, kind: "lower" };
  const middle: Tier = { from: behind(lower), rows: MIDDLE_TIER_ROWS, firstNumber: 201, kind: "middle" };
  if (tiers === 2) return [lower, { from: behind(lower), rows: upperRows, firstNumber: 201, kind: "upper" }];
  return [lower, middle, { from: behind(middle), rows: upperRows, firstNumber: 301, kind: "upper" }];
}

const behind = ({ from, rows }: Tier) => from + (rows - 1) * ROW_DEPTH + BETWEEN_TIERS;

/**
 * The bowl's inner edge, clockwise from its upper left: eight arcs that run into each other without a kink, flat along
 * the sides and the ends and round at the corners. `halfLength` and `halfWidth` are of the whole edge, metres.
 */
function bowlOf(halfLength: number, halfWidth: number): BowlPart[] {
  const corner = halfWidth * 0.4;
  const [side, end] = [(10 * Math.PI) / 180, (8 * Math.PI) / 180];
  // An arc's centre lies on the line through the next one's centre and the point where they meet; from that follow two
  // equations with the radii of the long and of the short sides as unknowns.
  const [a, b] = [Math.sin(side), 1 - Math.cos(end)];
  const [c, d] = [1 - Math.cos(side), Math.sin(end)];
  const across = halfLength + corner * Math.sin(side) - corner * Math.cos(end);
  const down = halfWidth - corner * Math.cos(side) + corner * Math.sin(end);
  const long = (across * d - b * down) / (a * d - b * c);
  const short = (a * down - c * across) / (a * d - b * c);
  const [x, y] = [(long - corner) * Math.sin(side), (short - corner) * Math.sin(end)];
  const quarter = Math.PI / 2;
  const turn = quarter - side - end;
  return [
    { centre: [0, long - halfWidth], radius: long, from: -quarter - side, sweep: 2 * side },
    { centre: [x, -y], radius: corner, from: -quarter + side, sweep: turn },
    { centre: [halfLength - short, 0], radius: short, from: -end, sweep: 2 * end },
    { centre: [x, y], radius: corner, from: end, sweep: turn },
    { centre: [0, halfWidth - long], radius: long, from: quarter - side, sweep: 2 * side },
    { centre: [-x, y], radius: corner, from: quarter + side, sweep: turn },
    { centre: [short - halfLength, 0], radius: short, from: 2 * quarter - end, sweep: 2 * end },
    { centre: [-x, -y], radius: corner, from: 2 * quarter + end, sweep: turn },
  ];
}

function sideOf(part: number): Side {
  if (part % 2 === 1) return "corner";
  return part % 4 === 0 ? "long" : "end";
}

function drawTier(house: HousePlan, tier: Tier, bowl: readonly BowlPart[]): void {
  const halfway = tier.from + ((tier.rows - 1) * ROW_DEPTH) / 2;
  let number = tier.firstNumber;
  for (const [p, part] of bowl.entries()) {
    const sections = Math.round(lengthOf(part, halfway) / SECTION_WIDTH);
    for (let i = 0; i < sections; i++, number++) {
      const share = { part, from: i / sections, share: 1 / sections };
      const [x] = middleOfShare(share, halfway);
      drawSection(house, tier, { number, share, category: categoryOf(tier, sideOf(p), Math.abs(x)) });
    }
  }
}

function categoryOf({ kind }: Tier, side: Side, fromHalfway: number): string {
  if (kind === "upper") return side === "long" ? UPPER_SIDE : UPPER_END;
  if (side !== "long") return CORNERS_AND_ENDS;
  return fromHalfway < CENTRE_WIDTH ? LONG_SIDE_CENTRE : LONG_SIDE;
}

interface Section {
  readonly number: number;
  readonly share: BowlShare;
  readonly category: string;
}

function drawSection(house: HousePlan, tier: Tier, { number, share, category }: Section): void {
  // Every second section of the lower tier ends in a platform at the level of the concourse.
  const platform = tier.kind === "lower" && number % 2 === 0 ? tier.rows - 1 : undefined;
  for (let row = 0; row < tier.rows; row++) {
    const spots = rowOfShare(share, tier.from + row * ROW_DEPTH, AISLE);
    const hasStair = tier.kind === "upper" && row >= VOMITORY.before && row < VOMITORY.before + VOMITORY.rows;
    const seats =
      row === platform
        ? wheelchairPairs(centred(spots), category)
        : numbered(hasStair ? withoutMiddle(spots, VOMITORY.seats) : spots, category);
    house.row(String(number), String(row + 1), seats);
  }
}

/** As many spots as pairs of wheelchair and companion fill, in the middle of the row. */
function centred(spots: readonly Spot[]): Spot[] {
  const spare = (spots.length + 1) % 4;
  return spots.slice(Math.floor(spare / 2), spots.length - Math.ceil(spare / 2));
}

function withoutMiddle(spots: readonly Spot[], seats: number): Spot[] {
  const side = Math.floor((spots.length - seats) / 2);
  return spots.filter((_, i) => i < side || i >= spots.length - side);
}
