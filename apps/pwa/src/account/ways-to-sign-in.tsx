"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { WaysView } from "@usher/api/contract";
import { longDate } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { useCodeWords, useRefusalWords } from "@usher/client/refusals";
import { HOUSE_NAMES, type HouseName } from "@usher/client/sign-in/house-names";
import { useTRPC } from "@usher/client/trpc";
import { Ask, Bone, Button, buttonClass, Callout } from "@usher/ui";
import { KeyRound, Link2, Mail } from "lucide-react";
import Link from "next/link";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import { PasswordSheet } from "./password-sheet.tsx";

interface News {
  readonly kind: "success" | "danger";
  readonly text: string;
}

/** How this person gets in: by mail always, by a password, by other houses. */
export function WaysToSignIn({ locale }: { locale: Locale }) {
  const t = useTranslations("account");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const ways = useQuery(trpc.accounts.ways.queryOptions());
  const { news, tell } = useNews();
  const refresh = (text: string) => {
    tell({ kind: "success", text });
    void queries.invalidateQueries({ queryKey: trpc.accounts.ways.queryKey() });
  };
  return (
    <section className="pt-8">
      <h2 className="mb-2">{t("ways")}</h2>
      {news && <Callout kind={news.kind} announce className="my-3" title={news.text} />}
      {ways.isPending && <Bone height={144} />}
      {ways.isError && (
        <div role="alert">
          <p className="dim">{t("loadFailed")}</p>
          <Button className="mt-3" onClick={() => void ways.refetch()}>
            {t("retry")}
          </Button>
        </div>
      )}
      {ways.isSuccess && (
        <>
          <ul className="list -mx-5">
            <Way icon={<Mail aria-hidden />} name={t("byMail")} detail={ways.data.email} />
            <Way
              icon={<KeyRound aria-hidden />}
              name={t("password")}
              detail={
                ways.data.passwordChangedAt
                  ? t("passwordSince", { date: longDate(ways.data.passwordChangedAt, "UTC", locale) })
                  : t("passwordNone")
              }
              action={<PasswordSheet ways={ways.data} locale={locale} onDone={refresh} />}
            />
            {ways.data.providers.map((way) => (
              <HouseWay
                key={way.provider}
                way={way}
                ways={ways.data}
                locale={locale}
                onUnlinked={refresh}
                onNews={tell}
              />
            ))}
          </ul>
          {!ways.data.isFresh && <SignInAgain locale={locale} />}
        </>
      )}
    </section>
  );
}

/** What another house said on the way back stands in the address once. */
function useNews() {
  const t = useTranslations("account");
  const sayCode = useCodeWords();
  const [news, tell] = useState<News | null>(null);
  useEffect(() => {
    const query = new URLSearchParams(window.location.search);
    const [linked, error] = [query.get("linked"), query.get("error")];
    if (error) tell({ kind: "danger", text: sayCode(error, t("linkFailed")) });
    else if (linked && Object.hasOwn(HOUSE_NAMES, linked))
      tell({ kind: "success", text: t("linkDone", { house: HOUSE_NAMES[linked as HouseName] }) });
    if (linked || error) window.history.replaceState(null, "", window.location.pathname);
  }, [t, sayCode]);
  return { news, tell };
}

interface WayProps {
  readonly icon: ReactNode;
  readonly name: string;
  readonly detail: ReactNode;
  readonly action?: ReactNode;
}

function Way({ icon, name, detail, action }: WayProps) {
  return (
    <li className="!min-h-18">
      <span className="text-text-2">{icon}</span>
      <div className="grow min-w-0">
        <h3 className="text-[16px]">{name}</h3>
        <p className="small dim num truncate">{detail}</p>
      </div>
      {action}
    </li>
  );
}

interface HouseWayProps {
  readonly way: WaysView["providers"][number];
  readonly ways: WaysView;
  readonly locale: Locale;
  readonly onUnlinked: (text: string) => void;
  readonly onNews: (news: News) => void;
}

function HouseWay({ way, ways, locale, onUnlinked, onNews }: HouseWayProps) {
  const t = useTranslations("account");
  const trpc = useTRPC();
  const say = useRefusalWords();
  const house = HOUSE_NAMES[way.provider];
  const [isAsking, setAsking] = useState(false);
  const [isGoing, setGoing] = useState(false);
  const unlink = useMutation(
    trpc.accounts.unlink.mutationOptions({
      onSuccess: () => {
        setAsking(false);
        onUnlinked(t("unlinkDone", { house }));
      },
    }),
  );
  const link = async () => {
    setGoing(true);
    const callbackUrl = localePath(locale, `/account?linked=${way.provider}`);
    await signIn(way.provider, { callbackUrl }).catch(() => {
      setGoing(false);
      onNews({ kind: "danger", text: t("linkFailed") });
    });
  };
  const action = way.linked ? (
    <Ask
      open={isAsking}
      onOpenChange={setAsking}
      trigger={
        <Button size="small" disabled={!ways.isFresh} aria-label={t("unlinkHouse", { house })}>
          {t("unlink")}
        </Button>
      }
      title={t("unlinkAsk", { house })}
      description={t("unlinkText", { email: ways.email })}
      confirm={t("unlink")}
      cancel={t("keep")}
      busy={unlink.isPending}
      onConfirm={() => unlink.mutate({ provider: way.provider })}
    >
      {unlink.isError && <Callout kind="danger" announce title={say(unlink.error)} />}
    </Ask>
  ) : (
    <Button
      size="small"
      busy={isGoing}
      disabled={!ways.isFresh}
      aria-label={t("linkHouse", { house })}
      onClick={() => void link()}
    >
      {t("link")}
    </Button>
  );
  return (
    <Way
      icon={<Link2 aria-hidden />}
      name={house}
      detail={way.linked ? (way.linked.email ?? t("linked")) : t("notLinked")}
      action={action}
    />
  );
}

/** Ways in are changed by who proved lately that it is them. */
export function SignInAgain({ locale }: { locale: Locale }) {
  const t = useTranslations("account");
  const to = encodeURIComponent(localePath(locale, "/account"));
  return (
    <p className="small dim mt-3">
      {t("notFresh")}{" "}
      <Link className={buttonClass("quiet", "small")} href={localePath(locale, `/sign-in?to=${to}`)}>
        {t("signInAgain")}
      </Link>
    </p>
  );
}
