import { PrismaPg } from "@prisma/adapter-pg";
import type { Prisma } from "../generated/client.ts";
import { PrismaClient } from "../generated/client.ts";
import { createStatementNames } from "./statement-names.ts";

export { Prisma } from "../generated/client.ts";
export * from "../generated/enums.ts";
export { holdName } from "./presence.ts";

export type Database = PrismaClient;
/** A running transaction. */
export type Tx = Prisma.TransactionClient;

export interface DatabaseOptions {
  /** Connections in the pool. */
  readonly poolSize?: number;
}

/**
 * Opens a pool on `url`. Connecting is lazy; statements give up after 15 s so that nothing waits for ever. Each connection
 * keeps the statements it has seen parsed and planned, so a pooler in between has to know prepared statements.
 */
export function openDatabase(url: string, { poolSize = 10 }: DatabaseOptions = {}): Database {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: poolSize,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 20_000,
    },
    { statementNameGenerator: createStatementNames() },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 10_000, timeout: 15_000 } });
}
