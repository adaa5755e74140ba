import type { PretixZone } from "../pretix-plan.schema.ts";
import { type Drawing, isSection, NEW_PITCH, placeCountOf, type Spot, seatsOf, spotOf } from "./drawing.ts";
import { readLayout } from "./lay-rows.ts";

/** What somebody should look at before a drawing is published. `zone` is its place in the plan, `seat` the first key meant. */
export interface Finding {
  readonly code: "noSeats" | "noCompanion" | "seatAlone" | "seatsTouch" | "sameName";
  readonly zone: number | null;
  readonly section: string;
  readonly row: string;
  readonly seat: string;
  readonly count: number;
  /** Keys of the seats meant. */
  readonly keys: readonly string[];
}

/** Two chairs nearer than this part of the usual distance stand in each other. */
const TOUCHING = 0.45;
/** A seat that far from its neighbours, in seat distances, stands alone. */
const ALONE = 3.2;
const MOST_FINDINGS = 200;

const found = new WeakMap<PretixZone, readonly ZoneFinding[]>();
type ZoneFinding = Omit<Finding, "zone" | "section">;

/** Everything that wants mending, section by section. What was found in a section is kept for as long as it stays the same. */
export function findingsOf(drawing: Drawing): Finding[] {
  const { plan, sidecar } = drawing;
  if (placeCountOf(drawing) === 0 || !plan.zones.some(isSection)) {
    return [{ code: "noSeats", zone: null, section: "", row: "", seat: "", count: 0, keys: [] }];
  }
  const wheelchairs = new Set(sidecar.marks?.wheelchair);
  const companions = new Set(sidecar.marks?.companion);
  const findings: Finding[] = [];
  for (const [at, zone] of plan.zones.entries()) {
    if (!isSection(zone)) continue;
    const own = ownFindings(zone);
    const places = wheelchairs.size > 0 ? withoutCompanion(zone, wheelchairs, companions) : [];
    for (const one of [...places, ...own]) findings.push({ ...one, zone: at, section: zone.name });
    if (findings.length >= MOST_FINDINGS) break;
  }
  return findings.slice(0, MOST_FINDINGS);
}

function ownFindings(zone: PretixZone): readonly ZoneFinding[] {
  const known = found.get(zone);
  if (known) return known;
  const own = [...sameNames(zone), ...touching(zone), ...standingAlone(zone)];
  found.set(zone, own);
  return own;
}

/** Wheelchair places beyond the companion seats of their section. */
function withoutCompanion(
  zone: PretixZone,
  wheelchairs: ReadonlySet<string>,
  companions: ReadonlySet<string>,
): ZoneFinding[] {
  const seats = zone.rows.flatMap((row) => row.seats.map((seat) => ({ row: row.row_number, seat })));
  const places = seats.filter(({ seat }) => wheelchairs.has(seat.seat_guid));
  const beside = seats.filter(({ seat }) => companions.has(seat.seat_guid)).length;
  const [first] = places.slice(beside);
  if (!first) return [];
  const keys = places.slice(beside).map(({ seat }) => seat.seat_guid);
  return [{ code: "noCompanion", row: first.row, seat: first.seat.seat_number, count: keys.length, keys }];
}

/** Seats that share row and number with another of the section: their tickets would read alike. */
function sameNames(zone: PretixZone): ZoneFinding[] {
  const named = Map.groupBy(
    zone.rows.flatMap((row) => row.seats.map((seat) => ({ row: row.row_number, seat }))),
    ({ row, seat }) => `${row}\n${seat.seat_number}`,
  );
  return [...named.values()]
    .filter(({ length }) => length > 1)
    .map((seats) => ({
      code: "sameName",
      row: seats[0]?.row ?? "",
      seat: seats[0]?.seat.seat_number ?? "",
      count: seats.length,
      keys: seats.map(({ seat }) => seat.seat_guid),
    }));
}

interface Standing {
  readonly at: Spot;
  readonly row: string;
  readonly number: string;
  readonly key: string;
}

/** Seats of a section that stand in each other. */
function touching(zone: PretixZone): ZoneFinding[] {
  const reach = Math.max(readLayout(zone).seatPitch, NEW_PITCH / 4) * TOUCHING;
  const cells = new Map<string, Standing[]>();
  const findings: ZoneFinding[] = [];
  for (const row of zone.rows) {
    for (const seat of row.seats) {
      const at = spotOf(zone, row, seat);
      const one = { at, row: row.row_number, number: seat.seat_number, key: seat.seat_guid };
      const other = neighbourIn(cells, at, reach);
      if (other) {
        findings.push({ code: "seatsTouch", row: one.row, seat: one.number, count: 2, keys: [one.key, other.key] });
      }
      const cell = `${Math.floor(at[0] / reach)} ${Math.floor(at[1] / reach)}`;
      const list = cells.get(cell);
      if (list) list.push(one);
      else cells.set(cell, [one]);
    }
  }
  return findings;
}

function neighbourIn(cells: ReadonlyMap<string, Standing[]>, [x, y]: Spot, reach: number): Standing | undefined {
  const [column, line] = [Math.floor(x / reach), Math.floor(y / reach)];
  for (let cell = 0; cell < 9; cell++) {
    const near = cells.get(`${column + (cell % 3) - 1} ${line + Math.floor(cell / 3) - 1}`);
    const other = near?.find(({ at }) => Math.hypot(at[0] - x, at[1] - y) < reach);
    if (other) return other;
  }
  return undefined;
}

/** Seats at a row's end that are far from the rest of it, as a row of one is from everybody. */
function standingAlone(zone: PretixZone): ZoneFinding[] {
  const reach = readLayout(zone).seatPitch * ALONE;
  return zone.rows.flatMap((row): ZoneFinding[] => {
    const spots = row.seats.map((seat) => spotOf(zone, row, seat));
    const isNear = (one: number, other: number) => {
      const [a, b] = [spots[one], spots[other]];
      return a !== undefined && b !== undefined && Math.hypot(a[0] - b[0], a[1] - b[1]) <= reach;
    };
    if (row.seats.length < 2) return [];
    return row.seats.flatMap((seat, at): ZoneFinding[] =>
      isNear(at, at - 1) || isNear(at, at + 1)
        ? []
        : [{ code: "seatAlone", row: row.row_number, seat: seat.seat_number, count: 1, keys: [seat.seat_guid] }],
    );
  });
}

/** Keys among `owned` that are no seat and no standing place of the drawing any more. */
export function lostSeats({ plan, sidecar }: Drawing, owned: ReadonlySet<string>): string[] {
  if (owned.size === 0) return [];
  const left = new Set(owned);
  for (const zone of plan.zones) for (const { seat_guid } of seatsOf(zone)) left.delete(seat_guid);
  const stands = (key: string) =>
    sidecar.standing.some(({ name, capacity }) => {
      const place = key.startsWith(`${name}:`) ? Number.parseInt(key.slice(name.length + 1), 10) : Number.NaN;
      return place >= 1 && place <= capacity;
    });
  return [...left].filter((key) => !stands(key));
}
