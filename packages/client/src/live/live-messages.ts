import { decodeChanges } from "@usher/api/contract";
import type { FeedBatch, FeedVersion } from "./availability-feed.ts";

/** Reads a `seats` message; null for anything else, since what a wire brings is not to be trusted. */
export function readSeatsMessage(message: unknown): FeedBatch | null {
  if (!isRecord(message)) return null;
  const { e, f, t, c } = message;
  if (!isCount(e) || !isCount(f) || !isCount(t) || typeof c !== "string") return null;
  try {
    return { epoch: e, from: f, to: t, changes: decodeChanges(c) };
  } catch {
    return null;
  }
}

/** Reads a `version` message; null for anything else. */
export function readVersionMessage(message: unknown): FeedVersion | null {
  if (!isRecord(message) || !isCount(message.e) || !isCount(message.v)) return null;
  return { epoch: message.e, counter: message.v };
}

function isRecord(message: unknown): message is Record<string, unknown> {
  return typeof message === "object" && message !== null;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
