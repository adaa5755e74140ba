import { Prisma, type Tx } from "@usher/db";

const ROWS_A_STATEMENT = 4_000;

/**
 * Writes many rows of one table with few statements: the rows go over as one JSON text and are taken apart by Postgres.
 * Keys are column names; every row has the keys of the first.
 */
export async function insertRows(tx: Tx, table: string, rows: readonly Record<string, unknown>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Prisma.raw(
    Object.keys(first)
      .map((name) => `"${name}"`)
      .join(", "),
  );
  const target = Prisma.raw(`"${table}"`);
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    const batch = JSON.stringify(rows.slice(at, at + ROWS_A_STATEMENT));
    await tx.$executeRaw`INSERT INTO ${target} (${columns})
      SELECT ${columns} FROM json_populate_recordset(NULL::${target}, ${batch}::json)`;
  }
}
