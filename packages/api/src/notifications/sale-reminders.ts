import type { z } from "zod";
import { Refusal } from "../errors.ts";
import { enqueue, type JobPayloads } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";
import { letterLocale } from "./letters/frame.ts";
import { dayAt, pageUrl, timeAt, titleIn } from "./letters/letter-words.ts";
import { saleReminderLetter } from "./letters/sale-reminder-letter.ts";
import type { saleReminderInput } from "./notifications.schema.ts";
import { sendLetter } from "./send-letter.ts";

const BEFORE_MS = 15 * 60_000;
const MOST_A_PERSON = 200;

/** Whether a person is reminded of a sale. */
export async function showSaleReminder({ db }: Services, personId: string, performanceId: string) {
  return { remind: (await db.saleReminder.count({ where: { personId, performanceId } })) > 0 };
}

/**
 * Promises a letter a quarter of an hour before a sale opens, or takes the promise back. Refuses NOT_FOUND for what nobody
 * may see, NOT_ON_SALE where the sale is already open, LIMIT_REACHED above two hundred promises to one person.
 */
export async function remindOfSale(
  services: Services,
  personId: string,
  { performanceId, remind, locale }: z.output<typeof saleReminderInput>,
): Promise<{ remind: boolean }> {
  const { db, clock } = services;
  if (!remind) {
    await db.saleReminder.deleteMany({ where: { personId, performanceId } });
    return { remind };
  }
  const performance = await db.performance.findUnique({
    where: { id: performanceId },
    select: { status: true, saleStartsAt: true, event: { select: { status: true } } },
  });
  if (performance?.status !== "published" || performance.event.status !== "published") throw new Refusal("NOT_FOUND");
  if (performance.saleStartsAt <= clock.now()) throw new Refusal("NOT_ON_SALE", { reason: "saleIsOpen" });
  if ((await db.saleReminder.count({ where: { personId } })) >= MOST_A_PERSON) throw new Refusal("LIMIT_REACHED");
  await db.$transaction(async (tx) => {
    const key = { personId_performanceId: { personId, performanceId } };
    await tx.saleReminder.upsert({ where: key, create: { personId, performanceId, locale }, update: { locale } });
    const runAt = new Date(performance.saleStartsAt.getTime() - BEFORE_MS);
    await enqueue(
      tx,
      "notifications.saleReminder",
      { personId, performanceId },
      { key: jobKey(personId, performanceId), runAt },
    );
  });
  return { remind };
}

const jobKey = (personId: string, performanceId: string) => `sale-reminder:${personId}:${performanceId}`;

/**
 * Sends the promised letter once. Nothing is sent when it is no longer wanted, the event is no longer on show, or the sale
 * has been open for an hour; a sale that was moved to later is waited for.
 */
export async function sendSaleReminder(
  services: Services,
  { personId, performanceId }: JobPayloads["notifications.saleReminder"],
): Promise<void> {
  const { db, clock, env } = services;
  const wanted = await db.saleReminder.findUnique({
    where: { personId_performanceId: { personId, performanceId } },
    include: { person: true, performance: { include: { event: true, venue: true } } },
  });
  if (!wanted) return;
  const { person, performance } = wanted;
  const { event, venue, saleStartsAt } = performance;
  if (performance.status !== "published" || event.status !== "published") return;
  const untilSaleMs = saleStartsAt.getTime() - clock.nowMs();
  if (untilSaleMs < -TOO_LATE_MS) return;
  if (untilSaleMs > BEFORE_MS + SLACK_MS) {
    const runAt = new Date(saleStartsAt.getTime() - BEFORE_MS);
    await db.$transaction((tx) =>
      enqueue(
        tx,
        "notifications.saleReminder",
        { personId, performanceId },
        { key: jobKey(personId, performanceId), runAt },
      ),
    );
    return;
  }
  const locale = letterLocale(wanted.locale);
  const facts = {
    title: titleIn(event, locale).title,
    day: dayAt(saleStartsAt, venue.timeZone, locale),
    time: timeAt(saleStartsAt, venue.timeZone),
    place: `${venue.name}, ${venue.city}`,
    eventUrl: pageUrl(env.PWA_URL, locale, `/events/${event.slug}`),
  };
  // By its moment: a sale that is moved after the letter went out is worth a second one.
  const dedupeKey = `sale-reminder:${personId}:${performanceId}:${saleStartsAt.getTime()}`;
  await sendLetter(services, { dedupeKey, kind: "saleReminder", to: person.email }, () =>
    saleReminderLetter(facts, locale),
  );
}

const TOO_LATE_MS = 3_600_000;
/** The queue's clock and ours may differ by a little. */
const SLACK_MS = 60_000;
