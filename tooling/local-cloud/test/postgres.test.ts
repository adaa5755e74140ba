import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningPostgres, startPostgres } from "../src/index.ts";
import { scratchFolder } from "./scratch.ts";

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("PostgreSQL", () => {
  let dir: string;
  let postgres: RunningPostgres;
  const start = (port: number) => startPostgres({ port, dir, maxConnections: 30, databases: ["box_office"] });

  beforeAll(async () => {
    dir = join(await scratchFolder(), "postgres");
    postgres = await start(0);
  });
  afterAll(() => postgres.stop());

  test("is version 18 with the asked number of connections, the asked database, and the extensions", async () => {
    const url = postgres.url("box_office");
    expect(await ask(url, "SELECT current_setting('server_version_num')::int / 10000 AS major")).toEqual([
      { major: 18 },
    ]);
    expect(await ask(url, "SHOW max_connections")).toEqual([{ max_connections: "30" }]);
    const names = ["pg_trgm", "btree_gist", "pgcrypto", "citext", "unaccent"];
    const list = names.map((name) => `'${name}'`).join(",");
    const sql = `SELECT count(*)::int AS count FROM pg_available_extensions WHERE name IN (${list})`;
    expect(await ask(url, sql)).toEqual([{ count: names.length }]);
  });

  test("a database is made once, also when two ask for it at the same moment", async () => {
    const [first, second] = await Promise.all([postgres.ensureDatabase("twin"), postgres.ensureDatabase("twin")]);
    expect(first).toBe(second);
    expect(await ask(first, "SELECT current_database() AS name")).toEqual([{ name: "twin" }]);
  });

  test("nobody gets in without the password of this folder", async () => {
    const url = new URL(postgres.url());
    url.password = "postgres";
    await expect(ask(url.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
  });

  test("it listens on the loopback address alone", async () => {
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === "IPv4" && !one.internal);
    if (!outside) return;
    const socket = createConnection({
      host: outside.address,
      port: postgres.port,
    });
    await expect(once(socket, "connect")).rejects.toThrow(/ECONNREFUSED/);
  });

  test("what was committed before a crash is there after the next start, on the same port", async () => {
    const url = postgres.url("box_office");
    await ask(url, "CREATE TABLE sold (seat int PRIMARY KEY)");
    await ask(url, "INSERT INTO sold SELECT generate_series(1, 1000)");
    await postgres.kill();
    expect(postgres.isRunning()).toBe(false);
    await expect(ask(url, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);
    postgres = await start(postgres.port);
    expect(postgres.url("box_office")).toBe(url);
    expect(await ask(url, "SELECT count(*)::int AS count FROM sold")).toEqual([{ count: 1000 }]);
  });

  test("a lock whose number now belongs to another program does not stop it from starting", async () => {
    await postgres.kill();
    const bystander = spawn("sleep", ["60"], { stdio: "ignore" });
    const lock = join(dir, "postmaster.pid");
    const lines = (await readFile(lock, "utf8")).split("\n");
    await writeFile(lock, [String(bystander.pid), ...lines.slice(1)].join("\n"));
    postgres = await start(0);
    expect(bystander.exitCode).toBeNull();
    bystander.kill();
    expect(await ask(postgres.url(), "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  test("a server that is stopped says goodbye cleanly: the next start has nothing to recover", async () => {
    await postgres.stop();
    postgres = await start(0);
    expect(postgres.output()).not.toMatch(/was not properly shut down|automatic recovery/);
  });

  test("it does not outlive a process that is killed", async () => {
    const script = join(import.meta.dirname, "orphan.fixture.ts");
    const owner = spawn(process.execPath, [script, join(dir, "..", "orphan")], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = await once(owner.stdout.setEncoding("utf8"), "data");
    const { postgresPid, redisPid } = JSON.parse(String(line));
    owner.kill("SIGKILL");
    for (const pid of [postgresPid, redisPid]) await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});

/** A process that ended but was not yet collected by its parent counts as gone. */
async function isAlive(pid: number): Promise<boolean> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "stat=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}

test("it runs from a folder that only its owner may enter, as a clone in root's home is", async () => {
  const closed = await mkdtemp(join(tmpdir(), "usher-closed-"));
  await chmod(closed, 0o700);
  const server = await startPostgres({ port: 0, dir: join(closed, "data", "postgres"), databases: ["inside"] });
  try {
    const client = new pg.Client({ connectionString: server.url("inside") });
    await client.connect();
    expect((await client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await client.end();
  } finally {
    await server.stop();
    await rm(closed, { recursive: true, force: true });
  }
});
