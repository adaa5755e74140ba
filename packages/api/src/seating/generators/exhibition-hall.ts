import {
  AISLE_SEATS,
  checkMeasures,
  type GeneratedHouse,
  HousePlan,
  lineSpots,
  numbered,
  rowLetter,
  SEAT_PITCH,
  type Spot,
  withAisles,
  withPlatforms,
} from "./house-plan.ts";

const HALLS = "Halls";
const FORUM = "Forum";

/** The Forum's stage lies this far behind the building's upper wall, and its first row this far before the stage, metres. */
const STAGE_FROM_WALL = 4;
const FIRST_ROW = 2.4;
const ROW_DEPTH = 1;
/** The boulevard between the two lines of halls, and the passage between two halls of a line, metres. */
const BOULEVARD = 9;
const PASSAGE = 3;
/** A hall's doors stand back from the boulevard, metres: half their width, and how far. */
const DOORS: Spot = [4, 2];
/** A hall has a square metre for each visitor, its stands and aisles included. */
const VISITORS_A_SQUARE_METRE = 1;
const LONGEST = 4;

export interface ExhibitionHallOptions {
  readonly name?: string;
  /**
   * How many each hall holds: 2 to 6 halls of 500 to 20,000, Hall 1 first. They lie by turns below the boulevard, and to
   * the left and to the right of the Forum above it.
   */
  readonly capacities?: readonly number[];
  /** Depth of the halls above the boulevard, 34 to 70 metres; those below get the depth that their capacity needs. */
  readonly hallDepth?: number;
  /** Rows of the Forum, 8 to 22. */
  readonly forumRows?: number;
  /** Chairs in a row of the Forum, 14 to 32. */
  readonly forumSeats?: number;
}

type ExhibitionForm = Required<Omit<ExhibitionHallOptions, "name">>;

const DEFAULTS: ExhibitionForm = { capacities: [3_000, 2_000, 800], hallDepth: 38, forumRows: 16, forumSeats: 26 };

interface Hall {
  readonly name: string;
  readonly capacity: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly depth: number;
  /** Whether its doors are at its lower wall. */
  readonly isAbove: boolean;
}

/**
 * An exhibition centre, by default for 5,800 visitors and 400 listeners: halls to walk about in on both sides of a
 * boulevard, drawn as a floor plan, and between them the Forum, a room with a stage and numbered chairs, which has
 * wheelchair places with companions at both ends of its last row. Refuses measures outside their ranges, and capacities
 * that make a hall more than four times as long as wide.
 */
export function exhibitionHall(options: ExhibitionHallOptions = {}): GeneratedHouse {
  const { name, ...form } = { name: "Exhibition hall", ...DEFAULTS, ...options };
  checkForm(form);
  const halls = hallsOf(form);
  for (const hall of halls) checkShape(hall);
  const left = Math.min(...halls.map((hall) => hall.left));
  const right = Math.max(...halls.map((hall) => hall.left + hall.width));
  const bottom = Math.max(...halls.map(({ top, depth }) => top + depth));
  const house = new HousePlan({
    name,
    categories: [
      { name: HALLS, color: "#2263B8" },
      { name: FORUM, color: "#232E6F" },
    ],
    size: [right - left, bottom + STAGE_FROM_WALL],
    origin: [-left, STAGE_FROM_WALL],
  });
  drawForum(house, form);
  for (const hall of halls) drawHall(house, hall);
  return house.draw();
}

function checkForm({ capacities, hallDepth, forumRows, forumSeats }: ExhibitionForm): void {
  const measures = { halls: capacities.length, hallDepth, forumRows, forumSeats };
  const ranges = { hallDepth: [34, 70], forumRows: [8, 22], forumSeats: [14, 32] } as const;
  checkMeasures("exhibition hall", measures, { halls: [2, 6], ...ranges });
  for (const [i, capacity] of capacities.entries()) {
    checkMeasures(`exhibition's Hall ${i + 1}`, { capacity }, { capacity: [500, 20_000] });
  }
}

