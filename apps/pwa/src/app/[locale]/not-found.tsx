import { localePath } from "@usher/client/i18n";
import { buttonClass, Trouble } from "@usher/ui";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";

/** An address that leads nowhere, with a way on. */
export default async function NotFound() {
  const locale = await getLocale();
  const t = await getTranslations({ locale, namespace: "trouble" });
  return (
    <Trouble title={t("notFoundTitle")} text={t("notFoundText")}>
      <Link href={localePath(locale, "/")} className={buttonClass("line")}>
        {t("discover")}
      </Link>
      <Link href={localePath(locale, "/tickets")} className={buttonClass("quiet")}>
        {t("tickets")}
      </Link>
    </Trouble>
  );
}
