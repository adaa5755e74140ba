/** What Redis answers in RESP2, with bytes left as they are and status lines told apart from strings. */
export type Reply = number | null | Buffer | StatusReply | ErrorReply | Reply[];

/** A line such as OK or QUEUED. */
export class StatusReply {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A refusal by Redis, such as `WRONGTYPE …`. */
export class ErrorReply {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/** A command as Redis reads it: an array of bulk strings. */
export function encodeCommand(args: readonly string[]): string {
  return `*${args.length}\r\n${args.map((arg) => `$${Buffer.byteLength(arg)}\r\n${arg}\r\n`).join("")}`;
}

const INCOMPLETE = Symbol("incomplete");

/** Collects bytes and hands out whole replies. Source: the RESP2 protocol specification of Redis. */
export class ReplyReader {
  #bytes: Buffer = Buffer.alloc(0);
  #at = 0;

  /** The replies that are complete with these bytes. */
  read(chunk: Buffer): Reply[] {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk]);
    const replies: Reply[] = [];
    for (;;) {
      this.#at = 0;
      const reply = this.#next();
      if (reply === INCOMPLETE) return replies;
      replies.push(reply);
      this.#bytes = this.#bytes.subarray(this.#at);
    }
  }

  #next(): Reply | typeof INCOMPLETE {
    const end = this.#bytes.indexOf("\r\n", this.#at);
    if (end === -1) return INCOMPLETE;
    const kind = String.fromCharCode(this.#bytes[this.#at] ?? 0);
    const line = this.#bytes.toString("utf8", this.#at + 1, end);
    this.#at = end + 2;
    if (kind === "+") return new StatusReply(line);
    if (kind === "-") return new ErrorReply(line);
    if (kind === ":") return Number(line);
    if (kind === "$") return this.#bulk(Number(line));
    if (kind === "*") return this.#array(Number(line));
    throw new Error(`Redis sent a reply of an unknown kind: ${kind}`);
  }

  #bulk(length: number): Buffer | null | typeof INCOMPLETE {
    if (length < 0) return null;
    if (this.#bytes.length < this.#at + length + 2) return INCOMPLETE;
    const value = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length + 2;
    return value;
  }

  #array(length: number): Reply[] | null | typeof INCOMPLETE {
    if (length < 0) return null;
    const items: Reply[] = [];
    for (let i = 0; i < length; i++) {
      const item = this.#next();
      if (item === INCOMPLETE) return INCOMPLETE;
      items.push(item);
    }
    return items;
  }
}
