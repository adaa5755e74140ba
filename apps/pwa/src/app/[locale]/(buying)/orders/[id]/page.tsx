import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { OrderScreen } from "../../../../../orders/order-screen.tsx";

export const dynamic = "force-dynamic";

interface OrderPageProps {
  readonly params: Promise<{ locale: string; id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: OrderPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "order" });
  return { title: t("title"), robots: { index: false } };
}

/** An order and what happens next. `paid=1` and `cancelled=1` are how the payment page sends people back; neither is believed. */
export default async function OrderPage({ params, searchParams }: OrderPageProps) {
  const locale = await localeOfRoute(params);
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  const { paid, cancelled } = await searchParams;
  const cameBack = paid === "1" ? "paid" : cancelled === "1" ? "cancelled" : null;
  return <OrderScreen locale={locale} orderId={id} cameBack={cameBack} />;
}
