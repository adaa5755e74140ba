import ical, { ICalAlarmType } from "ical-generator";
import { Refusal } from "../errors.ts";
import { isUuid } from "../kernel/ids.ts";
import type { Services } from "../services.ts";
import { type Locale, textsIn } from "./event-texts.ts";

const MINUTE_MS = 60_000;
const LENGTH_MS = 15 * MINUTE_MS;
const ALARM_SECONDS = 10 * 60;
const WORDS = {
  en: { summary: (title: string) => `${title}: tickets go on sale`, file: "on-sale" },
  zh: { summary: (title: string) => `《${title}》开售`, file: "on-sale" },
} as const satisfies Record<Locale, { summary: (title: string) => string; file: string }>;

/**
 * The start of a performance's sale as a calendar (RFC 5545) that wakes its owner ten minutes before. The same for
 * everybody. Refuses NOT_FOUND for a performance that nobody may see.
 */
export async function saleCalendar(services: Services, performanceId: string, wantedLocale: string): Promise<Response> {
  if (!isUuid(performanceId)) throw new Refusal("NOT_FOUND");
  const row = await services.db.performance.findUnique({ where: { id: performanceId }, include: { event: true } });
  if (row?.status !== "published" || row.event.status !== "published") throw new Refusal("NOT_FOUND");
  const locale: Locale = wantedLocale === "zh" ? "zh" : "en";
  const words = WORDS[locale];
  const base = services.env.PWA_URL.replace(/\/$/, "");
  const calendar = ical({ prodId: { company: "Usher", product: "Tickets" }, name: "Usher" });
  const entry = calendar.createEvent({
    id: `sale.${row.id}@${new URL(services.env.PWA_URL).hostname}`,
    stamp: row.createdAt,
    start: row.saleStartsAt,
    end: new Date(row.saleStartsAt.getTime() + LENGTH_MS),
    summary: words.summary(textsIn(row.event, locale).title),
    url: `${base}${locale === "zh" ? "/zh" : ""}/events/${row.event.slug}`,
  });
  entry.createAlarm({ type: ICalAlarmType.display, trigger: ALARM_SECONDS });
  return new Response(calendar.toString(), {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="usher-${words.file}.ics"`,
      "cache-control": "public, max-age=300",
    },
  });
}
