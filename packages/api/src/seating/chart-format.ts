import type { ChartGeometry, ChartRow, ChartSection } from "./geometry.ts";

/**
 * A chart as it travels and is stored: three parts, each a four-byte length (big endian) and its bytes, so that a picture of
 * the sections can be drawn as soon as the first has come.
 *
 * 1. sketch: JSON, everything of the chart but its rows and marks
 * 2. rows: JSON, by section, their names, numbers and categories; and the marks
 * 3. spots: where each seat of each row stands, as varints of the second differences along the row. Seats of a row are
 *    nearly the same step apart, so that most are 0 or ±1: two bytes a seat, and a fraction of that compressed.
 *
 * Before the first part stand the four bytes `UCH1`. Isomorphic: no Node, no DOM.
 */
export const CHART_CONTENT_TYPE = "application/vnd.usher.chart";

const MAGIC = [0x55, 0x43, 0x48, 0x31] as const;
const LENGTH_BYTES = 4;
/** A part longer than this is no chart of ours. */
const LONGEST_PART = 64 * 1024 * 1024;

/** What can be drawn before the seats are known. */
export interface ChartSketch extends Omit<ChartGeometry, "sections" | "marks"> {
  readonly sections: readonly SketchedSection[];
}

export interface SketchedSection extends Omit<ChartSection, "rows"> {
  /** The category most of its seats have. */
  readonly category: number;
}

/** Names of an arithmetic row, first number and step, or all of them. */
type PackedLabels = readonly [first: number, step: number] | { readonly all: readonly string[] };
type PackedRow = readonly [
  name: string,
  first: number,
  count: number,
  labels: PackedLabels,
  category: number | readonly number[],
];

interface PackedRows {
  readonly marks: ChartGeometry["marks"];
  readonly sections: readonly (readonly PackedRow[])[];
}

/** A chart's bytes. */
export function encodeChart(geometry: ChartGeometry): Uint8Array<ArrayBuffer> {
  const { sections, marks, ...whole } = geometry;
  const sketch: ChartSketch = {
    ...whole,
    sections: sections.map(({ rows, ...section }) => ({ ...section, category: commonestOf({ ...section, rows }) })),
  };
  const rows: PackedRows = {
    marks,
    sections: sections.map((section) =>
      section.rows.map((row) => [row.name, row.first, row.count, packLabels(row.labels), row.category]),
    ),
  };
  const text = new TextEncoder();
  const parts = [text.encode(JSON.stringify(sketch)), text.encode(JSON.stringify(rows)), spotsOf(sections)];
  const size = parts.reduce<number>((sum, part) => sum + LENGTH_BYTES + part.length, MAGIC.length);
  const bytes = new Uint8Array(size);
  bytes.set(MAGIC);
  const view = new DataView(bytes.buffer);
  let at: number = MAGIC.length;
  for (const part of parts) {
    view.setUint32(at, part.length);
    bytes.set(part, at + LENGTH_BYTES);
    at += LENGTH_BYTES + part.length;
  }
  return bytes;
}

/** The chart of some bytes. Throws on anything that `encodeChart` did not write. */
export function decodeChart(bytes: Uint8Array): ChartGeometry {
  const { seats } = readChart().push(bytes);
  if (!seats) throw new Error("These bytes end before their chart does");
  for (;;) {
    const { done, value } = seats.next();
    if (done) return value;
  }
}

/** A chart being unpacked: yields between parts of about a millisecond, and returns it whole. Throws on bytes that end too early. */
export type ChartUnpacking = Generator<void, ChartGeometry, void>;

/**
 * Reads a chart as its bytes come. Each push answers what is known by then: the sketch, and, when all bytes are there, the seats, to be unpacked
 * at whatever pace suits. Throws on anything that is no chart.
 */
export function readChart(): {
  push(chunk: Uint8Array): { sketch: ChartSketch | null; seats: ChartUnpacking | null };
} {
  const parts: Uint8Array[] = [];
  let waiting = new Uint8Array(0);
  let sketch: ChartSketch | null = null;
  let seats: ChartUnpacking | null = null;
  let hasMagic = false;
  return {
    push(chunk) {
      waiting = joined(waiting, chunk);
      if (!hasMagic && waiting.length >= MAGIC.length) {
        if (MAGIC.some((byte, i) => waiting[i] !== byte)) throw new Error("These bytes are no chart");
        waiting = waiting.subarray(MAGIC.length);
        hasMagic = true;
      }
      while (hasMagic && parts.length < 3 && waiting.length >= LENGTH_BYTES) {
        const length = new DataView(waiting.buffer, waiting.byteOffset).getUint32(0);
        if (length > LONGEST_PART) throw new Error("These bytes are no chart");
        if (waiting.length < LENGTH_BYTES + length) break;
        parts.push(waiting.subarray(LENGTH_BYTES, LENGTH_BYTES + length));
        waiting = waiting.subarray(LENGTH_BYTES + length);
      }
      const [first, second, third] = parts;
      if (first && !sketch) sketch = json<ChartSketch>(first);
      if (sketch && second && third) seats ??= unpack(sketch, second, third);
      return { sketch, seats };
    },
  };
}

