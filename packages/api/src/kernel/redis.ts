import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Redis } from "@upstash/redis";
import { Redis as Connection } from "ioredis";

/**
 * Redis as the code above sees it: @upstash/redis, whatever carries the commands. `REDIS_URL` goes through an
 * in-process requester over one connection, an Upstash address through the SDK's own HTTP.
 *
 * The SDK tries JSON.parse on every text it is given. So scripts answer whole numbers as numbers and put `=` before
 * every text, which no JSON begins with.
 */
export interface RedisAccess {
  readonly client: Redis;
  /** Put before every key, so that several installations and tests share a server. */
  readonly prefix: string;
  /** A connection of one's own for blocking reads; null when Redis is reached over REST. */
  openConnection(): Connection | null;
  close(): Promise<void>;
}

export type RedisAddress =
  | { readonly kind: "url"; readonly url: string }
  | { readonly kind: "rest"; readonly url: string; readonly token: string };

type Command = readonly (string | number | boolean)[];

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

const COMMAND_TIMEOUT_MS = 5_000;
const LOCKING_SHEBANG = /^#!lua flags=allow-key-locking/;

/**
 * Scripts of @upstash/ratelimit begin with a shebang that only Upstash understands. For a plain Redis that line becomes
 * a comment, and the script's SHA is mapped to the one Redis then knows it by.
 */
class ShebangTranslator {
  readonly #shaByOriginal = new Map<string, string>();

  translate([name, ...rest]: Command): Command {
    const verb = String(name).toUpperCase();
    const first = String(rest[0] ?? "");
    if (verb === "EVAL" && LOCKING_SHEBANG.test(first)) return [name as string, this.#plain(first), ...rest.slice(1)];
    if (verb === "EVALSHA") return [name as string, this.#shaByOriginal.get(first) ?? first, ...rest.slice(1)];
    if (verb === "SCRIPT" && first.toUpperCase() === "LOAD") {
      const script = String(rest[1] ?? "");
      return LOCKING_SHEBANG.test(script) ? [name as string, first, this.#plain(script)] : [name as string, ...rest];
    }
    if (verb === "SCRIPT" && first.toUpperCase() === "EXISTS") {
      return [name as string, first, ...rest.slice(1).map((sha) => this.#shaByOriginal.get(String(sha)) ?? sha)];
    }
    return [name as string, ...rest];
  }

  #plain(script: string): string {
    const plain = `--${script}`;
    this.#shaByOriginal.set(sha1(script), sha1(plain));
    return plain;
  }
}

/** Opens Redis. Commands give up after 5 s; a lost connection is taken up again by itself. */
export function openRedis(address: RedisAddress, prefix: string): RedisAccess {
  if (address.kind === "rest") {
    const client = new Redis({ url: address.url, token: address.token, retry: { retries: 2 }, latencyLogging: false });
    return { client, prefix, openConnection: () => null, close: async () => undefined };
  }
  const options = { protocol: 2 as const, replyTransformers: false, maxRetriesPerRequest: 1, connectTimeout: 2_000 };
  const connection = new Connection(address.url, {
    ...options,
    commandTimeout: COMMAND_TIMEOUT_MS,
    retryStrategy: (tries: number) => Math.min(50 * tries, 1_000),
  });
  connection.on("error", () => undefined); // each command reports its own failure
  const translator = new ShebangTranslator();
  const run = async (command: Command): Promise<{ result?: unknown; error?: string }> => {
    const [name, ...args] = translator.translate(command);
    try {
      return { result: await connection.call(String(name), ...args.map(String)) };
    } catch (error) {
      return { error: error instanceof Error ? error.message : String(error) };
    }
  };
  const request = async ({ path, body }: { path?: string[]; body?: unknown }): Promise<unknown> => {
    if (path?.[0] === "pipeline") return Promise.all((body as Command[]).map(run));
    if (path?.[0] === "multi-exec") throw new Error("Transactions are scripts here");
    return run(body as Command);
  };
  return {
    client: new Redis({ request } as ConstructorParameters<typeof Redis>[0]),
    prefix,
    openConnection: () =>
      new Connection(address.url, { ...options, maxRetriesPerRequest: null, retryStrategy: () => 200 }).on(
        "error",
        () => undefined,
      ),
    close: async () => {
      connection.disconnect();
    },
  };
}

/** A Lua script of the house, sent by its hash and in full when Redis does not know it. */
export interface RedisScript {
  run<T>(redis: RedisAccess, keys: string[], args: (string | number)[]): Promise<T>;
}

/**
 * Reads `<name>.lua` beside the module at `moduleUrl`, with the given preludes before it.
 * The path is computed rather than written as `new URL(…)`, which a bundler would turn into an asset of its own.
 */
export function loadScript(moduleUrl: string, name: string, preludes: readonly string[] = []): RedisScript {
  const folder = dirname(fileURLToPath(moduleUrl));
  const source = [...preludes, name].map((file) => readFileSync(join(folder, `${file}.lua`), "utf8")).join("\n");
  const sha = sha1(source);
  return {
    async run<T>(redis: RedisAccess, keys: string[], args: (string | number)[]) {
      const texts = args.map(String);
      try {
        return (await redis.client.evalsha(sha, keys, texts)) as T;
      } catch (error) {
        if (!(error instanceof Error && error.message.includes("NOSCRIPT"))) throw error;
        return (await redis.client.eval(source, keys, texts)) as T;
      }
    },
  };
}
