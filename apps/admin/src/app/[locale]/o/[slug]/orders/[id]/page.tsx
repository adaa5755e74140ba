import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { OrderDesk } from "../../../../../../orders/order-desk.tsx";

interface OrderPageProps {
  readonly params: Promise<{ locale: string; id: string }>;
}

export async function generateMetadata({ params }: OrderPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("orders") };
}

export default async function OrderPage({ params }: OrderPageProps) {
  const { id } = await params;
  return <OrderDesk orderId={id} />;
}
