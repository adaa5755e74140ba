"use client";

import type { MeView } from "@usher/api/contract";
import { type Locale, localePath } from "@usher/client/i18n";
import { Button, SoloPage, Trouble } from "@usher/ui";
import { usePathname, useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useMe } from "./use-me.ts";

interface SignInGateProps {
  readonly locale: Locale;
  readonly children: (me: MeView) => ReactNode;
}

/** Shows what is behind it to people who are signed in, and sends everybody else to sign in and back again. */
export function SignInGate({ locale, children }: SignInGateProps) {
  const t = useTranslations("trouble");
  const say = useRefusalWords();
  const router = useRouter();
  const path = usePathname();
  const me = useMe();
  const isGuest = me.data?.person === null;
  useEffect(() => {
    if (!isGuest) return;
    const to = encodeURIComponent(path + window.location.search);
    router.replace(`${localePath(locale, "/sign-in")}?to=${to}`);
  }, [isGuest, locale, path, router]);
  if (me.data?.person) return children(me.data);
  if (me.isError) {
    return (
      <div role="alert">
        <Trouble title={t("errorTitle")} text={say(me.error)}>
          <Button wide busy={me.isFetching} onClick={() => void me.refetch()}>
            {t("retry")}
          </Button>
        </Trouble>
      </div>
    );
  }
  return <SoloPage busy title={<span role="status">{t("loading")}</span>} />;
}
