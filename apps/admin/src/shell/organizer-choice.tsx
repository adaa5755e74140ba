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
        <SignOutButton wide locale={locale} label={t("otherEmail")} />
      </Trouble>
    );
  }
  return (
    <SoloPage title={t("title")}>
      <ul className="mb-4 border-line border-b">
        {me.memberships.map(({ organizerId, organizerSlug, organizerName, role }) => (
          <li key={organizerId}>
            <Link
              href={localePath(locale, `/o/${organizerSlug}/events`)}
              className="flex min-h-15 items-center justify-between gap-4 border-line border-t no-underline hover:bg-sunk"
            >
              <span>
                <b className="block font-[620]">{organizerName}</b>
                <span className="text-14 text-text-2">{roles(role)}</span>
              </span>
              <ChevronRight size={20} aria-hidden className="shrink-0 text-text-2" />
            </Link>
          </li>
        ))}
      </ul>
      <SignOutButton wide locale={locale} label={t("signOut")} />
    </SoloPage>
  );
}
