import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { localeOfRoute } from "../../../i18n/locale-of-route.ts";
import { SignInScreen } from "../../../sign-in/sign-in-screen.tsx";

interface SignInPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: SignInPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "signIn" });
  return { title: t("title"), robots: { index: false } };
}

export default async function SignInPage({ params }: SignInPageProps) {
  return <SignInScreen locale={await localeOfRoute(params)} />;
}
