import { type Locale, localePath } from "@usher/client/i18n";
import { Logo, MastHead, type NavItem, TabBar } from "@usher/ui";
import { Compass, Search, Ticket, UserRound } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

export type NavPlace = "discover" | "search" | "tickets" | "you";

const PLACES = [
  { place: "discover", path: "/", Icon: Compass },
  { place: "search", path: "/search", Icon: Search },
  { place: "tickets", path: "/tickets", Icon: Ticket },
  { place: "you", path: "/account", Icon: UserRound },
] as const;

interface MainNavProps {
  readonly locale: Locale;
  readonly here: NavPlace | null;
}

async function placesOf({ locale, here }: MainNavProps) {
  const t = await getTranslations({ locale, namespace: "app" });
  const items = PLACES.map(
    ({ place, path, Icon }): NavItem => ({
      key: place,
      // Home leads on to the city that was chosen last: what was fetched before that was chosen is not it.
      link: <Link href={localePath(locale, path)} prefetch={path === "/" ? false : null} />,
      label: t(place),
      icon: <Icon />,
      current: place === here,
    }),
  );
  return { t, items };
}

/** The bar at the top of a wide screen. Nothing in it is personal, so that pages stay static. */
export async function MainHead({ search, ...props }: MainNavProps & { readonly search?: ReactNode }) {
  const { t, items } = await placesOf(props);
  return (
    <MastHead
      logo={
        <Link href={localePath(props.locale, "/")}>
          <Logo name={t("name")} />
        </Link>
      }
      search={search}
      label={t("main")}
      items={items}
    />
  );
}

/** The tabs at the foot of a phone. */
export async function MainTabs(props: MainNavProps) {
  const { t, items } = await placesOf(props);
  return <TabBar label={t("main")} items={items} />;
}
