/** An event whose listeners may have work to do before whoever told it goes on. */
export class WaitedEvent extends Event {
  readonly #work: Promise<unknown>[] = [];

  /** What comes next (the session's end, or leaving the page) waits for this work. */
  waitUntil(work: Promise<unknown>): void {
    this.#work.push(work);
  }

  /** Resolves when all of it ended, well or not. */
  async done(): Promise<void> {
    await Promise.allSettled(this.#work);
  }
}

/** Tells the whole page, and resolves when everybody who listens is done. */
export async function tellAndWait(type: string): Promise<void> {
  const event = new WaitedEvent(type);
  window.dispatchEvent(event);
  await event.done();
}
