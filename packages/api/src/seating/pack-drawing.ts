import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { Refusal } from "../errors.ts";
import type { Drawing } from "./drawing/index.ts";
import { pretixPlan } from "./pretix-plan.schema.ts";
import { sidecarFile } from "./sidecar.ts";

/** What a drawing's text may have, in bytes: five times a house of 60,000 seats. */
const MOST_BYTES = 50_000_000;

const deflate = promisify(gzip);
const inflate = promisify(gunzip);

/** A drawing as it is stored and sent: its JSON, gzipped. */
export async function packDrawing(drawing: Drawing): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await deflate(JSON.stringify(drawing)));
}

/**
 * What came as a drawing, if it is one. A few kilobytes can unfold to gigabytes, so it is given up where a drawing ends to
 * be one. Refuses DRAWING_TOO_LARGE and PLAN_UNREADABLE.
 */
export async function unpackDrawing(bytes: Uint8Array): Promise<Drawing> {
  const tree = parse(await unfold(bytes));
  if (typeof tree !== "object" || tree === null) throw new Refusal("PLAN_UNREADABLE");
  const plan = pretixPlan.safeParse("plan" in tree ? tree.plan : null);
  const sidecar = sidecarFile.safeParse("sidecar" in tree ? tree.sidecar : null);
  if (!plan.success || !sidecar.success) throw new Refusal("PLAN_UNREADABLE");
  return { plan: plan.data, sidecar: sidecar.data };
}

async function unfold(bytes: Uint8Array): Promise<string> {
  try {
    return (await inflate(bytes, { maxOutputLength: MOST_BYTES })).toString("utf8");
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    throw new Refusal(isTooLarge ? "DRAWING_TOO_LARGE" : "PLAN_UNREADABLE", { megabytes: MOST_BYTES / 1_000_000 });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("PLAN_UNREADABLE");
  }
}
