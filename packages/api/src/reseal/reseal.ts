import type { SealedRow } from "../kernel/sealed-box.ts";
import type { Services } from "../services.ts";
import { sealedGateSecrets, sealedSigningKeys } from "../tickets/index.ts";

type ResealServices = Pick<Services, "db" | "box" | "clock">;
type ReadRows = (services: ResealServices, after: string, take: number) => Promise<SealedRow[]>;

/** Every column that holds sealed texts, by table and column. A test compares this with the tables there are. */
export const SEALED_COLUMNS: Readonly<Record<string, ReadRows>> = {
  "signing_key.sealed_private_key": sealedSigningKeys,
  "gate_secret.sealed_secret": sealedGateSecrets,
};

export interface Resealed {
  /** Texts now under the current key that were not before. */
  readonly resealed: number;
  /** Texts that were under it already. */
  readonly current: number;
  /** What could not be opened, by its place; it lies as it lay. */
  readonly failures: readonly { readonly at: string; readonly reason: string }[];
  /** Sign-in codes that wait to be mailed under an older key. They are gone within minutes. */
  readonly waitingLetters: number;
}

const BATCH = 200;

/**
 * Seals everything that lies under an older key anew under the current one. Reads in batches and writes row by row, only
 * where nobody wrote in between, so it may run beside the product, be stopped, and be run again.
 */
export async function reseal(services: ResealServices, batch = BATCH): Promise<Resealed> {
  const outcome = { resealed: 0, current: 0, failures: [] as { at: string; reason: string }[] };
  for (const [column, readRows] of Object.entries(SEALED_COLUMNS)) {
    for (let after = ""; ; ) {
      const rows = await readRows(services, after, batch);
      for (const row of rows) {
        const text = resealed(services.box, row);
        if (text === null) outcome.current++;
        else if (text instanceof Error) outcome.failures.push({ at: `${column} ${row.key}`, reason: text.message });
        else outcome.resealed += await row.replace(text);
      }
      const last = rows.at(-1);
      if (!last) break;
      after = last.key;
    }
  }
  return { ...outcome, waitingLetters: await countWaitingLetters(services) };
}

/** The text under the current key; null when it is under it already, an error when it cannot be opened. */
function resealed(box: Services["box"], { sealed, context }: SealedRow): string | null | Error {
  try {
    return box.needsReseal(sealed) ? box.seal(box.open(sealed, context), context) : null;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function countWaitingLetters({ db, box }: ResealServices): Promise<number> {
  const waiting = await db.$queryRaw<{ sealed: string }[]>`
    SELECT j.payload->>'sealed' AS sealed FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = 'notifications.signIn' AND j.attempts < j.max_attempts AND j.payload->>'sealed' IS NOT NULL`;
  return waiting.filter(({ sealed }) => box.needsReseal(sealed)).length;
}
