import type { DoubleEntry, Scan } from "@usher/api/gate-decision";

/** The house takes at most 500 at once; fewer get through where the signal is poor. */
export const BATCH_SIZE = 200;
/** How often the house is asked for news while it answers. */
export const NEWS_EVERY_MS = 5_000;

/** Where scans wait until the house has them. */
export interface ScanShelf {
  /** Up to `limit` scans that the house has not confirmed. */
  unsynced(limit: number): Promise<readonly Scan[]>;
  markSynced(nonces: readonly string[]): Promise<void>;
}

/** What the house answers to a batch. */
export interface SyncAnswer {
  readonly accepted: readonly string[];
  readonly doubles: readonly DoubleEntry[];
}

export type SendScans = (scans: readonly Scan[]) => Promise<SyncAnswer>;

/**
 * Sends what waits, batch by batch, until nothing does; returns the doubles that the house found. A batch whose answer was
 * lost is sent again, which the house takes for the same scans. Throws when the house does not answer, or confirms
 * nothing of a batch.
 */
export async function sendUnsynced(shelf: ScanShelf, send: SendScans): Promise<DoubleEntry[]> {
  const doubles: DoubleEntry[] = [];
  for (;;) {
    const batch = await shelf.unsynced(BATCH_SIZE);
    if (batch.length === 0) return doubles;
    const answer = await send(batch);
    const sent = new Set(batch.map(({ nonce }) => nonce));
    const accepted = answer.accepted.filter((nonce) => sent.has(nonce));
    if (accepted.length === 0) throw new Error("The house confirmed none of the scans");
    await shelf.markSynced(accepted);
    doubles.push(...answer.doubles);
  }
}

/** How long to wait after `failures` in a row, ms: 1 s, doubled each time up to 30 s, spread by `chance` (0 to 1). */
export function retryDelayMs(failures: number, chance: number): number {
  const longest = Math.min(30_000, 1_000 * 2 ** Math.min(failures - 1, 10));
  // Spread, because the gates of a house lose and find their signal together.
  return Math.round(longest * (0.5 + chance / 2));
}

export interface SyncLoopParts {
  /** Sends and asks; a rejection is a failure. */
  readonly work: () => Promise<void>;
  readonly isOnline: () => boolean;
  /** Runs something once, later; returns the way to call it off. */
  readonly later: (run: () => void, afterMs: number) => () => void;
  readonly chance: () => number;
}

export interface SyncLoop {
  /** Works now, or right after what is under way, so that no scan waits for the next round. */
  nudge(): Promise<void>;
  stop(): void;
}

/** Works at once, then every `NEWS_EVERY_MS`; after failures ever more seldom. Never twice at a time. */
export function startSyncLoop({ work, isOnline, later, chance }: SyncLoopParts): SyncLoop {
  let failures = 0;
  let isStopped = false;
  let isWantedAgain = false;
  let underWay: Promise<void> | null = null;
  let callOff = () => {};

  const round = async () => {
    do {
      isWantedAgain = false;
      if (!isOnline()) break;
      try {
        await work();
        failures = 0;
      } catch {
        failures += 1;
        break;
      }
    } while (isWantedAgain && !isStopped);
  };

  const rest = () => {
    underWay = null;
    if (!isStopped) callOff = later(() => void nudge(), failures ? retryDelayMs(failures, chance()) : NEWS_EVERY_MS);
  };

  const nudge = (): Promise<void> => {
    if (isStopped) return Promise.resolve();
    isWantedAgain = true;
    if (!underWay) {
      callOff();
      underWay = round().then(rest);
    }
    return underWay;
  };

  void nudge();
  return {
    nudge,
    stop() {
      isStopped = true;
      callOff();
    },
  };
}
