import { checkMeasures, type GeneratedHouse, HousePlan, SEAT_PITCH, type SeatToDraw } from "./house-plan.ts";

const FIRST = "First class";
const SECOND = "Second class";
const QUIET = "Quiet coach";

/** From one coach's middle to the next one's, metres: the drawing sets side by side what runs one behind the other. */
const COACH_PITCH = 5.6;
/**
 * From a coach's middle line to the seats at the aisle and at the window, metres. Coaches are drawn wider than they are
 * built: a row of three is told apart at its aisle only when that is as wide as four seats.
 */
const AT_AISLE = 0.9;
const AT_WINDOW = AT_AISLE + SEAT_PITCH;
/** From row to row, metres: one behind the other, and either side of a table. */
const SPACING = { second: { row: 0.9, table: 1.7 }, first: { row: 1.1, table: 1.9 } };
/** A table stands between every fourth row and the next. */
const ROWS_A_TABLE = 4;
/** How many wheelchairs a train has room for, each in a row of its own. */
const WHEELCHAIRS = 2;
const DEFAULTS = { coaches: 6, rows: 16, firstClass: 2, quiet: 1 };

export interface RailwayCoachOptions {
  readonly name?: string;
  /** Coaches of the train, 2 to 12. */
  readonly coaches?: number;
  /** Rows of a second class coach, 8 to 24; first class has as many as fit a coach of that length. */
  readonly rows?: number;
  /** First class coaches, at the front of the train: 1 to 4 and never all. */
  readonly firstClass?: number;
  /** Quiet coaches, at the end of the train: 0 to 2. They leave at least one coach to second class. */
  readonly quiet?: number;
}

type TrainForm = typeof DEFAULTS;

interface Coach {
  readonly section: string;
  readonly category: string;
  readonly isFirst: boolean;
  readonly rows: number;
  /** The coach's middle line, metres to the right of the drawing's. */
  readonly middle: number;
  readonly hasWheelchairs: boolean;
}

/**
 * A train, by default of six coaches with about 340 seats: seats of first class two and one either side of the aisle, of
 * second class two and two, A at the left window and D at the right one. The first coach of second class has a bay for
 * two wheelchairs with companions behind its door. Refuses measures outside their ranges, and a train without second class.
 */
export function railwayCoach(options: RailwayCoachOptions = {}): GeneratedHouse {
  const { name, ...form } = { name: "Train", ...DEFAULTS, ...options };
  checkTrain(form);
  const coaches = coachesOf(form);
  const length = Math.max(...coaches.map(({ isFirst, rows }) => rowAt(rows - 1, isFirst)));
  const halfWidth = (form.coaches * COACH_PITCH) / 2;
  const house = new HousePlan({
    name,
    categories: [
      { name: FIRST, color: "#232E6F" },
      { name: SECOND, color: "#2263B8" },
      ...(form.quiet > 0 ? [{ name: QUIET, color: "#0B8195" }] : []),
    ],
    size: [2 * halfWidth, length + 7],
    origin: [halfWidth, 6],
  });
  // An arrow's head in the middle of the bar says which way the train goes.
  const bar = halfWidth - 1;
  house.stage("Direction of travel", [
    [-bar, -3.8],
    [-2.4, -3.8],
    [0, -5],
    [2.4, -3.8],
    [bar, -3.8],
    [bar, -2.2],
    [-bar, -2.2],
  ]);
  for (const coach of coaches) drawCoach(house, coach);
  return house.draw();
}

function checkTrain(form: TrainForm): void {
  checkMeasures("train", form, { coaches: [2, 12], rows: [8, 24], firstClass: [1, 4], quiet: [0, 2] });
  if (form.firstClass + form.quiet < form.coaches) return;
  throw new Error(`A train of ${form.coaches} coaches needs one of second class beside first class and quiet coaches.`);
}

function coachesOf({ coaches, rows, firstClass, quiet }: TrainForm): Coach[] {
  return Array.from({ length: coaches }, (_, i): Coach => {
    const isFirst = i < firstClass;
    const category = i >= coaches - quiet ? QUIET : SECOND;
    return {
      section: `Coach ${i + 1}`,
      category: isFirst ? FIRST : category,
      isFirst,
      rows: isFirst ? firstClassRows(rows) : rows,
      middle: (i - (coaches - 1) / 2) * COACH_PITCH,
      hasWheelchairs: i === firstClass,
    };
  });
}

/** How far behind a coach's first row another stands, metres. */
function rowAt(row: number, isFirst: boolean): number {
  const spacing = isFirst ? SPACING.first : SPACING.second;
  const tables = Math.floor((row + ROWS_A_TABLE / 2) / ROWS_A_TABLE);
  return (row - tables) * spacing.row + tables * spacing.table;
}

/** As many rows of first class as stand in a coach with so many rows of second class. */
function firstClassRows(rows: number): number {
  let fit = 1;
  while (fit < rows && rowAt(fit, true) < rowAt(rows - 1, false) + 0.1) fit++;
  return fit;
}

function drawCoach(house: HousePlan, coach: Coach): void {
  for (let row = 0; row < coach.rows; row++) {
    const seats = seatsOf(coach, rowAt(row, coach.isFirst));
    const isBay = coach.hasWheelchairs && row < WHEELCHAIRS;
    house.row(coach.section, String(row + 1), isBay ? withWheelchair(seats) : seats);
  }
}

/** A row's seats from left to right; first class has no C, so that D is at the window everywhere. */
function seatsOf({ category, isFirst, middle }: Coach, y: number): SeatToDraw[] {
  const seat = (number: string, x: number): SeatToDraw => ({ at: [middle + x, y], number, category });
  const [left, right] = [[seat("A", -AT_WINDOW), seat("B", -AT_AISLE)], [seat("D", AT_WINDOW)]];
  return isFirst ? [...left, ...right] : [...left, seat("C", AT_AISLE), ...right];
}

/** A wheelchair stands at the left window, with its companion beside it. */
function withWheelchair(seats: readonly SeatToDraw[]): SeatToDraw[] {
  const marks = ["wheelchair", "companion"] as const;
  return seats.map((seat, i): SeatToDraw => {
    const mark = marks[i];
    return mark ? { ...seat, mark } : seat;
  });
}
