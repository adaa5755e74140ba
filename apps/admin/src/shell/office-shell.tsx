"use client";

import type { MeView } from "@usher/api/contract";
import { type Locale, localePath } from "@usher/client/i18n";
import { useOnline } from "@usher/client/live";
import { chooseTheme, currentTheme, Logo, Trouble } from "@usher/ui";
import { Armchair, CalendarDays, Languages, Receipt, SunMoon, WifiOff } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type CSSProperties, type ReactNode, useMemo } from "react";
import { OrganizerProvider, useOfficePath } from "./organizer.ts";
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
  const membership = me.memberships.find(({ organizerSlug }) => organizerSlug === slug);
  const organizer = useMemo(
    () =>
      membership
        ? { id: membership.organizerId, slug, name: membership.organizerName, role: membership.role, locale }
        : null,
    [membership, slug, locale],
  );
  if (!organizer) {
    return (
      <Trouble title={t("notYoursTitle")} text={t("notYoursText")}>
        <Link href={localePath(locale, "/")} className="btn">
          {t("home")}
        </Link>
      </Trouble>
    );
  }
  return (
    <OrganizerProvider value={organizer}>
      <div className="office">
        <SideNav locale={locale} me={me} organizerName={organizer.name} />
        <div className="work">
          <OfflineNote />
          {children}
        </div>
      </div>
    </OrganizerProvider>
  );
}

/** System, then day, then night, then system again. */
const NEXT_THEME = { system: "light", light: "dark", dark: "system" } as const;

/** Says that what is shown is old, and what still works. */
function OfflineNote() {
  const t = useTranslations("trouble");
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && (
        <p className="signal">
          <WifiOff aria-hidden />
          {t("offline")}
        </p>
      )}
    </div>
  );
}

const PLACES = [
  { path: "/events", also: "/performances", name: "events", Icon: CalendarDays },
  { path: "/orders", also: "/orders", name: "orders", Icon: Receipt },
  { path: "/venues", also: "/venues", name: "venues", Icon: Armchair },
] as const;

function SideNav({ locale, me, organizerName }: { locale: Locale; me: MeView; organizerName: string }) {
  const t = useTranslations("nav");
  const path = usePathname();
  const officePath = useOfficePath();
  return (
    <nav className="side" aria-label={t("main")}>
      <Link href={localePath(locale, "/")} className="brand">
        <Logo />
        {t("usher")}
      </Link>
      {PLACES.map(({ path: place, also, name, Icon }, at) => {
        const isHere = path.startsWith(officePath(place)) || path.startsWith(officePath(also));
        return (
          <Link
            key={place}
            href={officePath(place)}
            className="place"
            style={{ "--at": at } as CSSProperties}
            aria-current={isHere ? "page" : undefined}
          >
            <Icon aria-hidden />
            {t(name)}
          </Link>
        );
      })}
      <div className="person">
        <p>
          <b>{me.person?.name ?? me.person?.email}</b>
          <span className="dim">{organizerName}</span>
        </p>
        <div className="keys">
          <button
            type="button"
            className="btn quiet icon"
            aria-label={t("theme")}
            onClick={() => chooseTheme(NEXT_THEME[currentTheme()])}
          >
            <SunMoon aria-hidden />
          </button>
          <OtherLanguage locale={locale} />
        </div>
        <SignOutButton locale={locale} label={t("signOut")} />
      </div>
    </nav>
  );
}

function OtherLanguage({ locale }: { locale: Locale }) {
  const t = useTranslations("nav");
  const path = usePathname();
  const other = locale === "zh" ? "en" : "zh";
  const bare = locale === "zh" ? path.replace(/^\/zh(?=\/|$)/, "") || "/" : path;
  return (
    <Link href={localePath(other, bare)} hrefLang={other} className="btn quiet icon" aria-label={t("otherLanguage")}>
      <Languages aria-hidden />
    </Link>
  );
}
