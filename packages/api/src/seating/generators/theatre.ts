import {
  arcSpots,
  type GeneratedHouse,
  HousePlan,
  lineSpots,
  rowLetter,
  SEAT_PITCH,
  type SeatToDraw,
  type Spot,
} from "./house-plan.ts";

const PREMIUM = "Premium stalls";
const STALLS = "Stalls";
const FIRST_BALCONY = "First balcony";
const SECOND_BALCONY = "Second balcony";
const BOXES = "Boxes";

/** All rows bend round one point behind the stage's front edge, so that every seat looks at it. */
const CENTRE: Spot = [0, -13];
const ROW_DEPTH = 0.92;
/** Seats that an aisle takes. */
const AISLE_SEATS = 2;
const STALLS_FROM = 17.6;
const FIRST_FROM = 39.4;
const SECOND_FROM = 48.4;

/**
 * A theatre of about 1,100 seats: curved stalls with two aisles, boxes down both sides, and two balconies, which a plan
 * shows behind each other. Wheelchair places with companions stand at the cross aisle; seats far to the side see less.
 */
export function theatre(name = "Theatre"): GeneratedHouse {
  const house = new HousePlan({
    name,
    categories: [
      { name: PREMIUM, color: "#232E6F" },
      { name: STALLS, color: "#2263B8" },
      { name: FIRST_BALCONY, color: "#0B8195" },
      { name: SECOND_BALCONY, color: "#1E8A59" },
      { name: BOXES, color: "#5D7F45" },
    ],
    size: [40, 52],
    origin: [20, 6],
  });
  house.stage("Stage", [[-9, -5.5], [9, -5.5], [9, 0], ...arcSpots([0, -18], 20, 9, 2.05).toReversed(), [-9, 0]]);
  drawStalls(house);
  drawBoxes(house);
  drawBalcony(house, { name: FIRST_BALCONY, from: FIRST_FROM, rows: 6, inFront: 40, wider: 1 });
  drawBalcony(house, { name: SECOND_BALCONY, from: SECOND_FROM, rows: 5, inFront: 46, wider: 1 });
  return house.draw();
}

function drawStalls(house: HousePlan): void {
  for (let row = 0; row < 20; row++) {
    // A cross aisle, a row wide, lies behind the eleventh row.
    const radius = STALLS_FROM + (row + (row > 10 ? 1 : 0)) * ROW_DEPTH;
    const seats = 22 + Math.min(row, 12);
    const middle = 12 + 2 * Math.floor(Math.min(row, 12) / 4);
    const side = Math.floor((seats - middle) / 2);
    const spots = withAisles(arcSpots(CENTRE, radius, 2 * side + middle + 2 * AISLE_SEATS), side, middle);
    const isPlatform = row === 11;
    const drawn = spots.map((at, i): SeatToDraw => {
      const fromEnd = Math.min(i, spots.length - 1 - i);
      const category = row < 11 && fromEnd >= side ? PREMIUM : STALLS;
      const isSide = row < 8 && fromEnd < 1;
      return { at, number: i + 1, category, ...(isSide && { mark: "restrictedView" as const }) };
    });
    house.row(STALLS, rowLetter(row), isPlatform ? withPlatforms(drawn) : drawn);
  }
}

/** Leaves the aisles out of a row that is side, aisle, middle, aisle, side. */
function withAisles(spots: readonly Spot[], side: number, middle: number): Spot[] {
  const second = side + AISLE_SEATS + middle;
  return spots.filter((_, i) => i < side || (i >= side + AISLE_SEATS && i < second) || i >= second + AISLE_SEATS);
}

/** At both ends of a row two wheelchairs, each with a companion to the inside, take the place of six chairs. */
function withPlatforms(seats: readonly SeatToDraw[]): SeatToDraw[] {
  const marks = ["wheelchair", "companion", null, "wheelchair", "companion", null] as const;
  return seats.flatMap((seat, i): SeatToDraw[] => {
    const mark = marks[Math.min(i, seats.length - 1 - i)];
    if (mark === null) return [];
    return [mark === undefined ? seat : { ...seat, mark }];
  });
}

/** Five boxes a side, of four chairs that look across the stalls at the stage. */
function drawBoxes(house: HousePlan): void {
  for (const side of [-1, 1] as const) {
    const section = side < 0 ? "Boxes left" : "Boxes right";
    for (let box = 0; box < 5; box++) {
      const y = 6 + box * 3.1;
      const x = side * (10.4 + box * 0.75);
      const [from, to]: [Spot, Spot] = [
        [x, y],
        [x + side * 0.45, y + 2],
      ];
      // Numbers run from the left of those who sit there: up the left side of the house, down the right one.
      const spots = lineSpots(from, to, 4, SEAT_PITCH);
      const ordered = side < 0 ? spots.toReversed() : spots;
      const seats = ordered.map((at, i): SeatToDraw => {
        const isNearStage = box === 0;
        return { at, number: i + 1, category: BOXES, ...(isNearStage && { mark: "restrictedView" as const }) };
      });
      house.row(section, String(side < 0 ? box + 1 : box + 6), seats);
    }
  }
}

interface Balcony {
  readonly name: string;
  readonly from: number;
  readonly rows: number;
  /** Seats in its front row, and how many more each row behind has. */
  readonly inFront: number;
  readonly wider: number;
}

function drawBalcony(house: HousePlan, { name, from, rows, inFront, wider }: Balcony): void {
  for (let row = 0; row < rows; row++) {
    const side = 10;
    const middle = inFront + row * wider - 2 * side;
    const spots = withAisles(
      arcSpots(CENTRE, from + row * ROW_DEPTH, 2 * side + middle + 2 * AISLE_SEATS),
      side,
      middle,
    );
    const seats = spots.map((at, i): SeatToDraw => {
      const isSide = Math.min(i, spots.length - 1 - i) < 2;
      return { at, number: i + 1, category: name, ...(isSide && { mark: "restrictedView" as const }) };
    });
    house.row(name, rowLetter(row), seats);
  }
}
