import type { PretixRow, PretixSeat, PretixZone } from "../pretix-plan.schema.ts";
import { type Drawing, freshName, type Spot, seatCountOf, seatsOf, withZone, withZones } from "./drawing.ts";
import { fittedCount, placeAt, type RowLayout, readLayout, rowSpots, turned } from "./lay-rows.ts";
import { type RowScheme, rowName, type SeatScheme, seatNumber } from "./row-names.ts";

/** Gives a seat its key. Keys stay with their seats through every revision, so a new one is never one that was. */
export type NewKey = () => string;

export interface NewSection {
  readonly name: string;
  readonly category: string;
  readonly layout: RowLayout;
  readonly rows: number;
  /** In the front row. */
  readonly seats: number;
  /** Rows further back take as many seats as their arc holds. */
  readonly fitted?: boolean;
  readonly rowScheme?: RowScheme;
  readonly seatScheme?: SeatScheme;
}

/** Adds a block of rows; its name gets a number when it is taken. It is the last zone. */
export function addSection(drawing: Drawing, wanted: NewSection, newKey: NewKey): Drawing {
  const { category, layout, rows, seats, fitted = false, rowScheme = "letters", seatScheme = "up" } = wanted;
  const zone: PretixZone = {
    name: freshName(drawing, wanted.name),
    position: placeAt(layout.at),
    areas: [],
    rows: Array.from({ length: rows }, (_, row): PretixRow => {
      const count = fitted ? fittedCount(layout, row, seats) : seats;
      return {
        position: { x: 0, y: 0 },
        row_number: rowName(rowScheme, row),
        row_number_position: "both",
        seats: rowSpots(layout, row, count).map((spot, seat) => ({
          seat_guid: newKey(),
          seat_number: seatNumber(seatScheme, seat, count),
          position: placeAt(spot),
          category,
        })),
      };
    }),
  };
  return withZones(drawing, [...drawing.plan.zones, zone]);
}

/** What can be said of a section's rows; what is left out stays. */
export interface RowChange {
  readonly rows?: number;
  /** In every row. */
  readonly seats?: number;
  readonly seatPitch?: number;
  readonly rowPitch?: number;
  /** Of the front row; 0 makes the rows straight. */
  readonly radius?: number;
  readonly rowScheme?: RowScheme;
  /** Row names left out before the first. */
  readonly rowStart?: number;
  readonly seatScheme?: SeatScheme;
  /** The lowest number of each row. */
  readonly seatStart?: number;
}

/**
 * Changes a section's rows. Rows come and go at the back, seats at the right end, so that those that stay keep their keys;
 * names alone move nothing. New seats have the category of those they join, and go on in the section's numbers.
 */
export function changeRows(drawing: Drawing, at: number, change: RowChange, newKey: NewKey): Drawing {
  return withZone(drawing, at, (zone) => {
    if (seatCountOf(zone) === 0) return zone;
    const grown = change.rows === undefined ? zone : withRowCount(zone, change.rows, newKey);
    const laid = isLaidAnew(change) ? layAnew(grown, zone, change, newKey) : grown;
    return renamed(laid, change);
  });
}

const isLaidAnew = ({ seats, seatPitch, rowPitch, radius }: RowChange) =>
  seats !== undefined || seatPitch !== undefined || rowPitch !== undefined || radius !== undefined;

function withRowCount(zone: PretixZone, count: number, newKey: NewKey): PretixZone {
  if (count <= zone.rows.length)
    return count === zone.rows.length ? zone : { ...zone, rows: zone.rows.slice(0, count) };
  const layout = readLayout(zone);
  const last = zone.rows.at(-1);
  const names = new Set(zone.rows.map(({ row_number }) => row_number));
  const scheme: RowScheme = /^\d+$/.test(last?.row_number ?? "A") ? "figures" : "letters";
  const rows = [...zone.rows];
  while (rows.length < count) {
    let start = 0;
    while (names.has(rowName(scheme, rows.length, start))) start++;
    const name = rowName(scheme, rows.length, start);
    names.add(name);
    rows.push(rowBehind({ zone, layout, at: rows.length, name }, last, newKey));
  }
  return { ...zone, rows };
}

interface RowToLay {
  readonly zone: PretixZone;
  readonly layout: RowLayout;
  readonly at: number;
  readonly name: string;
}

