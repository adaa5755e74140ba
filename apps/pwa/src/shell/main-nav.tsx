import { type Locale, localePath } from "@usher/client/i18n";
import { Logo } from "@usher/ui";
import { Compass, Ticket, UserRound } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";

export type NavPlace = "discover" | "tickets" | "you";

const PLACES = [
  { place: "discover", path: "/", Icon: Compass },
  { place: "tickets", path: "/tickets", Icon: Ticket },
  { place: "you", path: "/account", Icon: UserRound },
] as const;

/** The bar at the top of a wide screen. Nothing in it is personal, so that pages stay static. */
export async function TopBar({ locale, here }: { locale: Locale; here: NavPlace | null }) {
  const t = await getTranslations({ locale, namespace: "app" });
  return (
    <header className="topbar max-lg:hidden">
      <Link href={localePath(locale, "/")} className="brand mr-auto items-center">
        <Logo />
        {t("name")}
      </Link>
      <nav aria-label={t("main")}>
        {PLACES.map(({ place, path }) => (
          <Link key={place} href={localePath(locale, path)} aria-current={place === here ? "page" : undefined}>
            {t(place)}
          </Link>
        ))}
      </nav>
    </header>
  );
}

/** The tabs at the foot of a phone. */
export async function TabBar({ locale, here }: { locale: Locale; here: NavPlace | null }) {
  const t = await getTranslations({ locale, namespace: "app" });
  return (
    <nav className="tabs lg:hidden" aria-label={t("main")}>
      {PLACES.map(({ place, path, Icon }) => (
        <Link key={place} href={localePath(locale, path)} aria-current={place === here ? "page" : undefined}>
          <Icon aria-hidden />
          {t(place)}
        </Link>
      ))}
    </nav>
  );
}
