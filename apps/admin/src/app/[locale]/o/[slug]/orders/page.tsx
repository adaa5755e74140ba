import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrderSearch } from "../../../../../orders/order-search.tsx";

interface OrdersPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: OrdersPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("orders") };
}

export default async function OrdersPage({ params }: OrdersPageProps) {
  await localeOfRoute(params);
  return <OrderSearch />;
}
