import { Refusal } from "../errors.ts";
import { compileChart } from "./compile-chart.ts";
import type { Defect } from "./defects.ts";
import type { Drawing } from "./drawing/index.ts";
import type { ChartGeometry } from "./geometry.ts";
import { readPretixPlan } from "./pretix-plan.ts";
import { reviseChart } from "./revise-chart.ts";
import { readSidecar } from "./sidecar.ts";
import type { CompiledRevision } from "./store-chart.ts";

const MOST_REASONS = 20;

export interface PlanTexts {
  readonly name: string;
  readonly plan: string;
  readonly sidecar?: string;
  /** The revision that this one follows, whose seats keep their indexes. */
  readonly before: { readonly geometry: ChartGeometry; readonly seatKeys: readonly string[] } | null;
}

/** A chart and the drawing it came from, mended. */
export interface CompiledPlan extends CompiledRevision {
  readonly drawing: Drawing;
}

/** A plan file as a chart. Refuses PLAN_UNREADABLE; its detail has the first reason's place and words, and the others. */
export function compilePlan({ name, plan: planText, sidecar: sidecarText, before }: PlanTexts): CompiledPlan {
  const { plan, defects } = readPretixPlan(planText);
  if (!plan) throw unreadable(defects);
  const read = sidecarText === undefined ? undefined : readSidecar(sidecarText);
  if (read && !read.sidecar) throw unreadable(read.defects);
  const compiled = compileChart({ ...plan, name }, read?.sidecar ?? undefined);
  const { revision } = before ? reviseChart(before, compiled) : { revision: compiled };
  const drawing = { plan, sidecar: read?.sidecar ?? { standing: [] } };
  return { ...revision, defects: [...defects, ...revision.defects], drawing };
}

function unreadable(defects: readonly Defect[]): Refusal {
  const fatal = defects.filter(({ mended }) => !mended).slice(0, MOST_REASONS);
  const [first] = fatal;
  return new Refusal("PLAN_UNREADABLE", {
    code: first?.code,
    message: first?.message,
    values: first?.values,
    path: first?.path,
    defects: fatal,
  });
}
