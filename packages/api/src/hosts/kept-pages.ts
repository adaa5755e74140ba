/** A page rendered ahead of time, with its policy and its packed forms, as it goes to browsers. */
export interface KeptPage {
  readonly etag: string;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer;
  readonly packed: Map<string, Buffer>;
}

/**
 * Keeps the last used pages and files by address, within a bound of bytes. An entry is only served after the app has confirmed its
 * ETag, or under an address that names its content, so it cannot be older than the app itself.
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