/** A sketch as a chart without seats in place: every section with its outline, its places and its category. */
export function sketchGeometry(sketch: ChartSketch): ChartGeometry {
  return {
    ...sketch,
    marks: { wheelchair: [], companion: [], restrictedView: [] },
    sections: sketch.sections.map((section) => ({ ...section, rows: [] })),
  };
}

const json = <T>(bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes)) as T;

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function commonestOf(section: ChartSection): number {
  if (section.standing) return section.standing.category;
  const counts = new Map<number, number>();
  for (const { category, count } of section.rows) {
    const each = typeof category === "number" ? [category] : category;
    for (const one of each) counts.set(one, (counts.get(one) ?? 0) + (typeof category === "number" ? count : 1));
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
}

function packLabels(labels: readonly string[]): PackedLabels {
  const [first, second] = labels.map(Number);
  if (first === undefined) return { all: [] };
  const step = second === undefined ? 1 : second - first;
  const isEven = labels.every((label, i) => label === String(first + i * step)) && Number.isInteger(first + step);
  return isEven ? [first, step] : { all: labels };
}

function unpackLabels(labels: PackedLabels, count: number): readonly string[] {
  if ("all" in labels) return labels.all;
  const [first, step] = labels;
  return Array.from({ length: count }, (_, i) => String(first + i * step));
}

function spotsOf(sections: readonly ChartSection[]): Uint8Array {
  const bytes: number[] = [];
  for (const { rows } of sections) {
    for (const { x, y } of rows) {
      writeLine(bytes, x);
      writeLine(bytes, y);
    }
  }
  return Uint8Array.from(bytes);
}

function writeLine(bytes: number[], values: readonly number[]): void {
  let [before, step] = [0, 0];
  for (const value of values) {
    if (!Number.isSafeInteger(value)) throw new Error(`A seat stands at ${value}, which is no whole centimetre`);
    const difference = value - before - step;
    step = value - before;
    before = value;
    // Zigzag: small numbers of either sign become small numbers.
    let rest = difference < 0 ? -2 * difference - 1 : 2 * difference;
    while (rest >= 0x80) {
      bytes.push((rest % 0x80) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    bytes.push(rest);
  }
}

/** Seats between two pauses. */
const SEATS_A_PART = 2_000;

function* unpack(sketch: ChartSketch, rows: Uint8Array, spots: Uint8Array): ChartUnpacking {
  const { marks, sections } = json<PackedRows>(rows);
  const readLine = lineReader(spots);
  const { sections: sketched, ...whole } = sketch;
  const unpacked: ChartSection[] = [];
  let seats = 0;
  for (const [s, { category: _, ...section }] of sketched.entries()) {
    if (seats >= SEATS_A_PART) {
      seats = 0;
      yield;
    }
    seats += section.count;
    const packed = sections[s] ?? [];
    unpacked.push({
      ...section,
      rows: packed.map(([name, first, count, labels, category]): ChartRow => {
        const [x, y] = [readLine(count), readLine(count)];
        return { name, first, count, x, y, labels: unpackLabels(labels, count), category };
      }),
    });
  }
  return { ...whole, sections: unpacked, marks };
}

/** Reads one line of coordinates after the other. */
function lineReader(spots: Uint8Array): (count: number) => number[] {
  let at = 0;
  return (count) => {
    const values = new Array<number>(count);
    let [before, step] = [0, 0];
    for (let i = 0; i < count; i++) {
      let [rest, unit] = [0, 1];
      for (;;) {
        const byte = spots[at++];
        if (byte === undefined) throw new Error("These bytes end before their chart does");
        rest += (byte & 0x7f) * unit;
        if (byte < 0x80) break;
        unit *= 0x80;
      }
      step += rest % 2 === 1 ? -(rest + 1) / 2 : rest / 2;
      before += step;
      values[i] = before;
    }
    return values;
  };
}
