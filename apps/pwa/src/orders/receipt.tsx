import type { OrderView } from "@usher/api/contract";
import { money } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { useSeatName } from "@usher/client/seats";
import { useTranslations } from "next-intl";

/** Every line of the order with its tax, and the sum. */
export function Receipt({ locale, order }: { locale: Locale; order: OrderView }) {
  const t = useTranslations("order");
  const seatName = useSeatName();
  const amount = (minor: number) => money(minor, order.currency, locale);
  const taxes = new Map<number, number>();
  for (const line of order.lines) {
    if (line.taxMinor > 0)
      taxes.set(line.taxRateBasisPoints, (taxes.get(line.taxRateBasisPoints) ?? 0) + line.taxMinor);
  }
  return (
    <section id="receipt" className="scroll-mt-6 border-t border-(--line) py-6">
      <h2 className="mb-3 text-[18px]">{t("receiptTitle")}</h2>
      <dl className="sum small">
        {order.lines.map((line) => (
          <div key={line.id}>
            <dt>
              {[seatName(line), line.categoryName].filter(Boolean).join(" · ")}
              <span className="dim block">{t("net", { amount: amount(line.netMinor) })}</span>
            </dt>
            <dd>{amount(line.grossMinor)}</dd>
          </div>
        ))}
        {[...taxes].map(([rate, tax]) => (
          <div key={rate} className="dim">
            <dt>{t("taxLine", { rate: rate / 100 })}</dt>
            <dd>{amount(tax)}</dd>
          </div>
        ))}
        <div className="total">
          <dt>{t("total")}</dt>
          <dd>{amount(order.totalMinor)}</dd>
        </div>
        {order.refundedMinor > 0 && (
          <div>
            <dt>{t("given")}</dt>
            <dd>{amount(-order.refundedMinor)}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}
