import type { ChartGeometry, ChartRow, Point } from "./geometry.ts";
import { stageArea } from "./plan-stage.ts";
import { type PretixPlan, type PretixZone, pretixPlan } from "./pretix-plan.schema.ts";
import { type Sidecar, sidecarFile } from "./sidecar.ts";

/** At two centimetres a unit seats stand about 27 units apart, as other tools draw them. */
const CENTIMETRES_PER_UNIT = 2;
const SPARE_COLOR = "#7F7F7F";
const ORIGIN = { x: 0, y: 0 };

const inUnits = (centimetres: number) => centimetres / CENTIMETRES_PER_UNIT;
const outlineInUnits = (outline: readonly Point[]) =>
  outline.map(([x, y]): [number, number] => [inUnits(x), inUnits(y)]);

/**
 * A chart as a plan that pretix reads, and the sidecar with what its format has no words for. Seats keep their keys, so
 * that the plan can be drawn on elsewhere and come back as the chart's next revision. Parts of one section, as revisions
 * leave them, are one zone again. Throws when the chart does not fit the format, which is a mistake of ours.
 */
export function writePretixPlan({
  geometry,
  seatKeys,
}: {
  readonly geometry: ChartGeometry;
  readonly seatKeys: readonly string[];
}): { plan: PretixPlan; sidecar: Sidecar } {
  const { x, y, width, height } = geometry.bounds;
  const plan = {
    name: geometry.name,
    categories: geometry.categories.map((name) => ({ name, color: SPARE_COLOR })),
    zones: zonesOf(geometry, seatKeys),
    size: {
      width: Math.max(1, Math.ceil(inUnits(x + width))),
      height: Math.max(1, Math.ceil(inUnits(y + height))),
    },
  };
  return { plan: pretixPlan.parse(plan), sidecar: sidecarOf(geometry, seatKeys) };
}

function zonesOf(geometry: ChartGeometry, seatKeys: readonly string[]): PretixZone[] {
  const seated = geometry.sections.filter((section) => !section.standing);
  return [...Map.groupBy(seated, (section) => section.name)].map(([name, parts], at) => ({
    name,
    position: ORIGIN,
    rows: parts.flatMap((part) => rowsOf(part.rows, geometry, seatKeys)),
    areas: at === 0 ? stageAreas(geometry) : [],
  }));
}

/** Pieces of a row that follow one another, as aisles leave them, are one row of the plan. */
function rowsOf(rows: readonly ChartRow[], geometry: ChartGeometry, seatKeys: readonly string[]): PretixZone["rows"] {
  const written: PretixZone["rows"] = [];
  for (const row of rows) {
    const seats = row.labels.map((label, i) => ({
      seat_number: label,
      seat_guid: keyAt(seatKeys, row.first + i),
      position: { x: inUnits(row.x[i] ?? 0), y: inUnits(row.y[i] ?? 0) },
      category: geometry.categories[typeof row.category === "number" ? row.category : (row.category[i] ?? 0)] ?? "",
    }));
    const last = written.at(-1);
    if (last?.row_number === row.name) last.seats.push(...seats);
    else written.push({ row_number: row.name, row_number_position: "both", position: ORIGIN, seats });
  }
  return written;
}

function stageAreas({ stage }: ChartGeometry): PretixZone["areas"] {
  if (!stage) return [];
  const outline = outlineInUnits(stage.outline);
  return [stageArea({ label: stage.label, outline }, outline[0] ?? [0, 0])];
}

function sidecarOf({ sections, marks, focalPoint, stage, categories }: ChartGeometry, seatKeys: readonly string[]) {
  const keys = (indexes: readonly number[]) => indexes.map((index) => keyAt(seatKeys, index));
  const standing = Map.groupBy(
    sections.filter((section) => section.standing),
    (section) => section.name,
  );
  return sidecarFile.parse({
    marks: {
      wheelchair: keys(marks.wheelchair),
      companion: keys(marks.companion),
      restrictedView: keys(marks.restrictedView),
    },
    standing: [...standing].map(([name, parts]) => ({
      name,
      capacity: parts.reduce((sum, part) => sum + part.count, 0),
      category: categories[parts[0]?.standing?.category ?? 0],
      outline: outlineInUnits(parts[0]?.outline ?? []),
      labelAt: parts[0]?.labelAt.map(inUnits),
    })),
    focalPoint: focalPoint.map(inUnits),
    stage: stage ? { label: stage.label, outline: outlineInUnits(stage.outline) } : undefined,
  });
}

function keyAt(seatKeys: readonly string[], index: number): string {
  const key = seatKeys[index];
  if (key === undefined) throw new Error(`Seat ${index} has no key.`);
  return key;
}
