#!/usr/bin/env node
/**
 * Prisma's schema engine without its native binary: the engine's stdio JSON-RPC, backed by the official WASM build and
 * the pg driver adapter. Prisma's CLI starts it because prisma.config.ts names it as the engine's binary.
 */
import { readFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as engineBindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: { datasource: { type: "string" }, datamodels: { type: "string", multiple: true } },
});
const datasource = flags.datasource ? JSON.parse(flags.datasource) : {};
const databaseUrl = datasource.url ?? process.env.DATABASE_URL;

const INTERNAL_CHAR_OID = 18;
const BPCHAR_OID = 1042;
const internalCharColumns = new Set();

// The adapter has no mapping for Postgres' internal "char", which the schema describer selects and reads as a
// character: let it through as bpchar here, and hand it over as Character in `mended` below.
const handleRowDescription = pg.Query.prototype.handleRowDescription;
pg.Query.prototype.handleRowDescription = function (message) {
  for (const field of message.fields) {
    if (field.dataTypeID !== INTERNAL_CHAR_OID) continue;
    field.dataTypeID = BPCHAR_OID;
    internalCharColumns.add(field.name);
  }
  return handleRowDescription.call(this, message);
};

/** The adapter with what the engine needs of it and the published one lacks. */
function mended(adapter) {
  // The published adapter cuts a script at every semicolon, also inside function bodies. Postgres takes it whole.
  adapter.executeScript = async (script) => {
    await adapter.client.query(script);
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (...query) => {
    const result = await queryRaw(...query);
    const isCharacter = (type, column) =>
      type === ColumnTypeEnum.Text &&
      internalCharColumns.has(result.columnNames[column]) &&
      result.rows.every((row) => row[column] === null || row[column].length === 1);
    const columnTypes = result.columnTypes.map((type, column) =>
      isCharacter(type, column) ? ColumnTypeEnum.Character : type,
    );
    return { ...result, columnTypes };
  };
  if (adapter.startTransaction) {
    const startTransaction = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (...options) => mended(await startTransaction(...options));
  }
  return adapter;
}

async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function createDatabase(url) {
  const target = new URL(url);
  const databaseName = decodeURIComponent(target.pathname.slice(1));
  target.pathname = "/postgres";
  target.search = "";
  await withClient(target.href, (client) => client.query(`CREATE DATABASE ${client.escapeIdentifier(databaseName)}`));
  return { databaseName };
}

const PRISMA_CODE_BY_SQLSTATE = { "3D000": "P1003", "28P01": "P1000", 28000: "P1000", "42P04": "P1009" };

async function runCommand(name) {
  try {
    if (name === "can-connect-to-database") await withClient(databaseUrl, async () => undefined);
    else if (name === "create-database") await createDatabase(databaseUrl);
    else throw new Error(`The schema engine has no command ${name}.`);
    process.exit(0);
  } catch (error) {
    const fields = {
      error_code: PRISMA_CODE_BY_SQLSTATE[error.code] ?? "P1001",
      message: error.message || String(error.code),
    };
    writeSync(2, `schema engine\n${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields })}`);
    process.exit(1);
  }
}

if (positionals[0] === "cli") await runCommand(positionals[1]);

let panicMessage = "";
let currentRequest = null;
const send = (message) => writeSync(1, `${JSON.stringify(message)}\n`);
const sendFailure = (id, message, data) =>
  send({ jsonrpc: "2.0", id, error: { code: 4466, message, data: { is_panic: false, ...data } } });

// Without this registry a Rust panic kills the process, and the CLI then exits 0 having done nothing.
globalThis.PRISMA_WASM_PANIC_REGISTRY = {
  set_message(message) {
    panicMessage = message;
  },
};

function die(error) {
  if (currentRequest) {
    const message = panicMessage || String(error?.stack ?? error);
    sendFailure(currentRequest.id, "panic", { message, meta: null, error_code: null });
  }
  process.exit(101);
}
process.on("uncaughtException", die);
process.on("unhandledRejection", die);

const wasmFolder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
const wasm = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(join(wasmFolder, "schema_engine_bg.wasm"))), {
  "./schema_engine_bg.js": engineBindings,
});
engineBindings.__wbg_set_wasm(wasm.exports);
wasm.exports.__wbindgen_start();

