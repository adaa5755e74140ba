import type { PretixArea, PretixPlan, PretixRow, PretixZone } from "../pretix-plan.schema.ts";
import type { Sidecar } from "../sidecar.ts";

/** Metres in a house's own frame: x to the right, y away from the stage. */
export type Spot = readonly [x: number, y: number];

/** From one seat to the next, metres. */
export const SEAT_PITCH = 0.55;
/** Seats stand 27.5 units apart, as other tools draw them. */
const UNITS_PER_METRE = 50;
/** Ground round the drawing, metres. */
const MARGIN = 3;

export interface SeatToDraw {
  readonly at: Spot;
  readonly number: number | string;
  readonly category: string;
  readonly mark?: "wheelchair" | "companion" | "restrictedView";
}

export interface GeneratedHouse {
  readonly plan: PretixPlan;
  readonly sidecar: Sidecar;
}

interface Category {
  readonly name: string;
  readonly color: string;
}

const units = (metres: number) => Math.round(metres * UNITS_PER_METRE * 100) / 100;

/**
 * Draws a house as a plan and its sidecar. `size` is in metres; `origin` is where the house's own zero lies in it. A
 * seat's identifier is its section, row and number, so that a house drawn again keeps its seats.
 */
export class HousePlan {
  readonly #name: string;
  readonly #categories: readonly Category[];
  readonly #size: Spot;
  readonly #origin: Spot;
  readonly #zones = new Map<string, PretixZone>();
  readonly #marks = { wheelchair: [] as string[], companion: [] as string[], restrictedView: [] as string[] };
  readonly #standing: Sidecar["standing"] = [];
  #stage: Sidecar["stage"];

  constructor(house: { name: string; categories: readonly Category[]; size: Spot; origin: Spot }) {
    this.#name = house.name;
    this.#categories = house.categories;
    this.#size = house.size;
    this.#origin = house.origin;
  }

