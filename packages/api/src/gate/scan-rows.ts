import { checkpointAt, type GateDay } from "./gate-days.ts";
import type { Scan } from "./merge-scans.ts";

/** What every gate of this house counts. Areas that count for themselves will need a column of their own. */
export const ENTRANCE = "entrance";

/**
 * What a scan was, in one word of the table: `in/WELCOME`, `refused/CODE_OLD`, `undo/WELCOME/<nonce of what it takes
 * back>`. The kind stands first, so that entries are found by it.
 */
export function writeScanWord({ kind, verdict, undoes }: Pick<Scan, "kind" | "verdict" | "undoes">): string {
  return [kind, verdict, ...(undoes === null ? [] : [undoes])].join("/");
}

const WORD = /^(in|out|undo|refused)\/([A-Z_]+)(?:\/([\w-]+))?$/;

/** A row of the table. */
export interface ScanRow {
  readonly deviceId: string;
  readonly nonce: string;
  readonly ticketId: string | null;
  readonly serial: number | null;
  readonly verdict: string;
  readonly scannedAt: Date;
}

/** A row as the gates' books have it. Throws for a word that `writeScanWord` did not write. */
export function scanOfRow(row: ScanRow, device: { readonly name: string } | undefined, days: readonly GateDay[]): Scan {
  const [, kind, verdict, undoes] = WORD.exec(row.verdict) ?? [];
  if (!kind || !verdict) throw new Error(`Scan ${row.nonce} of device ${row.deviceId} has an unknown word`);
  return {
    deviceId: row.deviceId,
    nonce: row.nonce,
    ticketId: row.ticketId,
    serial: row.serial ?? 0,
    kind: kind as Scan["kind"],
    undoes: undoes ?? null,
    checkpoint: checkpointAt(ENTRANCE, days, row.scannedAt.getTime()),
    gate: device?.name ?? "",
    atMs: row.scannedAt.getTime(),
    verdict,
  };
}
