import { expect, test } from "vitest";
import {
  closedFeed,
  type FeedBatch,
  type FeedEffect,
  type FeedEvent,
  type FeedState,
  parseVersion,
  REORDER_MS,
  stepFeed,
} from "./availability-feed.ts";

/** Drives the machine as a browser would, with a clock that the test turns. */
function drive() {
  let state: FeedState = closedFeed;
  let now = 0;
  const step = (event: FeedEvent): readonly FeedEffect[] => {
    const result = stepFeed(state, event, { now, random: 0 });
    state = result.state;
    return result.effects;
  };
  return {
    step,
    state: () => state,
    pass: (milliseconds: number) => {
      now += milliseconds;
      return step({ type: "tick" });
    },
  };
}

function opened(version = "1:10") {
  const feed = drive();
  feed.step({ type: "opened" });
  feed.step({ type: "snapshotCame", version: parseVersion(version), seats: "@@@@" });
  return feed;
}

const batch = (from: number, to: number, epoch = 1): FeedBatch => ({ epoch, from, to, changes: [[from, 0x42]] });
const hear = (from: number, to: number, epoch = 1): FeedEvent => ({ type: "batch", batch: batch(from, to, epoch) });

test("opening asks for the whole house", () => {
  expect(drive().step({ type: "opened" })).toEqual([{ type: "askSnapshot" }]);
});

test("changes that follow are applied at once", () => {
  const feed = opened();
  expect(feed.step(hear(10, 12))).toEqual([{ type: "apply", changes: [[10, 0x42]] }]);
  expect(feed.state().version).toEqual({ epoch: 1, counter: 12 });
});

test("what came before the snapshot is applied after it, and only what it does not hold", () => {
  const feed = drive();
  feed.step({ type: "opened" });
  expect(feed.step(hear(8, 10))).toEqual([]);
  expect(feed.step(hear(10, 11))).toEqual([]);
  const effects = feed.step({ type: "snapshotCame", version: parseVersion("1:10"), seats: "@@" });
  expect(effects).toEqual([
    { type: "replace", seats: "@@" },
    { type: "apply", changes: [[10, 0x42]] },
  ]);
});

test("a reordered pair is put in order without asking anybody", () => {
  const feed = opened();
  expect(feed.step(hear(11, 12))).toEqual([]);
  expect(feed.step(hear(10, 11))).toEqual([
    {
      type: "apply",
      changes: [
        [10, 0x42],
        [11, 0x42],
      ],
    },
  ]);
  expect(feed.pass(REORDER_MS + 1)).toEqual([]);
});

test("a lost message is asked for after half a second", () => {
  const feed = opened();
  feed.step(hear(11, 12));
  expect(feed.pass(REORDER_MS - 1)).toEqual([]);
  expect(feed.pass(1)).toEqual([{ type: "askSince", version: { epoch: 1, counter: 10 } }]);
  const effects = feed.step({ type: "deltasCame", version: parseVersion("1:12"), changes: [[1, 0x42]] });
  expect(effects).toEqual([{ type: "apply", changes: [[1, 0x42]] }]);
  expect(feed.state()).toMatchObject({ version: { epoch: 1, counter: 12 }, early: [], askAt: null, asking: null });
});

test("the heartbeat finds a lost message that nothing followed", () => {
  const feed = opened();
  expect(feed.step({ type: "versionNamed", version: parseVersion("1:10") })).toEqual([]);
  expect(feed.pass(60_000)).toEqual([]);
  feed.step({ type: "versionNamed", version: parseVersion("1:11") });
  expect(feed.pass(REORDER_MS)).toEqual([{ type: "askSince", version: { epoch: 1, counter: 10 } }]);
});

test("deltas that are no longer kept lead to a snapshot", () => {
  const feed = opened();
  feed.step(hear(50, 51));
  feed.pass(REORDER_MS);
  expect(feed.step({ type: "deltasCame", version: parseVersion("1:51"), changes: null })).toEqual([
    { type: "askSnapshot" },
  ]);
});

