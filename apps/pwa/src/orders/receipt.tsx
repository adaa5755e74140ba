import type { OrderView } from "@usher/api/contract";
import { money } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { useSeatName } from "@usher/client/seats";
import { Sum } from "@usher/ui";
import { useTranslations } from "next-intl";
import { AlsoPrice } from "../preferences/also-price.tsx";

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
    <section id="receipt" className="scroll-mt-6 border-t border-line py-6">
      <h2 className="mb-3 text-[18px]">{t("receiptTitle")}</h2>
      <Sum
        className="text-14"
        lines={[
          ...order.lines.map((line) => ({
            key: line.id,
            quiet: false,
            label: (
              <>
                {[seatName(line), line.kind === "fee" ? t("serviceFee") : line.categoryName]
                  .filter(Boolean)
                  .join(" · ")}
                <span className="dim block">{t("net", { amount: amount(line.netMinor) })}</span>
              </>
            ),
            amount: amount(line.grossMinor),
          })),
          ...[...taxes].map(([rate, tax]) => ({
            key: `tax ${rate}`,
            quiet: true,
            label: t("taxLine", { rate: rate / 100 }),
            amount: amount(tax),
          })),
        ]}
        total={{
          label: t("total"),
          amount: (
            <>
              {amount(order.totalMinor)}
              <AlsoPrice
                className="text-right"
                amountMinor={order.totalMinor}
                currency={order.currency}
                locale={locale}
                words={t("also", { amount: "{amount}", day: "{day}" })}
              />
            </>
          ),
        }}
        after={order.refundedMinor > 0 ? [{ label: t("given"), amount: amount(-order.refundedMinor) }] : []}
      />
    </section>
  );
}