/** A row as the one before it: as many seats with the same numbers and categories. */
function rowBehind({ zone, layout, at, name }: RowToLay, like: PretixRow | undefined, newKey: NewKey): PretixRow {
  const seats = like?.seats ?? [];
  const spots = rowSpots(layout, at, seats.length);
  return {
    position: { x: 0, y: 0 },
    row_number: name,
    row_number_position: like?.row_number_position ?? "both",
    seats: seats.map((seat, index) => ({
      ...seat,
      seat_guid: newKey(),
      position: placeAt(fromZone(zone, layout.at, spots[index] as Spot)),
    })),
  };
}

/** A spot beside the front row's middle, as the zone writes it. */
function fromZone({ position }: PretixZone, middle: Spot, spot: Spot): Spot {
  return [middle[0] + spot[0] - position.x, middle[1] + spot[1] - position.y];
}

function layAnew(zone: PretixZone, before: PretixZone, change: RowChange, newKey: NewKey): PretixZone {
  const read = readLayout(before);
  const { seatPitch = read.seatPitch, rowPitch = read.rowPitch, radius = read.radius } = change;
  const layout = { ...read, seatPitch, rowPitch, radius };
  const rows = zone.rows.map((row, at): PretixRow => {
    const count = change.seats ?? row.seats.length;
    const spots = rowSpots(layout, at, count);
    const seats = spots.map((spot, index): PretixSeat => {
      const seat = row.seats[index] ?? seatBehind(row, index, newKey);
      return { ...seat, position: placeAt(fromZone(zone, layout.at, spot)) };
    });
    return { ...row, position: { x: 0, y: 0 }, seats };
  });
  return { ...zone, rows };
}

/** A seat that goes on its row: after 1 3 5 comes 7, after 3 2 1 the next that nobody has. */
function seatBehind({ seats }: PretixRow, index: number, newKey: NewKey): PretixSeat {
  const [last, previous] = [seats.at(-1), seats.at(-2)];
  const [end, step] = [
    Number(last?.seat_number ?? 0),
    Number(last?.seat_number ?? 1) - Number(previous?.seat_number ?? 0),
  ];
  const goesUp = Number.isInteger(end) && Number.isInteger(step) && step > 0;
  const highest = seats.reduce((most, seat) => Math.max(most, Number.parseInt(seat.seat_number, 10) || 0), 0);
  const ahead = index - seats.length + 1;
  const number = goesUp ? end + step * ahead : highest + ahead;
  return {
    seat_guid: newKey(),
    seat_number: String(number),
    position: { x: 0, y: 0 },
    category: last?.category ?? "",
    ...(last?.radius === undefined ? {} : { radius: last.radius }),
  };
}

function renamed(zone: PretixZone, { rowScheme, rowStart, seatScheme, seatStart }: RowChange): PretixZone {
  if (rowScheme === undefined && seatScheme === undefined) return zone;
  const rows = zone.rows.map((row, at): PretixRow => {
    const name = rowScheme === undefined ? row.row_number : rowName(rowScheme, at, rowStart);
    if (seatScheme === undefined) return { ...row, row_number: name };
    const seats = row.seats.map((seat, index) => ({
      ...seat,
      seat_number: seatNumber(seatScheme, index, row.seats.length, seatStart),
    }));
    return { ...row, row_number: name, seats };
  });
  return { ...zone, rows };
}

/** Moves a zone with all that is in it; its rows stay the very same. */
export function moveZone(drawing: Drawing, at: number, [dx, dy]: Spot): Drawing {
  if (dx === 0 && dy === 0) return drawing;
  return withZone(drawing, at, (zone) => ({
    ...zone,
    position: placeAt([zone.position.x + dx, zone.position.y + dy]),
  }));
}

/** Turns a section about `about`, clockwise, in radians. */
export function turnZone(drawing: Drawing, at: number, angle: number, about: Spot): Drawing {
  if (angle === 0) return drawing;
  return withZone(drawing, at, (zone) => {
    const position = turned([zone.position.x - about[0], zone.position.y - about[1]], angle, about);
    const turn = ({ x, y }: { x: number; y: number }) => placeAt(turned([x, y], angle));
    const rows = zone.rows.map((row) => ({
      ...row,
      position: turn(row.position),
      seats: row.seats.map((seat) => ({ ...seat, position: turn(seat.position) })),
    }));
    const degrees = (angle * 180) / Math.PI;
    const areas = zone.areas.map((area) => ({
      ...area,
      position: turn(area.position),
      rotation: area.rotation + degrees,
    }));
    return { ...zone, position: placeAt(position), rows, areas };
  });
}

