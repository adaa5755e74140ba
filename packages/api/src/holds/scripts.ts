import { loadScript } from "../kernel/redis.ts";

const PRELUDE = "../availability/prelude";
const load = (name: string) => loadScript(import.meta.url, name, [PRELUDE]);

export const holdSeatsScript = load("hold-seats");
export const extendHoldScript = load("extend-hold");
export const releaseHoldScript = load("release-hold");
export const claimHoldScript = load("claim-hold");
export const unclaimHoldScript = load("unclaim-hold");
export const readHoldsScript = load("read-holds");
