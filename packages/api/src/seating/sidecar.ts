import { z } from "zod";
import { type Defect, defectOf } from "./defects.ts";
import { LARGEST_COORDINATE } from "./plan-values.ts";

const length = z.number().min(-LARGEST_COORDINATE).max(LARGEST_COORDINATE);
const point = z.tuple([length, length]);
const outline = z.array(point).min(3).max(10_000);
const guids = z.array(z.string().min(1)).default([]);

/** What a chart knows and pretix's plan has no words for. Lengths are in the plan's unit, in the plan's frame. */
export const sidecarFile = z.strictObject({
  marks: z.strictObject({ wheelchair: guids, companion: guids, restrictedView: guids }).optional(),
  standing: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(120),
        capacity: z.number().int().min(1).max(200_000),
        /** A category of the plan, or a new one. */
        category: z.string().trim().min(1).max(120),
        outline,
        labelAt: point.optional(),
      }),
    )
    .max(200)
    .default([]),
  focalPoint: point.optional(),
  stage: z.strictObject({ label: z.string().max(120), outline }).optional(),
});

export type Sidecar = z.infer<typeof sidecarFile>;

/** Reads a sidecar from its JSON text; strict, as it is written for this house. */
export function readSidecar(text: string): { sidecar: Sidecar | null; defects: Defect[] } {
  let tree: unknown;
  try {
    tree = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { sidecar: null, defects: [defectOf("SIDECAR_NOT_JSON", "", false, { reason })] };
  }
  const read = sidecarFile.safeParse(tree);
  if (read.success) return { sidecar: read.data, defects: [] };
  const defects = read.error.issues.map(({ path, message }) =>
    defectOf("SIDECAR", path.map((step) => `/${String(step)}`).join(""), false, { reason: message }),
  );
  return { sidecar: null, defects };
}
