import { localePath } from "@usher/client/i18n";
import { localeOfRoute } from "@usher/client/i18n/server";
import { Trouble } from "@usher/ui";
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
        <button type="submit" className="btn line wide">
          {t("retry")}
        </button>
      </form>
      <Link href={localePath(locale, "/tickets")} className="btn quiet">
        {t("tickets")}
      </Link>
    </Trouble>
  );
}
