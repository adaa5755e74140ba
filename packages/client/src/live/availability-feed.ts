/**
 * Keeps one performance's picture of its seats true over a wire that loses, doubles and reorders messages. A pure state
 * machine: `stepFeed` takes what happened and answers what to do; whoever drives it owns sockets, requests and timers.
 *
 * Versions are `epoch:counter`. Within an epoch, changes are applied only without a gap; a higher epoch means that the
 * house was built anew, so only a snapshot helps; a lower one is an echo of the past and is ignored.
 */

export type SeatChange = readonly [index: number, byte: number];

export interface FeedVersion {
  readonly epoch: number;
  readonly counter: number;
}

/** Changes that lead from version `from` to version `to` of `epoch`. */
export interface FeedBatch {
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
  readonly changes: readonly SeatChange[];
}

export interface FeedState {
  readonly version: FeedVersion | null;
  /** Batches that came before their turn, by `from`. */
  readonly early: readonly FeedBatch[];
  /** A question on its way. */
  readonly asking: "since" | "snapshot" | null;
  /** When to ask next, milliseconds on the driver's clock. */
  readonly askAt: number | null;
  /** What is to be asked then. */
  readonly askFor: "since" | "snapshot";
  /** The highest counter of this epoch that anybody has named: below it, something is missing. */
  readonly knownCounter: number;
  /** Questions in a row that failed. */
  readonly failures: number;
}

export type FeedEvent =
  | { readonly type: "opened" }
  | { readonly type: "batch"; readonly batch: FeedBatch }
  /** Someone named the current version: the heartbeat, or the answer to a hold of our own. */
  | { readonly type: "versionNamed"; readonly version: FeedVersion }
  | { readonly type: "snapshotCame"; readonly version: FeedVersion; readonly seats: string }
  | { readonly type: "deltasCame"; readonly version: FeedVersion; readonly changes: readonly SeatChange[] | null }
  | { readonly type: "askFailed" }
  /** Reconnected, seen again after being hidden, or due to be asked because the socket is away. */
  | { readonly type: "checkNow" }
  | { readonly type: "tick" };

export type FeedEffect =
  | { readonly type: "replace"; readonly seats: string }
  | { readonly type: "apply"; readonly changes: readonly SeatChange[] }
  | { readonly type: "askSince"; readonly version: FeedVersion }
  | { readonly type: "askSnapshot" };

export interface FeedClock {
  /** Milliseconds; only differences count. */
  readonly now: number;
  /** 0 to 1: spreads the questions of many browsers that missed the same message. */
  readonly random: number;
}

export interface FeedStep {
  readonly state: FeedState;
  readonly effects: readonly FeedEffect[];
}

/** How long a batch may wait for the one before it. */
export const REORDER_MS = 500;
const JITTER_MS = 400;
const RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;

export const closedFeed: FeedState = {
  version: null,
  early: [],
  asking: null,
  askAt: null,
  askFor: "snapshot",
  knownCounter: 0,
  failures: 0,
};

/** Reads `epoch:counter`. Throws on anything else, since a wrong version would hide lost seats. */
export function parseVersion(text: string): FeedVersion {
  const match = /^(\d+):(\d+)$/.exec(text);
  if (!match) throw new Error(`Not a version: ${text}`);
  return { epoch: Number(match[1]), counter: Number(match[2]) };
}

export function formatVersion({ epoch, counter }: FeedVersion): string {
  return `${epoch}:${counter}`;
}

/** One step of the machine. `state.askAt` says when the driver must send a `tick`. */
export function stepFeed(state: FeedState, event: FeedEvent, clock: FeedClock): FeedStep {
  switch (event.type) {
    case "opened":
      return ask({ ...closedFeed, askFor: "snapshot" });
    case "batch":
      return settle(hear(state, event.batch), clock);
    case "versionNamed":
      return settle(heedVersion(state, event.version), clock);
    case "snapshotCame":
      return takeSnapshot(state, event.version, event.seats, clock);
    case "deltasCame":
      return takeDeltas(state, event.version, event.changes, clock);
    case "askFailed":
      return still(retryLater(state, clock));
    case "checkNow":
      return state.asking ? still(state) : ask(state);
    case "tick":
      return state.askAt !== null && clock.now >= state.askAt && !state.asking ? ask(state) : still(state);
  }
}

function still(state: FeedState): FeedStep {
  return { state, effects: [] };
}

function ask(state: FeedState): FeedStep {
  const { version } = state;
  const next = { ...state, askAt: null };
  if (state.askFor === "since" && version) {
    return { state: { ...next, asking: "since" }, effects: [{ type: "askSince", version }] };
  }
  return { state: { ...next, asking: "snapshot" }, effects: [{ type: "askSnapshot" }] };
}

