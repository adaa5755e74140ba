"use client";

import type { MeView } from "@usher/api/contract";
import { type Locale, localePath } from "@usher/client/i18n";
import { useOnline } from "@usher/client/live";
import { Button, IconButton, Logo, SideNav, TabBar, ThemeSwitch, Toasts, Trouble } from "@usher/ui";
import { Armchair, CalendarDays, History, Landmark, Languages, Receipt, UsersRound, WifiOff } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import { keepsBooks, mayEdit, OrganizerProvider, useOfficePath, useOrganizer } from "./organizer.ts";
import { SignInGate } from "./sign-in-gate.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

interface OfficeShellProps {
  readonly locale: Locale;
  readonly slug: string;
  readonly children: ReactNode;
}

/** The frame of an organizer's office: navigation and, within it, one screen. Others than its people see that it is not theirs. */
export function OfficeShell({ locale, slug, children }: OfficeShellProps) {
  return (
    <SignInGate locale={locale}>
      {(me) => (
        <Office locale={locale} slug={slug} me={me}>
          {children}
        </Office>
      )}
    </SignInGate>
  );
}

function Office({ locale, slug, me, children }: OfficeShellProps & { me: MeView }) {
  const t = useTranslations("trouble");
  const nav = useTranslations("nav");
  const membership = me.memberships.find(({ organizerSlug }) => organizerSlug === slug);
  const organizer = useMemo(
    () =>
      membership
        ? {
            id: membership.organizerId,
            slug,
            name: membership.organizerName,
            role: membership.role,
            refundLimit: membership.refundLimit,
            locale,
          }
        : null,
    [membership, slug, locale],
  );
  if (!organizer) {
    return (
      <Trouble title={t("notYoursTitle")} text={t("notYoursText")}>
        <Button asChild wide>
          <Link href={localePath(locale, "/")}>{t("home")}</Link>
        </Button>
      </Trouble>
    );
  }
  return (
    <OrganizerProvider value={organizer}>
      <Toasts label={nav("messages")}>
        <div className="flex min-h-svh max-lg:flex-col">
          <Navigation name={me.person?.name ?? me.person?.email ?? ""} />
          <div className="flex min-w-0 flex-1 flex-col bg-raised">
            <OfflineBand />
            {children}
          </div>
          <Tabs />
        </div>
      </Toasts>
    </OrganizerProvider>
  );
}

/** Says that what is shown is old, and what still works. */
function OfflineBand() {
  const t = useTranslations("trouble");
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && (
        <p className="flex items-center gap-2.5 bg-warn-wash px-5 py-2 font-[560]">
          <WifiOff size={16} aria-hidden className="shrink-0 text-warn" />
          {t("offline")}
        </p>
      )}
    </div>
  );
}

const PLACES = [
  { path: "/events", also: "/performances", name: "events", Icon: CalendarDays },
  { path: "/orders", also: "/orders", name: "orders", Icon: Receipt },
  { path: "/venues", also: "/charts", name: "venues", Icon: Armchair },
] as const;

/** For who keeps the books. */
const PLACES_OF_BOOKKEEPERS = [{ path: "/finance", also: "/finance", name: "finance", Icon: Landmark }] as const;

/** For who runs the house: whom it is run with, and what they did. */
const PLACES_OF_EDITORS = [
  { path: "/team", also: "/team", name: "team", Icon: UsersRound },
  { path: "/audit", also: "/audit", name: "history", Icon: History },
] as const;

function usePlaces() {
  const t = useTranslations("nav");
  const path = usePathname();
  const officePath = useOfficePath();
  const organizer = useOrganizer();
  const places = [
    ...PLACES,
    ...(keepsBooks(organizer) ? PLACES_OF_BOOKKEEPERS : []),
    ...(mayEdit(organizer) ? PLACES_OF_EDITORS : []),
  ];
  return places.map(({ path: place, also, name, Icon }) => ({
    key: name,
    link: <Link href={officePath(place)} />,
    label: t(name),
    icon: <Icon aria-hidden />,
    current: path.startsWith(officePath(place)) || path.startsWith(officePath(also)),
  }));
}

/** The side where there is room, and a narrow head above the screen where there is not. */
function Navigation({ name }: { name: string }) {
  const t = useTranslations("nav");
  const { locale, name: organizerName } = useOrganizer();
  const places = usePlaces();
  const home = (
    <Link href={localePath(locale, "/")} className="inline-flex rounded-lg no-underline">
      <Logo name={t("usher")} size={18} />
    </Link>
  );
  return (
    <>
      <SideNav
        className="sticky top-0 h-svh shrink-0 max-lg:hidden"
        logo={home}
        label={t("main")}
        groups={[{ key: "places", items: places }]}
        foot={
          <div className="grid gap-2 px-2 pb-1">
            <p className="min-w-0 wrap-anywhere">
              <b className="block font-[620]">{name}</b>
              <span className="text-text-2">{organizerName}</span>
            </p>
            <div className="flex items-center gap-1">
              <DayAndNight />
              <OtherLanguage locale={locale} />
            </div>
            <SignOutButton locale={locale} label={t("signOut")} />
          </div>
        }
      />
      <section
        aria-label={organizerName}
        className="flex items-center gap-1 border-line border-b bg-page py-1 pr-3 pl-5 lg:hidden"
      >
        <p className="min-w-0 flex-1 truncate font-[620]">{organizerName}</p>
        <DayAndNight />
        <OtherLanguage locale={locale} />
        <SignOutButton locale={locale} label={t("signOut")} bare />
      </section>
    </>
  );
}

function Tabs() {
  const t = useTranslations("nav");
  return <TabBar label={t("main")} items={usePlaces()} />;
}

function DayAndNight() {
  const t = useTranslations("nav");
  return (
    <ThemeSwitch
      dense
      bare
      label={t("theme")}
      words={{ system: t("themeSystem"), light: t("themeLight"), dark: t("themeDark") }}
    />
  );
}

function OtherLanguage({ locale }: { locale: Locale }) {
  const t = useTranslations("nav");
  const path = usePathname();
  const query = useSearchParams().toString();
  const other = locale === "zh" ? "en" : "zh";
  const bare = locale === "zh" ? path.replace(/^\/zh(?=\/|$)/, "") || "/" : path;
  return (
    <IconButton asChild dense label={t("otherLanguage")}>
      <Link href={localePath(other, bare) + (query && `?${query}`)} hrefLang={other} lang={other}>
        <Languages aria-hidden />
      </Link>
    </IconButton>
  );
}
