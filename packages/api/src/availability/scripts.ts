import { loadScript } from "../kernel/redis.ts";

const load = (name: string) => loadScript(import.meta.url, name, ["prelude"]);

export const releaseDueHolds = load("release-due-holds");
export const settleSeatsScript = load("settle-seats");
export const buildAvailabilityScript = load("build-availability");
export const readSnapshotScript = load("read-snapshot");
export const readDeltasScript = load("read-deltas");
