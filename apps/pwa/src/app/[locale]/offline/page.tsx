import { localePath } from "@usher/client/i18n";
import { localeOfRoute } from "@usher/client/i18n/server";
import { Button, buttonClass, Trouble } from "@usher/ui";
import Link from "next/link";
import { getTranslations } from "next-intl/server";

/** Shown in place of a page that was never seen before, while there is no network. */
export default async function OfflinePage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = await localeOfRoute(params);
  const t = await getTranslations({ locale, namespace: "trouble" });
  return (
    <Trouble title={t("offlineTitle")} text={t("offlineText")}>
      {/* Sent to the address that could not be reached, so that it is asked for again; it needs no script. */}
      <form>
        <Button type="submit" wide>
          {t("retry")}
        </Button>
      </form>
      <Link href={localePath(locale, "/tickets")} className={buttonClass("quiet")}>
        {t("tickets")}
      </Link>
    </Trouble>
  );
}
