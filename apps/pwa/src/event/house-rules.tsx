import type { EventView, PerformanceView } from "@usher/api/contract";
import { money, timeOfDay } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { BadgeCheck, CalendarDays, CalendarX2, ShieldCheck, Undo2 } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { HOURS_OF_KIND } from "./words-of-kind.ts";

interface HouseRulesProps {
  readonly locale: Locale;
  readonly event: EventView;
  readonly performance: PerformanceView;
  /** The last day of the refund as it is read; null when there is none. */
  readonly refundDate: string | null;
}

/** The evening's times, and what happens if something changes: where the words of the trust row lead. */
export async function HouseRules({ locale, event, performance, refundDate }: HouseRulesProps) {
  const t = await getTranslations({ locale, namespace: "event" });
  const { refundFeeMinor, currency } = performance;
  const fee = money(refundFeeMinor, currency, locale);
  const refund = refundDate
    ? refundFeeMinor > 0
      ? t("mindFee", { fee, date: refundDate })
      : t("mindFree", { date: refundDate })
    : t("mindNone");
  const rules = [
    { id: "rule-refund", Icon: Undo2, title: t("mindTitle"), text: refund },
    { id: "rule-moves", Icon: CalendarDays, title: t("movesTitle"), text: t("movesText") },
    { id: "rule-cancelled", Icon: CalendarX2, title: t("cancelledRuleTitle"), text: t("cancelledRuleText") },
    { id: "rule-gate", Icon: ShieldCheck, title: t("gateTitle"), text: t("gateText") },
    {
      id: "rule-organizer",
      Icon: BadgeCheck,
      title: t("verifiedTitle"),
      text: event.organizer.verified
        ? t("verifiedText", { name: event.organizer.name })
        : t("unverifiedText", { name: event.organizer.name }),
    },
  ];
  const hours = HOURS_OF_KIND[event.kind];
  const evening = [
    { at: performance.doorsAt, what: t(hours.beforeRow) },
    { at: performance.startsAt, what: t(hours.startRow) },
    { at: performance.endsAt, what: t(hours.afterRow) },
  ].filter((row) => row.at !== null);
  return (
    <div className="grid gap-10 pt-8 lg:grid-cols-[1.6fr_1fr] lg:pt-9">
      <section>
        <h2 className="mb-3">{t("ifChanges")}</h2>
        <ul className="facts">
          {rules.map(({ id, Icon, title, text }) => (
            <li
              key={id}
              id={id}
              className="scroll-mt-6 rounded-xl target:bg-torch-wash target:shadow-[0_0_0_8px_var(--torch-wash)]"
            >
              <Icon aria-hidden />
              <div>
                <h3 className="text-[16px]">{title}</h3>
                <div className="small dim">{text}</div>
              </div>
            </li>
          ))}
        </ul>
      </section>
      {evening.length > 1 && (
        <section>
          <h2 className="mb-2">{t(hours.hours)}</h2>
          <ul className="list">
            {evening.map(({ at, what }) => (
              <li key={what} className="!min-h-12 !px-0 !py-2">
                <div className="when !w-14">
                  <b className="!text-[18px]">{at && timeOfDay(at, performance.venue.timeZone, locale)}</b>
                </div>
                <div className="strong grow">{what}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
