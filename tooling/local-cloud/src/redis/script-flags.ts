import { createHash } from "node:crypto";
import { ErrorReply, type Reply } from "./resp.ts";

const UPSTASH_ONLY = /^#!lua(?= flags=allow-key-locking\s*\n)/;

/**
 * Scripts for Upstash may begin with `#!lua flags=allow-key-locking`, which a plain Redis rejects. Their first line becomes a
 * comment, and the digest that the client knows is translated in both directions.
 */
export class ScriptFlags {
  readonly #ownDigests = new Map<string, string>();

  /** The command as a plain Redis takes it. */
  translate(command: readonly string[]): string[] {
    const [name = "", first = "", ...rest] = command;
    const verb = name.toUpperCase();
    if (verb === "EVAL" || verb === "EVAL_RO") return [name, this.#plain(first), ...rest];
    if (verb === "EVALSHA" || verb === "EVALSHA_RO") return [name, this.#ownDigests.get(first) ?? first, ...rest];
    if (verb !== "SCRIPT") return [...command];
    if (first.toUpperCase() === "LOAD") return [name, first, ...rest.map((script) => this.#plain(script))];
    if (first.toUpperCase() === "EXISTS")
      return [name, first, ...rest.map((digest) => this.#ownDigests.get(digest) ?? digest)];
    return [...command];
  }

  /** The reply as the client expects it: SCRIPT LOAD answers with the digest of what it sent. */
  translateReply(command: readonly string[], reply: Reply): Reply {
    const [name = "", first = "", script = ""] = command;
    const isLoad = name.toUpperCase() === "SCRIPT" && first.toUpperCase() === "LOAD";
    return isLoad && !(reply instanceof ErrorReply) ? Buffer.from(digestOf(script)) : reply;
  }

  #plain(script: string): string {
    if (!UPSTASH_ONLY.test(script)) return script;
    const plain = script.replace(UPSTASH_ONLY, "-- lua");
    this.#ownDigests.set(digestOf(script), digestOf(plain));
    return plain;
  }
}

function digestOf(script: string): string {
  return createHash("sha1").update(script).digest("hex");
}
