import { hashSource } from "./content-policy.ts";

const PATIENCE_MS = 2_000;
const NOTHING: readonly string[] = [];

/**
 * The one script that an app writes into the head of all its pages. Pages made on request carry it without a nonce, since the app's frame does not
 * know the request; it is known by its hash, read once from where the app also serves it as a file. While the app cannot say, pages go without
 * it: they show the system's theme for a moment.
 */
export class HeadScript {
  readonly #address: string;
  #sources: Promise<readonly string[]> | undefined;

  /** `path` is where the app serves the script, such as "/head.js". */
  constructor({ host, port }: { readonly host: string; readonly port: number }, path: string) {
    this.#address = `http://${host}:${port}${path}`;
  }

  /** What a policy names it by. */
  sources(): Promise<readonly string[]> {
    this.#sources ??= this.#read().catch(() => {
      this.#sources = undefined;
      return NOTHING;
    });
    return this.#sources;
  }

  async #read(): Promise<readonly string[]> {
    const answer = await fetch(this.#address, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(`${this.#address}: ${answer.status}`);
    return [hashSource(await answer.text())];
  }
}
