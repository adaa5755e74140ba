"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { Button, IconButton } from "@usher/ui";
import { LogOut } from "lucide-react";
import { signOut } from "next-auth/react";

interface SignOutButtonProps {
  readonly locale: Locale;
  readonly label: string;
  /** Only the sign, where there is no room for the word. */
  readonly bare?: boolean;
  /** The width of a page that has nothing else to press. */
  readonly wide?: boolean;
}

/** Ends the session in this browser. */
export function SignOutButton({ locale, label, bare, wide }: SignOutButtonProps) {
  const leave = async () => {
    await signOut({ redirect: false }).catch(() => undefined);
    // A whole load, so that nothing of the last person stays in memory.
    window.location.assign(localePath(locale, "/sign-in"));
  };
  if (bare) {
    return (
      <IconButton dense label={label} onClick={leave}>
        <LogOut aria-hidden />
      </IconButton>
    );
  }
  return (
    <Button kind="line" size={wide ? "regular" : "dense"} wide={wide} className="justify-self-start" onClick={leave}>
      <LogOut aria-hidden />
      {label}
    </Button>
  );
}
