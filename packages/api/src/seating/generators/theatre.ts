import {
  AISLE_SEATS,
  arcSpots,
  checkMeasures,
  type GeneratedHouse,
  HousePlan,
  lineSpots,
  rowLetter,
  SEAT_PITCH,
  type SeatToDraw,
  type Spot,
  withAisles,
  withPlatforms,
} from "./house-plan.ts";

const PREMIUM = "Premium stalls";
const STALLS = "Stalls";
const FIRST_BALCONY = "First balcony";
const SECOND_BALCONY = "Second balcony";
const BOXES = "Boxes";

/** All rows bend round one point behind the stage's front edge, so that every seat looks at it. */
const CENTRE: Spot = [0, -13];
const ROW_DEPTH = 0.92;
const STALLS_FROM = 17.6;
/** From one balcony's front row to the next one's, metres. */
const BALCONY_DEPTH = 9;
const USUAL = { stallsRows: 20, frontSeats: 22, balconies: 2, boxes: 5 };

export interface TheatreOptions {
  readonly name?: string;
  /** Rows of the stalls, 14 to 28. */
  readonly stallsRows?: number;
  /** Seats in the stalls' first row, 16 to 34; all rows behind, the boxes and the balconies follow. */
  readonly frontSeats?: number;
  /** Balconies, 0 to 2. */
  readonly balconies?: number;
  /** Boxes down each side, 0 to 7 and no more than one for four rows of the stalls. */
  readonly boxes?: number;
}

type TheatreForm = typeof USUAL;

/**
 * A theatre, by default of about 1,100 seats: curved stalls with two aisles, boxes down both sides, and two balconies,
 * which a plan shows behind each other. Wheelchair places with companions stand at the cross aisle; seats far to the side
 * see less. Refuses measures outside their ranges, and more boxes than the stalls are deep.
 */
export function theatre(options: TheatreOptions = {}): GeneratedHouse {
  const { name, ...form } = { name: "Theatre", ...USUAL, ...options };
  checkTheatre(form);
  const { stallsRows, frontSeats, balconies, boxes } = form;
  const deeper = (stallsRows - USUAL.stallsRows) * ROW_DEPTH + (balconies - USUAL.balconies) * BALCONY_DEPTH;
  const wider = (frontSeats - USUAL.frontSeats) * SEAT_PITCH;
  const house = new HousePlan({
    name,
    categories: [
      { name: PREMIUM, color: "#232E6F" },
      { name: STALLS, color: "#2263B8" },
      ...(balconies > 0 ? [{ name: FIRST_BALCONY, color: "#0B8195" }] : []),
      ...(balconies > 1 ? [{ name: SECOND_BALCONY, color: "#1E8A59" }] : []),
      ...(boxes > 0 ? [{ name: BOXES, color: "#5D7F45" }] : []),
    ],
    size: [40 + wider, 52 + deeper],
    origin: [20 + wider / 2, 6],
  });
  house.stage("Stage", [[-9, -5.5], [9, -5.5], [9, 0], ...arcSpots([0, -18], 20, 9, 2.05).toReversed(), [-9, 0]]);
  drawStalls(house, form);
  drawBoxes(house, form);
  const from = STALLS_FROM + stallsRows * ROW_DEPTH + 3.4;
  const first: Balcony = { name: FIRST_BALCONY, from, rows: 6, inFront: frontSeats + 18 };
  const second: Balcony = { name: SECOND_BALCONY, from: from + BALCONY_DEPTH, rows: 5, inFront: frontSeats + 24 };
  for (const balcony of [first, second].slice(0, balconies)) drawBalcony(house, balcony);
  return house.draw();
}

function checkTheatre(form: TheatreForm): void {
  checkMeasures("theatre", form, { stallsRows: [14, 28], frontSeats: [16, 34], balconies: [0, 2], boxes: [0, 7] });
  const most = Math.floor(form.stallsRows / 4);
  if (form.boxes <= most) return;
  throw new Error(
    `Beside ${form.stallsRows} rows of stalls the theatre has room for ${most} boxes, not ${form.boxes}.`,
  );
}

function drawStalls(house: HousePlan, { stallsRows, frontSeats }: TheatreForm): void {
  // A cross aisle, a row wide, lies a little behind the middle; what stands before it is premium.
  const crossAisle = Math.floor(stallsRows * 0.55);
  for (let row = 0; row < stallsRows; row++) {
    const radius = STALLS_FROM + (row + (row >= crossAisle ? 1 : 0)) * ROW_DEPTH;
    const seats = frontSeats + Math.min(row, 12);
    const middle = 2 * Math.round(frontSeats * 0.27) + 2 * Math.floor(Math.min(row, 12) / 4);
    const side = Math.floor((seats - middle) / 2);
    const spots = withAisles(arcSpots(CENTRE, radius, 2 * side + middle + 2 * AISLE_SEATS), side, middle);
    const drawn = spots.map((at, i): SeatToDraw => {
      const fromEnd = Math.min(i, spots.length - 1 - i);
      const category = row < crossAisle && fromEnd >= side ? PREMIUM : STALLS;
      const isSide = row < 8 && fromEnd < 1;
      return { at, number: i + 1, category, ...(isSide && { mark: "restrictedView" as const }) };
    });
    house.row(STALLS, rowLetter(row), row === crossAisle ? withPlatforms(drawn) : drawn);
  }
}

/** Boxes of four chairs down both sides, which look across the stalls at the stage. */
function drawBoxes(house: HousePlan, { frontSeats, boxes }: TheatreForm): void {
  const wall = 10.4 + ((frontSeats - USUAL.frontSeats) * SEAT_PITCH) / 2;
  for (const side of [-1, 1] as const) {
    const section = side < 0 ? "Boxes left" : "Boxes right";
    for (let box = 0; box < boxes; box++) {
      const y = 6 + box * 3.1;
      const x = side * (wall + box * 0.75);
      // Numbers run from the left of those who sit there: up the left side of the house, down the right one.
      const spots = lineSpots([x, y], [x + side * 0.45, y + 2], 4, SEAT_PITCH);
      const ordered = side < 0 ? spots.toReversed() : spots;
      const seats = ordered.map((at, i): SeatToDraw => {
        const isNearStage = box === 0;
        return { at, number: i + 1, category: BOXES, ...(isNearStage && { mark: "restrictedView" as const }) };
      });
      house.row(section, String(side < 0 ? box + 1 : box + boxes + 1), seats);
    }
  }
}

interface Balcony {
  readonly name: string;
  readonly from: number;
  readonly rows: number;
  /** Seats in its front row; each row behind has one more. */
  readonly inFront: number;
}

function drawBalcony(house: HousePlan, { name, from, rows, inFront }: Balcony): void {
  for (let row = 0; row < rows; row++) {
    const side = 10;
    const middle = inFront + row - 2 * side;
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