test("a lower epoch is an echo of the past", () => {
  const feed = opened("2:3");
  expect(feed.step(hear(3, 4, 1))).toEqual([]);
  expect(feed.step({ type: "versionNamed", version: parseVersion("1:99") })).toEqual([]);
  expect(feed.pass(60_000)).toEqual([]);
  expect(feed.state().version).toEqual({ epoch: 2, counter: 3 });
});

test("a higher epoch means a house built anew: a snapshot, then its own changes", () => {
  const feed = opened("1:10");
  expect(feed.step(hear(4, 5, 2))).toEqual([]);
  expect(feed.pass(REORDER_MS)).toEqual([{ type: "askSnapshot" }]);
  const effects = feed.step({ type: "snapshotCame", version: parseVersion("2:4"), seats: "BB" });
  expect(effects).toEqual([
    { type: "replace", seats: "BB" },
    { type: "apply", changes: [[4, 0x42]] },
  ]);
});

test("a repeated message changes nothing", () => {
  const feed = opened();
  feed.step(hear(10, 12));
  expect(feed.step(hear(10, 12))).toEqual([]);
  expect(feed.step(hear(9, 11))).toEqual([]);
});

test("a snapshot older than what is shown is thrown away and asked for again", () => {
  const feed = opened("1:10");
  feed.step(hear(10, 20));
  feed.step(hear(4, 5, 2));
  feed.pass(REORDER_MS);
  expect(feed.step({ type: "snapshotCame", version: parseVersion("1:15"), seats: "@@" })).toEqual([]);
  expect(feed.pass(1_000)).toEqual([{ type: "askSnapshot" }]);
});

test("questions that fail are asked again, ever more slowly", () => {
  const feed = opened();
  feed.step(hear(11, 12));
  feed.pass(REORDER_MS);
  feed.step({ type: "askFailed" });
  expect(feed.pass(999)).toEqual([]);
  expect(feed.pass(1)).toHaveLength(1);
  feed.step({ type: "askFailed" });
  expect(feed.pass(1_999)).toEqual([]);
  expect(feed.pass(1)).toHaveLength(1);
});

test("coming back asks what was missed, once", () => {
  const feed = opened();
  expect(feed.step({ type: "checkNow" })).toEqual([{ type: "askSince", version: { epoch: 1, counter: 10 } }]);
  expect(feed.step({ type: "checkNow" })).toEqual([]);
});

test("any order of arrival, with losses and repeats, ends in the same house", () => {
  const seats = 40;
  const truth = new Map<number, number>();
  const batches: FeedBatch[] = [];
  for (let counter = 0; counter < 200; counter++) {
    const change = [(counter * 7) % seats, 0x40 + (counter % 3)] as const;
    truth.set(change[0], change[1]);
    batches.push({ epoch: 1, from: counter, to: counter + 1, changes: [change] });
  }
  let seed = 20_260_101;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 2_147_483_648;
  };
  for (let round = 0; round < 50; round++) {
    const shown = new Map<number, number>();
    const feed = drive();
    const act = (effects: readonly FeedEffect[]): void => {
      for (const effect of effects) {
        if (effect.type === "apply") for (const [index, byte] of effect.changes) shown.set(index, byte);
        if (effect.type !== "askSince") continue;
        const missed = batches.slice(effect.version.counter).flatMap((b) => b.changes);
        act(feed.step({ type: "deltasCame", version: { epoch: 1, counter: batches.length }, changes: missed }));
      }
    };
    feed.step({ type: "opened" });
    act(feed.step({ type: "snapshotCame", version: { epoch: 1, counter: 0 }, seats: "@".repeat(seats) }));
    const arriving = batches
      .flatMap((b) => (random() < 0.1 ? [] : random() < 0.1 ? [b, b] : [b]))
      .map((b) => ({ b, at: b.from + random() * 8 }))
      .sort((one, other) => one.at - other.at);
    for (const { b } of arriving) {
      act(feed.step({ type: "batch", batch: b }));
      act(feed.pass(40));
    }
    act(feed.step({ type: "versionNamed", version: { epoch: 1, counter: batches.length } }));
    act(feed.pass(REORDER_MS));
    expect([...shown].sort()).toEqual([...truth].sort());
  }
});
