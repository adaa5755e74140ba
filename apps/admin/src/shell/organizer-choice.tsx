"use client";

import type { MeView } from "@usher/api/contract";
import { type Locale, localePath } from "@usher/client/i18n";
import { SoloPage, Trouble } from "@usher/ui";
import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { SignInGate } from "./sign-in-gate.tsx";
import { SignOutButton } from "./sign-out-button.tsx";

/** Which organizer to work for. Whoever works for one alone is taken there at once. */
export function OrganizerChoice({ locale }: { locale: Locale }) {
  return <SignInGate locale={locale}>{(me) => <Choice locale={locale} me={me} />}</SignInGate>;
}

function Choice({ locale, me }: { locale: Locale; me: MeView }) {
  const t = useTranslations("choice");
  const roles = useTranslations("roles");
  const router = useRouter();
  const [first, second] = me.memberships;
  const only = first && !second ? localePath(locale, `/o/${first.organizerSlug}/events`) : null;
  useEffect(() => {
    if (only) router.replace(only);
  }, [only, router]);
  if (!first) {
    return (
      <Trouble title={t("noneTitle")} text={t("noneText", { email: me.person?.email ?? "" })}>
        <SignOutButton locale={locale} label={t("otherEmail")} />
      </Trouble>
    );
  }
  return (
    <SoloPage title={t("title")}>
      <ul className="choices">
        {me.memberships.map(({ organizerId, organizerSlug, organizerName, role }) => (
          <li key={organizerId}>
            <Link href={localePath(locale, `/o/${organizerSlug}/events`)}>
              <span>
                <b>{organizerName}</b>
                <span className="dim">{roles(role)}</span>
              </span>
              <ChevronRight aria-hidden />
            </Link>
          </li>
        ))}
      </ul>
      <SignOutButton locale={locale} label={t("signOut")} />
    </SoloPage>
  );
}
