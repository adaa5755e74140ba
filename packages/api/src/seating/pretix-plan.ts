import { type Defect, type DefectCode, type DefectValues, defectOf } from "./defects.ts";
import { mendArea } from "./mend-area.ts";
import { isTree, LARGEST_COORDINATE, numberIn, type Tree } from "./plan-values.ts";
import type { PretixPlan, PretixRow, PretixSeat, PretixZone } from "./pretix-plan.schema.ts";

/** The most seats that one chart may have, standing places included. */
export const MOST_SEATS = 200_000;

const SPARE_COLOR = "#7F7F7F";

export interface PlanReading {
  /** null when a defect is fatal: it is the last of `defects` then, and not mended. */
  readonly plan: PretixPlan | null;
  readonly defects: readonly Defect[];
}

class Fatal extends Error {
  readonly defect: Defect;
  constructor(code: DefectCode, path: string, values?: DefectValues) {
    const defect = defectOf(code, path, false, values);
    super(defect.message);
    this.defect = defect;
  }
}

interface Reading {
  readonly defects: Defect[];
  readonly guids: Set<string>;
  readonly categories: Map<string, string>;
  seatCount: number;
}

/**
 * Reads pretix's seating plan leniently: mends what one can only mean one way and says so. Never throws. No plan comes of
 * text that is not JSON, of no seats or more than MOST_SEATS, and of coordinates that are no finite numbers. A mended key
 * depends on the file alone, so that the same file gives the same seats again.
 */
export function readPretixPlan(text: string): PlanReading {
  const reading: Reading = { defects: [], guids: new Set(), categories: new Map(), seatCount: 0 };
  try {
    return { plan: readPlan(reading, parse(text)), defects: reading.defects };
  } catch (error) {
    if (!(error instanceof Fatal)) throw error;
    return { plan: null, defects: [...reading.defects, error.defect] };
  }
}

function parse(text: string): Tree {
  let tree: unknown;
  try {
    tree = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Fatal("NOT_JSON", "", { reason: error instanceof Error ? error.message : String(error) });
  }
  if (!isTree(tree)) throw new Fatal("NOT_A_PLAN", "");
  return tree;
}

function mended({ defects }: Reading, code: DefectCode, path: string, values?: DefectValues): void {
  defects.push(defectOf(code, path, true, values));
}

function listIn(reading: Reading, tree: Tree, key: string, path: string): readonly unknown[] {
  const value = tree[key];
  if (Array.isArray(value)) return value;
  mended(reading, "LIST_MISSING", `${path}/${key}`, { key });
  return [];
}

function readPlan(reading: Reading, tree: Tree): PretixPlan {
  const name = textIn(reading, tree, "name", "", "Plan");
  readCategories(reading, tree);
  const keys = collectGuids(tree);
  for (const key of keys) reading.guids.add(key);
  const firstSeen = new Set<string>();
  const zones: PretixZone[] = [];
  for (const [at, zone] of listIn(reading, tree, "zones", "").entries()) {
    const read = readZone(reading, zone, `/zones/${at}`, {
      names: new Set(zones.map((one) => one.name)),
      firstSeen,
      at,
    });
    if (read) zones.push(read);
  }
  if (reading.seatCount === 0) throw new Fatal("NO_SEATS", "/zones");
  const categories = [...reading.categories].map(([categoryName, color]) => ({ name: categoryName, color }));
  return { name, categories, zones, size: readSize(reading, tree) };
}

/** Every key that the file itself gives, so that a mended one never takes a key of a seat further down. */
function collectGuids(tree: Tree): Set<string> {
  const found = new Set<string>();
  const visit = (list: unknown, key: string, next: (child: Tree) => void) => {
    const children = isTree(list) ? list[key] : undefined;
    if (Array.isArray(children)) for (const child of children) if (isTree(child)) next(child);
  };
  visit(tree, "zones", (zone) =>
    visit(zone, "rows", (row) =>
      visit(row, "seats", (seat) => {
        if (typeof seat.seat_guid === "string") found.add(seat.seat_guid);
      }),
    ),
  );
  return found;
}

function readCategories(reading: Reading, tree: Tree): void {
  for (const [at, category] of listIn(reading, tree, "categories", "").entries()) {
    const path = `/categories/${at}`;
    if (!isTree(category)) {
      mended(reading, "CATEGORY_DROPPED", path);
      continue;
    }
    const name = textIn(reading, category, "name", path, `Category ${at + 1}`);
    const color = textIn(reading, category, "color", path, SPARE_COLOR);
    if (reading.categories.has(name)) mended(reading, "CATEGORY_REPEATED", path, { category: name });
    else reading.categories.set(name, color);
  }
}

interface ZoneSurroundings {
  readonly names: ReadonlySet<string>;
  readonly firstSeen: Set<string>;
  readonly at: number;
}

function readZone(reading: Reading, tree: unknown, path: string, around: ZoneSurroundings): PretixZone | null {
  if (!isTree(tree)) {
    mended(reading, "ZONE_DROPPED", path);
    return null;
  }
  const given = textIn(reading, tree, "name", path, `Zone ${around.at + 1}`);
  const name = freshName(given, around.names, " ");
  if (name !== given) mended(reading, "ZONE_NAME_REPEATED", `${path}/name`, { given, name });
  const position = placeIn(reading, tree, path);
  const rows: PretixRow[] = [];
  for (const [at, row] of listIn(reading, tree, "rows", path).entries()) {
    const rowPath = `${path}/rows/${at}`;
    if (isTree(row)) rows.push(readRow(reading, row, rowPath, { zone: name, at, firstSeen: around.firstSeen }));
    else mended(reading, "ROW_DROPPED", rowPath);
  }
  const areas = (Array.isArray(tree.areas) ? tree.areas : []).flatMap((area: unknown, at) => {
    const read = mendArea(area);
    if (!read) mended(reading, "AREA_DROPPED", `${path}/areas/${at}`);
    return read ?? [];
  });
  return { name, position, rows, areas };
}

