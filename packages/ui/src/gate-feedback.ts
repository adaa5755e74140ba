/** Every way the gate answers a code. */
export type VerdictKind =
  | "welcome"
  | "used"
  | "otherGate"
  | "otherDay"
  | "revoked"
  | "oldCode"
  | "checkId"
  | "unreadable";

/** One note: its pitch in hertz, when it starts and how long it sounds, in milliseconds. */
export interface Note {
  readonly pitch: number;
  readonly at: number;
  readonly lasts: number;
}

/** What is heard and felt. Vibration is milliseconds on, off, on, as the browser takes it. */
export interface Signal {
  readonly wave: OscillatorType;
  readonly notes: readonly Note[];
  readonly vibration: readonly number[];
}

const REFUSED: Signal = {
  wave: "square",
  notes: [
    { pitch: 196, at: 0, lasts: 160 },
    { pitch: 147, at: 190, lasts: 320 },
  ],
  vibration: [180, 70, 180],
};

const LOOK: Signal = {
  wave: "triangle",
  notes: [
    { pitch: 587, at: 0, lasts: 110 },
    { pitch: 587, at: 170, lasts: 110 },
    { pitch: 587, at: 340, lasts: 110 },
  ],
  vibration: [60, 60, 60, 60, 60],
};

/**
 * Four sounds that differ in direction, rhythm and colour, so that they are told apart in noise and by those who hear
 * little: up for welcome, down for refused, there and back for another gate, three the same for "look".
 */
export const GATE_SIGNALS: Record<VerdictKind, Signal> = {
  welcome: {
    wave: "sine",
    notes: [
      { pitch: 784, at: 0, lasts: 90 },
      { pitch: 1175, at: 90, lasts: 180 },
    ],
    vibration: [70],
  },
  used: REFUSED,
  otherDay: REFUSED,
  revoked: REFUSED,
  oldCode: REFUSED,
  otherGate: {
    wave: "triangle",
    notes: [
      { pitch: 523, at: 0, lasts: 120 },
      { pitch: 698, at: 140, lasts: 120 },
      { pitch: 523, at: 280, lasts: 160 },
    ],
    vibration: [90, 60, 220],
  },
  checkId: LOOK,
  unreadable: { ...LOOK, notes: LOOK.notes.slice(0, 1), vibration: [40, 40, 40] },
};

/** Opens the gate's sound. Call it inside a press: phones keep sound shut until someone touches the screen. */
export function openGateSound(): AudioContext {
  const audio = new AudioContext({ latencyHint: "interactive" });
  void audio.resume();
  return audio;
}

/** Plays the verdict's notes, at a volume of 0 to 1. Silent if the phone keeps sound shut. */
export function playVerdictTone(kind: VerdictKind, audio: AudioContext, volume = 0.5): void {
  const { wave, notes } = GATE_SIGNALS[kind];
  // A square wave is louder than a sine of the same height.
  const peak = Math.max(0.001, volume * (wave === "square" ? 0.4 : 1));
  for (const { pitch, at, lasts } of notes) {
    const from = audio.currentTime + at / 1000;
    const until = from + lasts / 1000;
    const voice = audio.createOscillator();
    const envelope = audio.createGain();
    voice.type = wave;
    voice.frequency.value = pitch;
    // Soft ends, since a hard cut clicks.
    envelope.gain.setValueAtTime(0.0001, from);
    envelope.gain.exponentialRampToValueAtTime(peak, from + 0.008);
    envelope.gain.setValueAtTime(peak, Math.max(from + 0.008, until - 0.03));
    envelope.gain.exponentialRampToValueAtTime(0.0001, until);
    voice.connect(envelope).connect(audio.destination);
    voice.start(from);
    voice.stop(until);
  }
}

/** Lets the phone be felt, where it can. Returns whether it could. */
export function vibrateVerdict(kind: VerdictKind): boolean {
  if (typeof navigator === "undefined" || typeof navigator.vibrate !== "function") return false;
  return navigator.vibrate([...GATE_SIGNALS[kind].vibration]);
}
