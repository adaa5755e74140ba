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
