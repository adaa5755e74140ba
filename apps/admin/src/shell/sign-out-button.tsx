"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";

/** Ends the session in this browser. */
export function SignOutButton({ locale, label }: { locale: Locale; label: string }) {
  const leave = async () => {
    await signOut({ redirect: false }).catch(() => undefined);
    // A whole load, so that nothing of the last person stays in memory.
    window.location.assign(localePath(locale, "/sign-in"));
  };
  return (
    <button type="button" className="btn quiet" onClick={leave}>
      <LogOut aria-hidden />
      {label}
    </button>
  );
}
