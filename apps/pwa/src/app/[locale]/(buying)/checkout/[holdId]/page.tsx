import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { readPerformance } from "../../../../../catalog/read-catalog.ts";
import { basketsOf } from "../../../../../checkout/baskets.ts";
import { CheckoutScreen } from "../../../../../checkout/checkout-screen.tsx";

export const dynamic = "force-dynamic";

interface CheckoutPageProps {
  readonly params: Promise<{ locale: string; holdId: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Holds that one order may join. */
const MOST_HOLDS = 5;
const ids = z.array(z.uuid()).min(1).max(MOST_HOLDS);

export async function generateMetadata({ params }: CheckoutPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "checkout" });
  return { title: t("title"), robots: { index: false } };
}

/**
 * The order before it is paid. The address names the first hold, `performance` once for each hold in order, and `hold` for
 * the second hold and on.
 */
export default async function CheckoutPage({ params, searchParams }: CheckoutPageProps) {
  const locale = await localeOfRoute(params);
  const { holdId } = await params;
  const query = await searchParams;
  const performanceIds = ids.safeParse([query.performance ?? []].flat());
  const holdIds = ids.safeParse([holdId, ...[query.hold ?? []].flat()]);
  if (!performanceIds.success || !holdIds.success || performanceIds.data.length !== holdIds.data.length) notFound();
  const pages = await Promise.all(performanceIds.data.map((id) => readPerformance(locale, id)));
  const items = pages.map((page, at) => ({ page, holdId: holdIds.data[at] as string }));
  return <CheckoutScreen locale={locale} baskets={basketsOf(items)} />;
}
