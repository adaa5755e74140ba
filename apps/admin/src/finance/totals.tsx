import type { StatementView } from "@usher/api/contract";
import { outgoing } from "@usher/api/money";
import { count, money } from "@usher/client/format";
import { type Column, DataTable, Stat, Stats } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useOrganizer } from "../shell/organizer.ts";

type CurrencyTotals = StatementView["currencies"][number];

interface TotalsProps {
  readonly currencies: readonly CurrencyTotals[];
  /** Whether the month has ended. */
  readonly isOver: boolean;
}

/** A month as a whole: what stood open, what moved, what stands open, and the tax in it. One currency as figures, several as a table. */
export function Totals({ currencies, isOver }: TotalsProps) {
  const [only, second] = currencies;
  if (!only) return null;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {second ? <Table currencies={currencies} isOver={isOver} /> : <Figures totals={only} isOver={isOver} />}
      <Taxes currencies={currencies} />
    </div>
  );
}

function Figures({ totals, isOver }: { totals: CurrencyTotals; isOver: boolean }) {
  const t = useTranslations("finance");
  const { locale } = useOrganizer();
  const amount = (minor: number) => money(minor, totals.currency, locale);
  return (
    <section aria-label={totals.currency}>
      <Stats>
        <Stat label={t("opening")} value={amount(totals.openingMinor)} />
        <Stat label={t("sold")} value={amount(totals.soldMinor)} />
        <Stat label={t("refunded")} value={amount(outgoing(totals.refundedMinor))} />
        <Stat label={isOver ? t("closing") : t("closingNow")} value={amount(totals.closingMinor)} />
        <Stat label={t("soldTickets")} value={count(totals.tickets - totals.ticketsBack, locale)} />
      </Stats>
    </section>
  );
}

function Table({ currencies, isOver }: TotalsProps) {
  const t = useTranslations("finance");
  const { locale } = useOrganizer();
  const figure = (key: string, head: string, minorOf: (totals: CurrencyTotals) => number): Column<CurrencyTotals> => ({
    ...{ key, head, align: "right" },
    cell: (totals) => <span className="tabular-nums">{money(minorOf(totals), totals.currency, locale)}</span>,
  });
  const columns: Column<CurrencyTotals>[] = [
    { key: "currency", head: t("currency"), cell: ({ currency }) => <b className="font-[620]">{currency}</b> },
    {
      ...{ key: "tickets", head: t("soldTickets"), align: "right" },
      cell: ({ tickets, ticketsBack }) => <span className="tabular-nums">{count(tickets - ticketsBack, locale)}</span>,
    },
    figure("opening", t("opening"), ({ openingMinor }) => openingMinor),
    figure("sold", t("sold"), ({ soldMinor }) => soldMinor),
    figure("refunded", t("refunded"), ({ refundedMinor }) => outgoing(refundedMinor)),
    figure("closing", isOver ? t("closing") : t("closingNow"), ({ closingMinor }) => closingMinor),
  ];
  return (
    <DataTable
      caption={t("byCurrency")}
      captionShown
      columns={columns}
      rows={currencies}
      rowKey={({ currency }) => currency}
    />
  );
}

function Taxes({ currencies }: { currencies: readonly CurrencyTotals[] }) {
  const t = useTranslations("finance");
  const { locale } = useOrganizer();
  const lines = currencies.flatMap(({ currency, taxes, feesMinor }) => {
    const amount = (minor: number) => money(minor, currency, locale);
    const moving = taxes.filter(({ netMinor, taxMinor }) => netMinor !== 0 || taxMinor !== 0);
    return [
      ...moving.map(({ place, rateBasisPoints, netMinor, taxMinor }) => ({
        key: `${currency} ${place} ${rateBasisPoints}`,
        words: t("tax", { place, rate: rateBasisPoints / 100, tax: amount(taxMinor), net: amount(netMinor) }),
      })),
      ...(feesMinor === 0 ? [] : [{ key: `${currency} fees`, words: t("fees", { amount: amount(feesMinor) }) }]),
    ];
  });
  return (
    <ul className="grid gap-x-6 gap-y-1 text-text-2 tabular-nums md:grid-cols-2">
      {lines.map(({ key, words }) => (
        <li key={key}>{words}</li>
      ))}
    </ul>
  );
}
