/** The type of `SigningOut`. */
export const SIGNING_OUT = "usher:signing-out";

/** Told to whoever keeps something of this person on the device, before the session ends. */
export class SigningOut extends Event {
  readonly #work: Promise<unknown>[] = [];

  constructor() {
    super(SIGNING_OUT);
  }

  /** What comes next (the session's end, or leaving the page) waits for this work. */
  waitUntil(work: Promise<unknown>): void {
    this.#work.push(work);
  }

  /** Resolves when all of it ended, well or not. */
  async done(): Promise<void> {
    await Promise.allSettled(this.#work);
  }
}

/** Has everything of this person taken off the device. */
export async function takeOffDevice(): Promise<void> {
  const leaving = new SigningOut();
  window.dispatchEvent(leaving);
  await leaving.done();
}
