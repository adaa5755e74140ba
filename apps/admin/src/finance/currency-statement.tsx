import type { StatementView } from "@usher/api/contract";
import { count, money } from "@usher/client/format";
import { Stat, Stats } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useOrganizer } from "../shell/organizer.ts";

interface CurrencyStatementProps {
  readonly statement: StatementView["currencies"][number];
  /** Whether the month has ended. */
  readonly isOver: boolean;
  /** Whether it has to be said which currency it is, since there are several. */
  readonly isNamed: boolean;
}

/** One currency of a month: what stood open, what moved, what stands open, and the tax in it. */
export function CurrencyStatement({ statement, isOver, isNamed }: CurrencyStatementProps) {
  const t = useTranslations("finance");
  const { locale } = useOrganizer();
  const { currency, tickets, ticketsBack, taxes, feesMinor } = statement;
  const amount = (minor: number) => money(minor, currency, locale);
  const moving = taxes.filter(({ netMinor, taxMinor }) => netMinor !== 0 || taxMinor !== 0);
  return (
    <section aria-label={currency} className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {isNamed && <h3 className="font-[640] text-13">{currency}</h3>}
      <Stats>
        <Stat label={t("opening")} value={amount(statement.openingMinor)} />
        <Stat
          label={t("sold")}
          value={amount(statement.soldMinor)}
          note={t("tickets", { count: tickets, tickets: count(tickets, locale) })}
        />
        <Stat
          label={t("refunded")}
          value={amount(-statement.refundedMinor)}
          note={t("tickets", { count: ticketsBack, tickets: count(ticketsBack, locale) })}
        />
        <Stat label={isOver ? t("closing") : t("closingNow")} value={amount(statement.closingMinor)} />
      </Stats>
      <ul className="flex flex-wrap gap-x-6 gap-y-1 text-text-2 tabular-nums">
        {moving.map(({ place, rateBasisPoints, netMinor, taxMinor }) => (
          <li key={`${place} ${rateBasisPoints}`}>
            {t("tax", { place, rate: rateBasisPoints / 100, tax: amount(taxMinor), net: amount(netMinor) })}
          </li>
        ))}
        <li>{t("fees", { amount: amount(feesMinor) })}</li>
      </ul>
    </section>
  );
}