  /** Adds a row behind those that its section has. Seats stand in the order in which people sit. */
  row(section: string, name: string, seats: readonly SeatToDraw[]): void {
    if (seats.length === 0) return;
    const drawn = seats.map(({ at, number, category, mark }): PretixRow["seats"][number] => {
      const guid = `${section}-${name}-${number}`;
      if (mark) this.#marks[mark].push(guid);
      return { seat_guid: guid, seat_number: String(number), position: this.#place(at), category };
    });
    const row: PretixRow = { row_number: name, row_number_position: "both", position: { x: 0, y: 0 }, seats: drawn };
    this.#zone(section).rows.push(row);
  }

  /** Draws the stage, which everybody faces, on the plan and in the sidecar. */
  stage(label: string, outline: readonly Spot[]): void {
    this.#stage = { label, outline: outline.map((spot) => this.#pair(spot)) };
    const points = outline.map((spot) => this.#place(spot));
    const area: PretixArea = {
      shape: "polygon",
      color: "#1C1F24",
      border_color: "#1C1F24",
      rotation: 0,
      position: { x: 0, y: 0 },
      polygon: { points },
      text: { text: label, color: "#FFFFFF", position: this.#place(middleOf(outline)) },
    };
    this.#zone(label).areas.push(area);
  }

  standing(name: string, area: { capacity: number; category: string; outline: readonly Spot[]; labelAt?: Spot }): void {
    const { capacity, category, outline, labelAt } = area;
    const ground = outline.map((spot) => this.#pair(spot));
    this.#standing.push({
      name,
      capacity,
      category,
      outline: ground,
      ...(labelAt && { labelAt: this.#pair(labelAt) }),
    });
  }

  draw(): GeneratedHouse {
    const [width, height] = this.#size.map((metres) => Math.ceil(units(metres + 2 * MARGIN))) as [number, number];
    return {
      plan: {
        name: this.#name,
        categories: this.#categories.map((category) => ({ ...category })),
        zones: [...this.#zones.values()],
        size: { width, height },
      },
      sidecar: { marks: this.#marks, standing: this.#standing, stage: this.#stage },
    };
  }

  #zone(name: string): PretixZone {
    const known = this.#zones.get(name);
    if (known) return known;
    const zone: PretixZone = { name, position: { x: 0, y: 0 }, rows: [], areas: [] };
    this.#zones.set(name, zone);
    return zone;
  }

  #place([x, y]: Spot) {
    return { x: units(x + this.#origin[0] + MARGIN), y: units(y + this.#origin[1] + MARGIN) };
  }

  #pair(spot: Spot): [number, number] {
    const { x, y } = this.#place(spot);
    return [x, y];
  }
}

function middleOf(outline: readonly Spot[]): Spot {
  const mean = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return [mean(outline.map(([x]) => x)), mean(outline.map(([, y]) => y))];
}

/** Row letters as houses use them: no I and no O, which look like numbers; after Z come AA, BB… */
export function rowLetter(row: number): string {
  const letters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  const letter = letters[row % letters.length] as string;
  return letter.repeat(1 + Math.floor(row / letters.length));
}

/** Spots on an arc behind `centre`, left to right, symmetrical about the house's middle line. */
export function arcSpots(centre: Spot, radius: number, count: number, pitch = SEAT_PITCH): Spot[] {
  const step = pitch / radius;
  return Array.from({ length: count }, (_, i): Spot => {
    const angle = (i - (count - 1) / 2) * step;
    return [centre[0] + radius * Math.sin(angle), centre[1] + radius * Math.cos(angle)];
  });
}

/** Spots on a straight line from `from`, `count` of them, `pitch` apart, towards `to`. */
export function lineSpots(from: Spot, to: Spot, count: number, pitch = SEAT_PITCH): Spot[] {
  const far = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const [dx, dy] = [((to[0] - from[0]) / far) * pitch, ((to[1] - from[1]) / far) * pitch];
  return Array.from({ length: count }, (_, i): Spot => [from[0] + i * dx, from[1] + i * dy]);
}

/** Spots as ordinary seats of one category, numbered from 1 in the order given. */
export function numbered(spots: readonly Spot[], category: string): SeatToDraw[] {
  return spots.map((at, i) => ({ at, number: i + 1, category }));
}

/** Seats that an aisle takes. */
export const AISLE_SEATS = 2;

/** Leaves the aisles out of a row that is side, aisle, middle, aisle, side; `side` and `middle` count seats. */
export function withAisles(spots: readonly Spot[], side: number, middle: number): Spot[] {
  const second = side + AISLE_SEATS + middle;
  return spots.filter((_, i) => i < side || (i >= side + AISLE_SEATS && i < second) || i >= second + AISLE_SEATS);
}

/** At both ends of a row two wheelchairs, each with a companion to the inside, take the place of six chairs. */
export function withPlatforms(seats: readonly SeatToDraw[]): SeatToDraw[] {
  const marks = ["wheelchair", "companion", null, "wheelchair", "companion", null] as const;
  return seats.flatMap((seat, i): SeatToDraw[] => {
    const mark = marks[Math.min(i, seats.length - 1 - i)];
    if (mark === null) return [];
    return [mark === undefined ? seat : { ...seat, mark }];
  });
}

/** A wheelchair takes the room of two chairs, its companion sits beside it, and a chair's width is left between pairs. */
export function wheelchairPairs(spots: readonly Spot[], category: string): SeatToDraw[] {
  const pairs = Math.floor((spots.length + 1) / 4);
  return Array.from({ length: pairs }, (_, pair): SeatToDraw[] => {
    const [chair, beside] = [spots[pair * 4] as Spot, spots[pair * 4 + 1] as Spot];
    return [
      { at: chair, number: pair * 2 + 1, category, mark: "wheelchair" },
      { at: beside, number: pair * 2 + 2, category, mark: "companion" },
    ];
  }).flat();
}

/** The least and the most that a measure of a house may be, both included. */
export type Range = readonly [least: number, most: number];

/**
 * Refuses a form that would not draw well: throws an Error that names the house, the measure and its range when a measure
 * is not a whole number within it.
 */
export function checkMeasures<Name extends string>(
  house: string,
  form: Readonly<Record<Name, number>>,
  ranges: Readonly<Record<Name, Range>>,
): void {
  for (const [name, [least, most]] of Object.entries<Range>(ranges)) {
    const value = form[name as Name];
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    throw new Error(`The ${house} needs a whole number from ${least} to ${most} for ${name}, not ${value}.`);
  }
}
