import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { localeOfRoute } from "../../../../../../i18n/locale-of-route.ts";
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