/** The house was built anew under a higher epoch: what we have and what waits belongs to the past. */
function needSnapshot(state: FeedState): FeedState {
  return { ...state, askFor: "snapshot" };
}

function hear(state: FeedState, batch: FeedBatch): FeedState {
  const { version } = state;
  if (version && batch.epoch < version.epoch) return state;
  const early = [...state.early.filter((other) => other.epoch >= batch.epoch), batch].sort(
    (one, other) => one.from - other.from,
  );
  if (!version) return { ...state, early };
  if (batch.epoch > version.epoch) return needSnapshot({ ...state, early });
  return { ...state, early, knownCounter: Math.max(state.knownCounter, batch.to) };
}

function heedVersion(state: FeedState, named: FeedVersion): FeedState {
  const { version } = state;
  if (!version || named.epoch < version.epoch) return state;
  if (named.epoch > version.epoch) return needSnapshot(state);
  return { ...state, knownCounter: Math.max(state.knownCounter, named.counter) };
}

/**
 * Applies what follows without a gap. A batch that overlaps what is known may be applied whole: its bytes are absolute
 * and in order, so it ends in the same state.
 */
function settle(state: FeedState, clock: FeedClock): FeedStep {
  const { version } = state;
  if (!version) return still(state);
  let { counter } = version;
  const changes: SeatChange[] = [];
  const early: FeedBatch[] = [];
  for (const batch of state.early) {
    if (batch.epoch < version.epoch || (batch.epoch === version.epoch && batch.to <= counter)) continue;
    if (batch.epoch === version.epoch && batch.from <= counter) {
      changes.push(...batch.changes);
      counter = batch.to;
    } else early.push(batch);
  }
  const settled = { ...state, early, version: { epoch: version.epoch, counter } };
  const isBehind = settled.askFor === "snapshot" || counter < settled.knownCounter;
  const askAt = isBehind ? (state.askAt ?? clock.now + REORDER_MS + clock.random * JITTER_MS) : null;
  return {
    state: { ...settled, askAt: settled.asking ? null : askAt },
    effects: changes.length > 0 ? [{ type: "apply", changes }] : [],
  };
}

function takeSnapshot(state: FeedState, version: FeedVersion, seats: string, clock: FeedClock): FeedStep {
  const known = state.version;
  const isOlder =
    known && (version.epoch < known.epoch || (version.epoch === known.epoch && version.counter < known.counter));
  // A cached snapshot can be a second old. What we have is newer, and what is missing is asked for again.
  if (isOlder) return still(retryLater(state, clock));
  const waits = state.early.some((batch) => batch.epoch > version.epoch);
  const isSameEpoch = known?.epoch === version.epoch;
  const next: FeedState = {
    ...state,
    version,
    asking: null,
    askAt: null,
    askFor: waits ? "snapshot" : "since",
    failures: 0,
    knownCounter: highest(version.counter, isSameEpoch ? state.knownCounter : 0, state.early, version.epoch),
  };
  const { state: settled, effects } = settle(next, clock);
  return { state: settled, effects: [{ type: "replace", seats }, ...effects] };
}

function highest(counter: number, known: number, early: readonly FeedBatch[], epoch: number): number {
  return Math.max(counter, known, ...early.filter((batch) => batch.epoch === epoch).map((batch) => batch.to));
}

function takeDeltas(
  state: FeedState,
  version: FeedVersion,
  changes: readonly SeatChange[] | null,
  clock: FeedClock,
): FeedStep {
  const known = state.version;
  if (!known) return still(state);
  if (version.epoch < known.epoch) return still(retryLater(state, clock));
  if (changes === null || version.epoch > known.epoch) return ask(needSnapshot(state));
  const isNews = version.counter > known.counter;
  const next: FeedState = {
    ...state,
    version: isNews ? version : known,
    asking: null,
    askAt: null,
    failures: 0,
    knownCounter: Math.max(state.knownCounter, version.counter),
  };
  const { state: settled, effects } = settle(next, clock);
  const apply: FeedEffect[] = isNews && changes.length > 0 ? [{ type: "apply", changes }] : [];
  return { state: settled, effects: [...apply, ...effects] };
}

function retryLater(state: FeedState, clock: FeedClock): FeedState {
  const wait = Math.min(RETRY_MS * 2 ** state.failures, LONGEST_RETRY_MS);
  return {
    ...state,
    asking: null,
    failures: state.failures + 1,
    askAt: clock.now + wait + clock.random * JITTER_MS,
  };
}
