/** A page rendered ahead of time, with its policy and its packed forms, as it goes to browsers. */
export interface KeptPage {
  readonly etag: string;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer;
  readonly packed: Map<string, Buffer>;
  /** When the app last said that it stands, in ms, for each kind of asker that may be answered otherwise. */
  readonly confirmedAt: Map<string, number>;
}

/** Kinds of askers that are remembered a page: what people's browsers say is theirs to choose, and must not fill the memory. */
const MOST_ASKERS = 200;

/** Whether the app said of a page to such an asker, within so many ms, that it stands. */
export function isConfirmed({ confirmedAt }: KeptPage, asker: string, withinMs: number): boolean {
  const at = confirmedAt.get(asker);
  return at !== undefined && performance.now() - at < withinMs;
}

/** The app has just said to such an asker that the page stands. */
export function confirmNow({ confirmedAt }: KeptPage, asker: string): void {
  if (confirmedAt.size >= MOST_ASKERS) confirmedAt.clear();
  confirmedAt.set(asker, performance.now());
}

/**
 * Keeps the last used pages and files by address, within a bound of bytes. An entry is only served after the app has confirmed its
 * ETag, now or within the moment that the front server lets it stand, or under an address that names its content.
 */
export class KeptPages {
  readonly #entries = new Map<string, KeptPage>();
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(key: string): KeptPage | undefined {
    const page = this.#entries.get(key);
    if (!page) return undefined;
    // A map remembers the order of insertion, which makes it the order of use.
    this.#entries.delete(key);
    this.#entries.set(key, page);
    return page;
  }

  /** Room for the packed forms, which come later, is taken at once. */
  set(key: string, page: KeptPage): void {
    this.delete(key);
    if (weight(page) > this.#maxBytes / 4) return;
    this.#entries.set(key, page);
    this.#bytes += weight(page);
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) break;
      this.delete(oldest);
    }
  }

  delete(key: string): void {
    const page = this.#entries.get(key);
    if (!page) return;
    this.#entries.delete(key);
    this.#bytes -= weight(page);
  }
}

function weight(page: KeptPage): number {
  return page.body.length * 2;
}