interface RowSurroundings {
  readonly zone: string;
  readonly at: number;
  readonly firstSeen: Set<string>;
}

function readRow(reading: Reading, tree: Tree, path: string, { zone, at, firstSeen }: RowSurroundings): PretixRow {
  const rowNumber = textIn(reading, tree, "row_number", path, String(at + 1));
  const position = placeIn(reading, tree, path);
  const where = tree.row_number_position;
  const seats: PretixSeat[] = [];
  for (const [index, seat] of listIn(reading, tree, "seats", path).entries()) {
    const seatPath = `${path}/seats/${index}`;
    if (!isTree(seat)) mended(reading, "SEAT_DROPPED", seatPath);
    else seats.push(readSeat(reading, seat, seatPath, { name: `${zone}-${rowNumber}`, index, firstSeen }));
  }
  const known = where === "start" || where === "end" || where === "both";
  return { position, row_number: rowNumber, ...(known ? { row_number_position: where } : {}), seats };
}

interface SeatSurroundings {
  readonly name: string;
  readonly index: number;
  readonly firstSeen: Set<string>;
}

function readSeat(
  reading: Reading,
  tree: Tree,
  path: string,
  { name, index, firstSeen }: SeatSurroundings,
): PretixSeat {
  reading.seatCount++;
  if (reading.seatCount > MOST_SEATS) throw new Fatal("TOO_MANY_SEATS", path, { most: MOST_SEATS });
  const number = textIn(reading, tree, "seat_number", path, String(index + 1));
  const x = coordinateIn(tree.position, "x", path);
  const y = coordinateIn(tree.position, "y", path);
  const radius = numberIn(tree.radius);
  return {
    seat_guid: readGuid(reading, tree, `${path}/seat_guid`, { fallback: `${name}-${number}`, firstSeen }),
    seat_number: number,
    position: { x, y },
    category: readCategory(reading, tree, `${path}/category`),
    ...(radius !== null && radius > 0 ? { radius } : {}),
  };
}

function readGuid(
  reading: Reading,
  tree: Tree,
  path: string,
  { fallback, firstSeen }: { fallback: string; firstSeen: Set<string> },
) {
  const given = tree.seat_guid;
  if (typeof given === "string" && given !== "" && !firstSeen.has(given)) {
    firstSeen.add(given);
    return given;
  }
  const repeated = typeof given === "string" && given !== "";
  const guid = freshName(repeated ? given : fallback, reading.guids, "~");
  reading.guids.add(guid);
  if (repeated) mended(reading, "GUID_REPEATED", path, { given, guid });
  else mended(reading, "GUID_MISSING", path, { guid });
  return guid;
}

function readCategory(reading: Reading, tree: Tree, path: string): string {
  const given = tree.category;
  const name =
    typeof given === "string" && given !== "" ? given : (reading.categories.keys().next().value ?? "Standard");
  if (name !== given) mended(reading, "CATEGORY_MISSING", path, { category: name });
  if (!reading.categories.has(name)) {
    reading.categories.set(name, SPARE_COLOR);
    mended(reading, "CATEGORY_UNKNOWN", path, { category: name });
  }
  return name;
}

// Names tried for one base resume where the last search ended: a file of one repeated key stays linear.
const tries = new WeakMap<ReadonlySet<string>, Map<string, number>>();

function freshName(wanted: string, taken: ReadonlySet<string>, separator: string): string {
  if (!taken.has(wanted)) return wanted;
  const known = tries.get(taken) ?? new Map<string, number>();
  tries.set(taken, known);
  let number = known.get(wanted) ?? 2;
  while (taken.has(`${wanted}${separator}${number}`)) number++;
  known.set(wanted, number + 1);
  return `${wanted}${separator}${number}`;
}

function textIn(reading: Reading, tree: Tree, key: string, path: string, fallback: string): string {
  const value = tree[key];
  if (typeof value === "string" && value.trim() !== "") return value;
  if (typeof value === "number") {
    mended(reading, "TEXT_EXPECTED", `${path}/${key}`, { key });
    return String(value);
  }
  mended(reading, "TEXT_MISSING", `${path}/${key}`, { key, text: fallback });
  return fallback;
}

function placeIn(reading: Reading, tree: Tree, path: string) {
  if (tree.position !== undefined && tree.position !== null) {
    return { x: coordinateIn(tree.position, "x", path), y: coordinateIn(tree.position, "y", path) };
  }
  mended(reading, "POSITION_MISSING", `${path}/position`);
  return { x: 0, y: 0 };
}

function coordinateIn(position: unknown, axis: "x" | "y", path: string): number {
  const value = isTree(position) ? numberIn(position[axis]) : null;
  if (value !== null && Math.abs(value) <= LARGEST_COORDINATE) return value;
  throw new Fatal("COORDINATE", `${path}/position/${axis}`);
}

function readSize(reading: Reading, tree: Tree): PretixPlan["size"] {
  const read = (key: "width" | "height") => {
    const value = isTree(tree.size) ? numberIn(tree.size[key]) : null;
    const whole = value !== null && value > 0 && value <= LARGEST_COORDINATE ? Math.max(1, Math.round(value)) : 1_000;
    if (whole !== value) mended(reading, "SIZE", `/size/${key}`, { key, whole });
    return whole;
  };
  return { width: read("width"), height: read("height") };
}