/** A copy of a section, moved a little, with keys and a name of its own. It is the last zone. */
export function copyZone(drawing: Drawing, at: number, [dx, dy]: Spot, newKey: NewKey): Drawing {
  const zone = drawing.plan.zones[at];
  if (!zone) return drawing;
  const copy: PretixZone = {
    ...zone,
    name: freshName(drawing, zone.name),
    position: placeAt([zone.position.x + dx, zone.position.y + dy]),
    rows: zone.rows.map((row) => ({ ...row, seats: row.seats.map((seat) => ({ ...seat, seat_guid: newKey() })) })),
  };
  return withZones(drawing, [...drawing.plan.zones, copy]);
}

/** Takes a zone away, and the marks of its seats with it. */
export function removeZone(drawing: Drawing, at: number): Drawing {
  const zone = drawing.plan.zones[at];
  if (!zone) return drawing;
  const gone = new Set(seatsOf(zone).map(({ seat_guid }) => seat_guid));
  return withoutMarks(withZones(drawing, drawing.plan.zones.toSpliced(at, 1)), gone);
}

/** Takes seats away. A row that has none left goes too, and so does a section. */
export function removeSeats(drawing: Drawing, keys: ReadonlySet<string>): Drawing {
  let isChanged = false;
  const zones = drawing.plan.zones.flatMap((zone): PretixZone[] => {
    if (!zone.rows.some(({ seats }) => seats.some(({ seat_guid }) => keys.has(seat_guid)))) return [zone];
    isChanged = true;
    const rows = zone.rows.flatMap((row): PretixRow[] => {
      const seats = row.seats.filter(({ seat_guid }) => !keys.has(seat_guid));
      if (seats.length === row.seats.length) return [row];
      return seats.length === 0 ? [] : [{ ...row, seats }];
    });
    return rows.length === 0 && zone.areas.length === 0 ? [] : [{ ...zone, rows }];
  });
  return isChanged ? withoutMarks(withZones(drawing, zones), keys) : drawing;
}

function withoutMarks(drawing: Drawing, gone: ReadonlySet<string>): Drawing {
  const { marks } = drawing.sidecar;
  if (!marks) return drawing;
  const left = (keys: readonly string[]) => keys.filter((key) => !gone.has(key));
  const next = {
    wheelchair: left(marks.wheelchair),
    companion: left(marks.companion),
    restrictedView: left(marks.restrictedView),
  };
  return { ...drawing, sidecar: { ...drawing.sidecar, marks: next } };
}

/** Calls a zone otherwise; a name that another has gets a number. */
export function renameZone(drawing: Drawing, at: number, name: string): Drawing {
  const zone = drawing.plan.zones[at];
  if (!zone || zone.name === name || name.trim() === "") return drawing;
  const free = freshName(withZones(drawing, drawing.plan.zones.toSpliced(at, 1)), name.trim());
  return withZone(drawing, at, (before) => ({ ...before, name: free }));
}

/** Changes seats by their keys; rows and zones without any of them stay the very same. */
export function changeSeats(
  drawing: Drawing,
  keys: ReadonlySet<string>,
  change: Partial<Pick<PretixSeat, "category" | "seat_number">>,
): Drawing {
  const isMeant = ({ seat_guid }: PretixSeat) => keys.has(seat_guid);
  let isChanged = false;
  const zones = drawing.plan.zones.map((zone) => {
    if (!zone.rows.some(({ seats }) => seats.some(isMeant))) return zone;
    isChanged = true;
    const rows = zone.rows.map((row) =>
      row.seats.some(isMeant)
        ? { ...row, seats: row.seats.map((seat) => (isMeant(seat) ? { ...seat, ...change } : seat)) }
        : row,
    );
    return { ...zone, rows };
  });
  return isChanged ? withZones(drawing, zones) : drawing;
}

/** Puts every seat of a zone into a category. */
export function categorizeZone(drawing: Drawing, at: number, category: string): Drawing {
  const zone = drawing.plan.zones[at];
  if (!zone) return drawing;
  return changeSeats(drawing, new Set(seatsOf(zone).map(({ seat_guid }) => seat_guid)), { category });
}

/** Calls a row otherwise. */
export function renameRow(drawing: Drawing, at: number, row: number, name: string): Drawing {
  return withZone(drawing, at, (zone) => {
    const before = zone.rows[row];
    if (!before || before.row_number === name || name.trim() === "") return zone;
    return { ...zone, rows: zone.rows.with(row, { ...before, row_number: name.trim() }) };
  });
}