const schema = databaseUrl ? (new URL(databaseUrl).searchParams.get("schema") ?? undefined) : undefined;

// Not `connectionString`: pg lets it override `database`, and the shadow database would silently be the main one.
function connectionOptions(url) {
  const target = new URL(url);
  return {
    host: decodeURIComponent(target.hostname),
    port: Number(target.port || 5432),
    user: decodeURIComponent(target.username),
    password: decodeURIComponent(target.password),
    database: decodeURIComponent(target.pathname.slice(1)),
    max: 4,
  };
}

// Closed after each request: an idle pooled connection keeps Prisma Migrate's advisory lock, and the next
// applyMigrations would wait ten seconds for it.
const openAdapters = new Set();

class MigrationAdapterFactory extends PrismaPg {
  async connect() {
    const adapter = mended(await super.connect());
    openAdapters.add(adapter);
    return adapter;
  }

  async connectToShadowDb() {
    if (datasource.shadowDatabaseUrl) {
      await withClient(datasource.shadowDatabaseUrl, (client) =>
        client.query("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public"),
      );
      const own = new PrismaPg(connectionOptions(datasource.shadowDatabaseUrl), { schema });
      return mended(await own.connect());
    }
    const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
    await withClient(databaseUrl, (client) => client.query(`CREATE DATABASE "${name}"`));
    const shadow = new PrismaPg({ ...connectionOptions(databaseUrl), database: name }, { schema });
    const adapter = mended(await shadow.connect());
    const dispose = adapter.dispose.bind(adapter);
    adapter.dispose = async () => {
      await dispose();
      await withClient(databaseUrl, (client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
    };
    return adapter;
  }
}

let factory;

/** A fresh engine for each request, since one does not outlive its connections. */
function newEngine() {
  factory = bindMigrationAwareSqlAdapterFactory(
    new MigrationAdapterFactory(connectionOptions(databaseUrl), { schema }),
  );
  const datamodels = (flags.datamodels ?? []).map((path) => [path, readFileSync(path, "utf8")]);
  const log = (line) => process.env.SCHEMA_ENGINE_DEBUG && writeSync(2, `${line}\n`);
  return engineBindings.SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, log, factory);
}

async function call(request) {
  if (request.method === "createDatabase") return createDatabase(request.params?.datasource?.url ?? databaseUrl);
  const engine = await newEngine();
  const { migrationsList, filters } = request.params ?? {};
  // These two fail on an engine that has not opened its shadow connector; devDiagnostic only reads, and opens it.
  if (request.method === "evaluateDataLoss" || request.method === "createMigration") {
    await engine.devDiagnostic({ migrationsList, filters });
  }
  const method = request.method === "getDatabaseVersion" ? "version" : request.method;
  return engine[method](request.params);
}

async function handle(request) {
  currentRequest = request;
  panicMessage = "";
  try {
    const result = await call(request);
    if (request.method === "diff" && result?.stdout) {
      send({ jsonrpc: "2.0", id: `p${request.id}`, method: "print", params: { content: result.stdout } });
    }
    send({ jsonrpc: "2.0", id: request.id, result: result ?? {} });
  } catch (error) {
    const registered = typeof error?.id === "number" ? factory?.errorRegistry?.consumeError?.(error.id)?.error : null;
    const message = panicMessage || (registered?.message ?? error?.message ?? String(error));
    sendFailure(request.id, "An error happened. Check the data field for details.", {
      message,
      meta: error?.meta ?? null,
      error_code: error?.code ?? null,
    });
  }
}

async function closeAdapters() {
  for (const adapter of openAdapters) {
    openAdapters.delete(adapter);
    await adapter.dispose().catch(() => undefined);
  }
}

let queue = Promise.resolve();
createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })
  .on("line", (line) => {
    if (!line.trim()) return;
    const message = JSON.parse(line);
    if (message.method) queue = queue.then(() => handle(message)).then(closeAdapters);
  })
  .on("close", () => queue.finally(() => process.exit(0)));
