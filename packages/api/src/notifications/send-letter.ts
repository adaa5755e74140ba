import { newId } from "../kernel/ids.ts";
import type { Services } from "../services.ts";
import type { WrittenLetter } from "./letters/frame.ts";

export interface LetterIntent {
  /** What the letter is about, once: "order-paid:<order id>". */
  readonly dedupeKey: string;
  readonly kind: string;
  readonly to: string;
}

/** A little less than a database connection may sit idle in a transaction. */
const LOCKED_FOR_MS = 18_000;

/**
 * Sends a letter once for its key, however often its job runs; a run that finds another one sending leaves it to that one.
 * Between the mail server's yes and our mark lies a moment: a process that dies in it sends the letter a second time,
 * for a letter twice is better than none. Both carry the same message id, by which mail programs know the repeat.
 */
export async function sendLetter(
  services: Services,
  { dedupeKey, kind, to }: LetterIntent,
  write: () => WrittenLetter,
): Promise<void> {
  const { db, mailer, clock } = services;
  await db.letter.createMany({ data: [{ id: newId(), dedupeKey, kind, toEmail: to }], skipDuplicates: true });
  await db.$transaction(
    async (tx) => {
      const [letter] = await tx.$queryRaw<{ id: string; to_email: string }[]>`
        SELECT id, to_email FROM letter WHERE dedupe_key = ${dedupeKey} AND sent_at IS NULL FOR UPDATE SKIP LOCKED`;
      if (!letter) return;
      await mailer.send({ id: letter.id, to: letter.to_email, ...write() });
      await tx.letter.update({ where: { id: letter.id }, data: { sentAt: clock.now() } });
    },
    { timeout: LOCKED_FOR_MS },
  );
}