function checkShape({ name, width, depth }: Hall): void {
  if (Math.max(width, depth) <= LONGEST * Math.min(width, depth)) return;
  const size = `${Math.round(width)} by ${Math.round(depth)} metres`;
  throw new Error(`${name} would measure ${size}: no hall may be more than ${LONGEST} times as long as wide.`);
}

function hallsOf(form: ExhibitionForm): Hall[] {
  const halls = form.capacities.map((capacity, i) => ({ name: `Hall ${i + 1}`, capacity, place: i % 3 }));
  const placed = (place: number) => halls.filter((hall) => hall.place === place);
  const forum = forumHalfWidth(form);
  const above: Hall[] = [];
  let [left, right] = [-forum, forum];
  for (const hall of placed(1)) {
    const shape = shapeAbove(hall, form);
    left -= PASSAGE + shape.width;
    above.push({ ...shape, left });
  }
  for (const hall of placed(2)) {
    const shape = shapeAbove(hall, form);
    above.push({ ...shape, left: right + PASSAGE });
    right += PASSAGE + shape.width;
  }
  const top = form.hallDepth - STAGE_FROM_WALL + BOULEVARD;
  return [...above, ...hallsBelow(placed(0), { left, right, top })].sort((one, other) =>
    one.name < other.name ? -1 : 1,
  );
}

interface NamedCapacity {
  readonly name: string;
  readonly capacity: number;
}

function shapeAbove({ name, capacity }: NamedCapacity, { hallDepth }: ExhibitionForm): Omit<Hall, "left"> {
  const width = capacity / VISITORS_A_SQUARE_METRE / hallDepth;
  return { name, capacity, top: -STAGE_FROM_WALL, width, depth: hallDepth, isAbove: true };
}

/** Halls that share the building's whole width by their capacities, so that its walls are straight. */
function hallsBelow(halls: readonly NamedCapacity[], room: { left: number; right: number; top: number }): Hall[] {
  const all = halls.reduce((sum, { capacity }) => sum + capacity, 0);
  const width = room.right - room.left - PASSAGE * (halls.length - 1);
  const depth = all / VISITORS_A_SQUARE_METRE / width;
  let { left } = room;
  return halls.map(({ name, capacity }): Hall => {
    const hall: Hall = { name, capacity, left, top: room.top, width: (width * capacity) / all, depth, isAbove: false };
    left += hall.width + PASSAGE;
    return hall;
  });
}

const forumHalfWidth = ({ forumSeats }: ExhibitionForm) => ((forumSeats + 2 * AISLE_SEATS) * SEAT_PITCH) / 2 + 2;

function drawForum(house: HousePlan, { forumRows, forumSeats }: ExhibitionForm): void {
  const halfStage = (forumSeats * SEAT_PITCH) / 2;
  house.stage("Forum stage", [
    [-halfStage, -3],
    [halfStage, -3],
    [halfStage, 0],
    [-halfStage, 0],
  ]);
  const side = Math.floor(forumSeats / 4);
  const count = forumSeats + 2 * AISLE_SEATS;
  for (let row = 0; row < forumRows; row++) {
    const start: Spot = [-((count - 1) * SEAT_PITCH) / 2, FIRST_ROW + row * ROW_DEPTH];
    const spots = withAisles(lineSpots(start, [0, start[1]], count), side, forumSeats - 2 * side);
    const seats = numbered(spots, FORUM);
    house.row(FORUM, rowLetter(row), row === forumRows - 1 ? withPlatforms(seats) : seats);
  }
}

function drawHall(house: HousePlan, { name, capacity, left, top, width, depth, isAbove }: Hall): void {
  const [middle, right, bottom] = [left + width / 2, left + width, top + depth];
  // The outline begins at the wall away from the boulevard.
  const [wall, front] = isAbove ? [top, bottom] : [bottom, top];
  const doors = front + (isAbove ? -DOORS[1] : DOORS[1]);
  house.standing(name, {
    capacity,
    category: HALLS,
    outline: [
      [left, wall],
      [right, wall],
      [right, front],
      [middle + DOORS[0], front],
      [middle + DOORS[0], doors],
      [middle - DOORS[0], doors],
      [middle - DOORS[0], front],
      [left, front],
    ],
    labelAt: [middle, (wall + front) / 2],
  });
}
