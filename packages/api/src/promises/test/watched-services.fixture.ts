import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { watchStatements } from "@usher/db/testing";
import { Redis } from "ioredis";
import type { Services } from "../../services.ts";

/**
 * Puts a watchman before everything by which a process can change the world: statements and commits, scripts and
 * commands of Redis, calls of the payment provider, letters, live messages. `around` is given the step's name and what
 * carries it out. Reads change nothing, so a death beside one is a death beside the next step, and they are let through.
 * The drivers are wrapped from outside: the product knows nothing of it.
 */
export type Around = <T>(step: string, perform: () => Promise<T>) => Promise<T>;

export function watchDrivers(around: Around): void {
  watchStatements((text, values) => stepOfStatement(text, values), around);
  watchRedis(around);
}

/** What a statement does, by verb and table; undefined for one that changes nothing. */
function stepOfStatement(text: string, values: readonly unknown[]): string | undefined {
  if (/^\s*(commit|rollback)\b/i.test(text)) return `sql ${text.trim().toLowerCase().split(/\s/)[0]}`;
  if (text.includes("graphile_worker.add_job")) return `sql enqueue ${String(values[0])}`;
  if (/_private_jobs/.test(text)) return /delete from/i.test(text) ? "sql end job" : "sql take job";
  const bare = text.replaceAll(/for\s+(no\s+key\s+)?update/gi, "").replaceAll(/do\s+update\s+set/gi, "");
  const verb = /\b(insert\s+into|update|delete\s+from)\s+(?:"public"\.)?"?(\w+)"?/i.exec(bare);
  return verb ? `sql ${String(verb[1]).split(/\s/)[0]?.toLowerCase()} ${verb[2]}` : undefined;
}

const SOURCE = join(import.meta.dirname, "../..");

/** The scripts by the hash under which Redis knows them. */
function scriptNames(): Map<string, string> {
  const prelude = readFileSync(join(SOURCE, "availability/prelude.lua"), "utf8");
  const names = new Map<string, string>();
  for (const folder of ["availability", "holds"]) {
    for (const file of readdirSync(join(SOURCE, folder)).filter((name) => name.endsWith(".lua"))) {
      const source = `${prelude}\n${readFileSync(join(SOURCE, folder, file), "utf8")}`;
      names.set(createHash("sha1").update(source).digest("hex"), file.slice(0, -4));
    }
  }
  return names;
}

const READING_COMMANDS = ["GET", "HGET", "XRANGE", "INFO", "EXISTS"];

function watchRedis(around: Around): void {
  const names = scriptNames();
  const call = Redis.prototype.call as (...args: unknown[]) => Promise<unknown>;
  const watched = function (this: Redis, ...args: unknown[]): Promise<unknown> {
    const [command, first] = args.map(String);
    const script = command === "EVALSHA" || command === "evalsha" ? names.get(String(first)) : undefined;
    const name = script ?? String(command).toUpperCase();
    if (READING_COMMANDS.includes(name) || name.startsWith("read-")) return call.apply(this, args);
    return around(`redis ${name}`, () => call.apply(this, args));
  };
  Object.assign(Redis.prototype, { call: watched });
}

/** Services whose calls to the outside are watched too. */
export function watchedServices(services: Services, around: Around): Services {
  const { payments, mailer, live } = services;
  return {
    ...services,
    payments: {
      ...payments,
      openPage: (...args) => around("provider open page", () => payments.openPage(...args)),
      closePage: (...args) => around("provider close page", () => payments.closePage(...args)),
      refund: (...args) => around("provider refund", () => payments.refund(...args)),
    },
    mailer: { ...mailer, send: (letter) => around("send letter", () => mailer.send(letter)) },
    live: { ...live, send: (events) => around("tell live page", () => live.send(events)) },
  };
}
