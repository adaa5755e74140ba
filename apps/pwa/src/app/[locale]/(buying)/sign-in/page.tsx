import { localePath } from "@usher/client/i18n";
import { localeOfRoute } from "@usher/client/i18n/server";
import { SignInScreen } from "@usher/client/sign-in";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BackLink } from "../../../../shell/back-link.tsx";

interface SignInPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: SignInPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "signInPage" });
  return { title: t("title"), robots: { index: false } };
}

export default async function SignInPage({ params }: SignInPageProps) {
  const locale = await localeOfRoute(params);
  const t = await getTranslations({ locale, namespace: "signInPage" });
  return (
    <SignInScreen
      locale={locale}
      home="/account"
      title={t("title")}
      note={t("new")}
      head={<BackLink href={localePath(locale, "/")} label={t("close")} kind="close" />}
    />
  );
}
