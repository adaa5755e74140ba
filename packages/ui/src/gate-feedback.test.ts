import { expect, test } from "vitest";
import { GATE_SIGNALS, playVerdictTone, type VerdictKind } from "./gate-feedback.ts";

const kinds = Object.keys(GATE_SIGNALS) as VerdictKind[];
const melody = (kind: VerdictKind) => GATE_SIGNALS[kind].notes.map(({ pitch }) => pitch);

test("welcome rises and a refusal falls", () => {
  const [first = 0, last = 0] = melody("welcome");
  expect(last).toBeGreaterThan(first);
  for (const kind of ["used", "otherDay", "revoked", "oldCode"] as const) {
    const [start = 0, end = 0] = melody(kind);
    expect(end).toBeLessThan(start);
  }
});

test("the four answers are told apart by ear and by hand", () => {
  const answers = (["welcome", "used", "otherGate", "checkId"] as const).map((kind) => GATE_SIGNALS[kind]);
  expect(new Set(answers.map(({ notes }) => JSON.stringify(notes))).size).toBe(4);
  expect(new Set(answers.map(({ vibration }) => vibration.join())).size).toBe(4);
});

test.each(kinds)("%s is over within six tenths of a second", (kind) => {
  const { notes, vibration } = GATE_SIGNALS[kind];
  for (const { at, lasts } of notes) expect(at + lasts).toBeLessThanOrEqual(600);
  expect(vibration.reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(600);
});

test.each(kinds)("%s sounds each note once, and each voice ends", (kind) => {
  const voices: { from: number; until: number; pitch: number }[] = [];
  const audio = {
    currentTime: 4,
    destination: {},
    createGain: () => ({
      gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} },
      connect: (to: unknown) => to,
    }),
    createOscillator: () => {
      const voice = { from: Number.NaN, until: Number.NaN, pitch: 0 };
      voices.push(voice);
      return {
        type: "sine",
        frequency: {
          set value(pitch: number) {
            voice.pitch = pitch;
          },
        },
        connect: (to: unknown) => to,
        start: (at: number) => {
          voice.from = at;
        },
        stop: (at: number) => {
          voice.until = at;
        },
      };
    },
  };
  playVerdictTone(kind, audio as unknown as AudioContext);
  expect(voices.map(({ pitch }) => pitch)).toEqual(melody(kind));
  for (const { from, until } of voices) expect(from >= 4 && until > from).toBe(true);
});
