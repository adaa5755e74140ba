import { EventEmitter } from "node:events";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type MailMessage, mailMessage } from "./mail-message.ts";

const KEPT_MESSAGES = 1_000;

/** Which messages: to this address, and with this in the subject. */
export interface MailFilter {
  to?: string;
  subject?: string;
}

/** The last messages, a thousand unless told, in memory and, when it has a folder, on disk beside it. */
export class Inbox {
  readonly #messages: MailMessage[] = [];
  readonly #arrivals = new EventEmitter();
  readonly #folder: string | undefined;
  readonly #kept: number;
  #lastId = 0;

  constructor(folder: string | undefined, kept = KEPT_MESSAGES) {
    this.#folder = folder;
    this.#kept = kept;
    this.#arrivals.setMaxListeners(0);
  }

  /** Reads back what an earlier run kept. */
  async load(): Promise<void> {
    if (!this.#folder) return;
    await mkdir(this.#folder, { recursive: true });
    const names = (await readdir(this.#folder)).filter((name) => name.endsWith(".json")).sort();
    for (const name of names.slice(-this.#kept)) {
      const parsed = mailMessage.safeParse(parse(await readFile(join(this.#folder, name), "utf8")));
      if (parsed.success) this.#messages.push(parsed.data);
    }
  }

  /** An id that sorts by arrival. */
  nextId(): string {
    this.#lastId = Math.max(Date.now(), this.#lastId + 1);
    return String(this.#lastId);
  }

  async add(message: MailMessage): Promise<void> {
    if (this.#folder) await writeFile(this.#file(this.#folder, message), JSON.stringify(message));
    this.#messages.push(message);
    const forgotten = this.#messages.length > this.#kept ? this.#messages.shift() : undefined;
    if (forgotten && this.#folder) await rm(this.#file(this.#folder, forgotten), { force: true });
    this.#arrivals.emit("message", message);
  }

  /** Newest first. */
  list(filter: MailFilter = {}): MailMessage[] {
    return this.#messages.filter((message) => fits(message, filter)).toReversed();
  }

  get(id: string): MailMessage | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  /** The newest message that fits, or the first that arrives. Refuses after `timeoutSeconds`. */
  waitFor(filter: MailFilter, timeoutSeconds: number): Promise<MailMessage> {
    const [present] = this.list(filter);
    if (present) return Promise.resolve(present);
    return new Promise((resolve, reject) => {
      const hear = (message: MailMessage) => {
        if (!fits(message, filter)) return;
        stop();
        resolve(message);
      };
      const timer = setTimeout(() => {
        stop();
        reject(new Error(`No such message within ${timeoutSeconds} s: ${JSON.stringify(filter)}`));
      }, timeoutSeconds * 1000);
      const stop = () => {
        clearTimeout(timer);
        this.#arrivals.off("message", hear);
      };
      this.#arrivals.on("message", hear);
    });
  }

  async clear(): Promise<void> {
    const gone = this.#messages.splice(0);
    if (this.#folder) for (const message of gone) await rm(this.#file(this.#folder, message), { force: true });
  }

  #file(folder: string, { id }: MailMessage): string {
    return join(folder, `${id}.json`);
  }
}

function fits(message: MailMessage, { to, subject }: MailFilter): boolean {
  const isTo = to === undefined || message.to.some((address) => address.toLowerCase() === to.toLowerCase());
  return isTo && (subject === undefined || message.subject.includes(subject));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
