/** How the next calls fail: with this HTTP status before anything happened, or silently after it happened. */
export type FailureManner = number | "after-success";

/** What can be wrong with the service. Milliseconds are real ones. */
export interface FaultSettings {
  delayMs: number;
  rateLimitPerSecond: number | null;
  /** Accepts API calls and never answers them; nothing happens either. */
  silent: boolean;
  /** Destroys every connection except those of the control interface. */
  down: boolean;
}

const NONE: FaultSettings = { delayMs: 0, rateLimitPerSecond: null, silent: false, down: false };

/** The faults that are in force, and the count of calls that still have to fail. */
export class Faults {
  settings: FaultSettings = { ...NONE };
  #failures: { left: number; manner: FailureManner } = { left: 0, manner: 500 };
  #second = 0;
  #callsThisSecond = 0;

  set(changes: Partial<FaultSettings>) {
    this.settings = { ...this.settings, ...changes };
  }

  failNext(calls: number, manner: FailureManner) {
    this.#failures = { left: calls, manner };
  }

  clear() {
    this.settings = { ...NONE };
    this.#failures.left = 0;
  }

  /** What is to be seen of the faults. */
  view() {
    return { ...this.settings, failNext: this.#failures.left > 0 ? { ...this.#failures } : null };
  }

  /** Whether this call is one too many for its second. Real seconds, since callers retry in real time. */
  isOverRate(): boolean {
    const { rateLimitPerSecond } = this.settings;
    if (rateLimitPerSecond === null) return false;
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#callsThisSecond = 0;
    }
    this.#callsThisSecond += 1;
    return this.#callsThisSecond > rateLimitPerSecond;
  }

  /** Takes one failure with a status, if the next call is to have one. */
  takeRefusal(): number | undefined {
    const { left, manner } = this.#failures;
    if (left === 0 || manner === "after-success") return undefined;
    this.#failures.left -= 1;
    return manner;
  }

  /** Takes one loss of the answer, if the call that just succeeded is to have one. Only writing calls count. */
  takeLoss(): boolean {
    const { left, manner } = this.#failures;
    if (left === 0 || manner !== "after-success") return false;
    this.#failures.left -= 1;
    return true;
  }
}
