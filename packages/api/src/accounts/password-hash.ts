import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { Refusal } from "../errors.ts";

interface Cost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP's figures for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. */
const COST: Cost = { memoryKib: 19_456, passes: 2, lanes: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Together they bound the memory of all tries of a process: what is worked on, and what waits for its turn. */
const AT_ONCE = 2;
const WAITING_AT_MOST = 60;
const COME_BACK_SECONDS = 5;

/** What a hash is made with that nobody has: a try for an unknown address costs what any other costs. */
const NOBODYS_SALT = Buffer.alloc(SALT_BYTES, 1);

const waiting: (() => void)[] = [];
let running = 0;

/** Runs a hashing when there is room. Refuses TOO_MANY_TRIES when too many wait already. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING_AT_MOST) throw new Refusal("TOO_MANY_TRIES", { waitSeconds: COME_BACK_SECONDS });
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await work();
  } finally {
    // The room is handed on as it is, so that nobody who comes now slips in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** Compatible characters are one character, so that the same keys give the same password on every keyboard. */
const written = (password: string): string => password.normalize("NFKC");

function derive(password: string, salt: Buffer, cost: Cost, bytes: number): Promise<Buffer> {
  const parameters = {
    message: written(password),
    nonce: salt,
    parallelism: cost.lanes,
    tagLength: bytes,
    memory: cost.memoryKib,
    passes: cost.passes,
  };
  return inTurn(
    () =>
      new Promise((resolve, reject) => {
        argon2("argon2id", parameters, (error, key) => (error ? reject(error) : resolve(key)));
      }),
  );
}

const plain64 = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

/** A password's hash as a PHC string, salted anew each time. Refuses TOO_MANY_TRIES when too many are being hashed. */
export async function hashPassword(password: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, cost, HASH_BYTES);
  return `$argon2id$v=19$m=${cost.memoryKib},t=${cost.passes},p=${cost.lanes}$${plain64(salt)}$${plain64(hash)}`;
}

function parse(phc: string) {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(phc);
  if (!parts) throw new Error("A kept password hash is not an Argon2id PHC string.");
  const [, memory, passes, lanes, salt = "", hash = ""] = parts;
  const cost: Cost = { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) };
  return { cost, salt: Buffer.from(salt, "base64"), hash: Buffer.from(hash, "base64") };
}

/**
 * Whether a password is the one a hash was made of. Without a hash (nobody has that address, or no password) the answer is no
 * and takes as long. Refuses TOO_MANY_TRIES when too many are being hashed.
 */
export async function isPassword(password: string, phc: string | null): Promise<boolean> {
  if (phc === null) {
    await derive(password, NOBODYS_SALT, COST, HASH_BYTES);
    return false;
  }
  const { cost, salt, hash } = parse(phc);
  return timingSafeEqual(hash, await derive(password, salt, cost, hash.length));
}

/** Whether a hash is cheaper to guess at than what is made today. */
export function isOutdated(phc: string): boolean {
  const { cost } = parse(phc);
  return cost.memoryKib < COST.memoryKib || cost.passes < COST.passes;
}
