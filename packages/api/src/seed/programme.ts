import { HOSHI_PROGRAMME } from "./programme-of-hoshi.ts";
import { KADE_PROGRAMME } from "./programme-of-kade.ts";
import type { SeededEvent } from "./seeded-event.ts";

/** What is on: fourteen events and one that is still a draft. */
export const PROGRAMME: readonly SeededEvent[] = [...KADE_PROGRAMME, ...HOSHI_PROGRAMME];
