import type { ChartGeometry, ChartSection, CompiledRevision, Point } from "../seating/index.ts";

const SEAT_PITCH_CM = 55;
const ROW_PITCH_CM = 90;
const GAP_CM = 200;
const MARGIN_CM = 300;

export interface GridSection {
  readonly name: string;
  readonly category: number;
  readonly rows: number;
  readonly seatsPerRow: number;
}

export interface GridChart {
  readonly name: string;
  readonly categories: readonly string[];
  /** Front to back. */
  readonly sections: readonly GridSection[];
  /** Places to stand, behind the seats. */
  readonly standing?: { readonly name: string; readonly category: number; readonly count: number };
  readonly stageLabel: string;
}

const box = (x: number, y: number, width: number, height: number): Point[] => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];

/** A plain house: straight rows in blocks, one behind the other, before a stage. The first two seats of the last row take wheelchairs. */
export function gridChart({ name, categories, sections, standing, stageLabel }: GridChart): CompiledRevision {
  const widest = Math.max(...sections.map((section) => section.seatsPerRow), 12) * SEAT_PITCH_CM;
  const drawn: ChartSection[] = [];
  const seatKeys: string[] = [];
  let y = GAP_CM;
  for (const section of sections) {
    drawn.push(drawSection(section, { first: seatKeys.length, widest, y }, seatKeys));
    y += section.rows * ROW_PITCH_CM + GAP_CM;
  }
  const seated = seatKeys.length;
  if (standing) {
    const { category, count } = standing;
    const depth = Math.max(400, Math.ceil((count * 4_000) / widest));
    const run = { first: seated, count, category };
    const outline = box(-widest / 2, y, widest, depth);
    drawn.push({ name: standing.name, outline, labelAt: [0, y + depth / 2], ...runOf(run), rows: [], standing: run });
    for (let place = 1; place <= count; place++) seatKeys.push(`${standing.name}-${place}`);
    y += depth + GAP_CM;
  }
  const lastRow = drawn.flatMap((section) => section.rows).at(-1);
  const geometry: ChartGeometry = {
    format: 1,
    name,
    seatCount: seatKeys.length,
    bounds: { x: -widest / 2 - MARGIN_CM, y: -MARGIN_CM * 2, width: widest + MARGIN_CM * 2, height: y + MARGIN_CM * 3 },
    focalPoint: [0, -150],
    stage: { label: stageLabel, outline: box(-widest / 3, -350, (widest * 2) / 3, 300) },
    categories,
    sections: drawn,
    marks: {
      wheelchair: lastRow ? [lastRow.first] : [],
      companion: lastRow && lastRow.count > 1 ? [lastRow.first + 1] : [],
      restrictedView: [],
    },
  };
  return { geometry, seatKeys, defects: [] };
}

const runOf = ({ first, count }: { first: number; count: number }) => ({ first, count });

function drawSection(
  { name, category, rows, seatsPerRow }: GridSection,
  { first, widest, y }: { first: number; widest: number; y: number },
  seatKeys: string[],
): ChartSection {
  const left = -((seatsPerRow - 1) * SEAT_PITCH_CM) / 2;
  const seats = Array.from({ length: seatsPerRow }, (_, at) => at);
  const drawnRows = Array.from({ length: rows }, (_, row) => {
    const labels = seats.map((at) => String(at + 1));
    const rowName = rowLetter(row);
    for (const label of labels) seatKeys.push(`${name}-${rowName}-${label}`);
    return {
      name: rowName,
      first: first + row * seatsPerRow,
      count: seatsPerRow,
      x: seats.map((at) => Math.round(left + at * SEAT_PITCH_CM)),
      y: seats.map(() => y + row * ROW_PITCH_CM),
      labels,
      category,
    };
  });
  const depth = rows * ROW_PITCH_CM;
  return {
    name,
    outline: box(-widest / 2 - 40, y - 60, widest + 80, depth + 30),
    labelAt: [0, y + depth / 2],
    first,
    count: rows * seatsPerRow,
    rows: drawnRows,
    standing: null,
  };
}

/** A to Z, then AA, AB… */
function rowLetter(row: number): string {
  const letter = String.fromCharCode(65 + (row % 26));
  return row < 26 ? letter : `A${letter}`;
}
