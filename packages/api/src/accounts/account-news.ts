import type { Tx } from "@usher/db";
import { newId } from "../kernel/ids.ts";
import { enqueue, type JobPayloads } from "../kernel/jobs.ts";

/** Promises a letter about a change of somebody's account, in the transaction of the change. */
export async function tellOfChange(
  tx: Tx,
  change: Omit<JobPayloads["notifications.accountChanged"], "changeId">,
): Promise<void> {
  await enqueue(tx, "notifications.accountChanged", { changeId: newId(), ...change });
}
