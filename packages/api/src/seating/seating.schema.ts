import { z } from "zod";
import { DEFECT_MESSAGES, type DefectCode } from "./defects.ts";

export const importPlanInput = z.strictObject({
  venueId: z.uuid(),
  name: z.string().trim().min(1).max(120),
  /** Set to add a revision to a chart that exists. */
  chartId: z.uuid().optional(),
  /** The plan file's text, pretix's seating-plan format. */
  plan: z.string().max(20_000_000),
  /** Marks, standing runs and stage beside the plan, as JSON text. */
  sidecar: z.string().max(5_000_000).optional(),
});

export const defectView = z.object({
  code: z.enum(Object.keys(DEFECT_MESSAGES) as [DefectCode, ...DefectCode[]]),
  /** Where in the file, as a JSON pointer. */
  path: z.string(),
  /** In English; other languages are said by code and values. */
  message: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  mended: z.boolean(),
});

export const importPlanView = z.object({
  chartId: z.uuid(),
  revisionId: z.uuid(),
  revisionNumber: z.number().int(),
  seatCount: z.number().int(),
  sectionCount: z.number().int(),
  geometryHash: z.string(),
  categories: z.array(z.string()),
  defectCount: z.number().int(),
  /** The first of them; `defectCount` has them all. */
  defects: z.array(defectView),
});
export type ImportPlanView = z.infer<typeof importPlanView>;

/** What a seat is called: each language makes its own name of it. Row and seat are null for a standing place. */
export const seatNameView = z.object({ section: z.string(), row: z.string().nullable(), seat: z.string().nullable() });

export const chartInput = z.strictObject({ chartId: z.uuid() });

export const createChartInput = z.strictObject({
  venueId: z.uuid(),
  name: z.string().trim().min(1).max(120),
  /** What the first category is called. */
  category: z.string().trim().min(1).max(120),
});
export const createChartView = z.object({ chartId: z.uuid() });

/** A drawing (plan and sidecar in one JSON object), gzipped, in base64: 60,000 seats are some two million characters. */
const document = z.base64().max(16_000_000);

export const saveDraftInput = z.strictObject({
  chartId: z.uuid(),
  /** The version that was drawn on; 0 where there was no draft. */
  version: z.number().int().min(0),
  document,
});
export const chartDraftView = z.object({ version: z.number().int(), savedAt: z.iso.datetime() });
export type ChartDraftView = z.infer<typeof chartDraftView>;

export const publishDraftInput = z.strictObject({ chartId: z.uuid(), version: z.number().int().min(1) });

export const chartToDrawView = z.object({
  chartId: z.uuid(),
  name: z.string(),
  venueId: z.uuid(),
  venueName: z.string(),
  /** The newest; null for a chart that was never published. */
  revisionNumber: z.number().int().nullable(),
  draft: z.object({
    /** 0 where there is no draft yet. */
    version: z.number().int(),
    /** The revision that says the same; null when something is drawn that is not published. */
    publishedAs: z.number().int().nullable(),
    savedAt: z.iso.datetime().nullable(),
    savedBy: z.string().nullable(),
  }),
  document: z.string(),
  /** Keys of seats that somebody has a ticket for, or is paying for, in a performance that is ahead. */
  ownedSeats: z.array(z.string()),
});
export type ChartToDrawView = z.infer<typeof chartToDrawView>;
