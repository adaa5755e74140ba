"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Button, Callout, SoloPage } from "@usher/ui";
import { useTranslations } from "next-intl";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { type Locale, localePath } from "../i18n/routing.ts";
import { useCodeWords } from "../refusals/use-code-words.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useTRPCClient } from "../trpc/trpc.ts";
import { type Arrival, readArrival, wayBack } from "./arrival.ts";
import { CodeForm } from "./code-form.tsx";
import { type Challenge, EmailForm } from "./email-form.tsx";
import { HOUSE_NAMES } from "./house-names.ts";
import { OtherWays } from "./other-ways.tsx";
import { PasswordForm } from "./password-form.tsx";
import { returnPath } from "./return-path.ts";
import { tellSignedIn } from "./signed-in-event.ts";

export interface SignInScreenProps {
  readonly locale: Locale;
  /** Where to go afterwards, unless the address says otherwise; without the language. */
  readonly home: string;
  /** What the app calls it. */
  readonly title: string;
  /** The way out. */
  readonly head?: ReactNode;
  /** A small line at the foot. */
  readonly note?: ReactNode;
}

const MINUTES = 15;
const PLAIN: Arrival = { isBack: false, pending: null, error: null };

/** Sign in by mail first; a password and other houses are a tap away. */
export function SignInScreen({ locale, home, title, head, note }: SignInScreenProps) {
  const t = useTranslations("signIn");
  const sayCode = useCodeWords();
  const [arrival, setArrival] = useState(PLAIN);
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const [way, setWay] = useState<"mail" | "password">("mail");
  const [email, setEmail] = useState("");
  const [isAway, setAway] = useState(false);
  const destination = useCallback(() => returnPath(window.location.search, localePath(locale, home)), [locale, home]);
  const { goOn, linkProblem } = useGoingOn(destination);
  const client = useTRPCClient();
  // Only the browser knows the address with its query: the page itself is the same for everybody.
  useEffect(() => {
    const read = readArrival(window.location.search);
    setArrival(read);
    if (!read.isBack) return;
    client.accounts.me.query().then(
      ({ person }) => (person ? goOn(read) : undefined),
      () => undefined,
    );
  }, [client, goOn]);
  const { pending, error } = arrival;
  if (linkProblem) {
    return (
      <SoloPage head={head} title={title}>
        <Callout kind="danger" announce title={linkProblem} />
        <Button wide className="mt-4" onClick={() => window.location.assign(destination())}>
          {t("goOn")}
        </Button>
      </SoloPage>
    );
  }
  if (challenge) {
    return (
      <SoloPage
        head={head}
        note={note}
        title={t("codeTitle")}
        text={<span role="status">{t("codeText", { email: challenge.email })}</span>}
      >
        <CodeForm challenge={challenge} onIn={() => goOn(arrival)} onOther={() => setChallenge(null)} />
      </SoloPage>
    );
  }
  const troubles = error === null ? null : (sayCode(error, t("houseFailed")) ?? null);
  const text = way === "mail" ? t("text", { minutes: MINUTES }) : t("passwordText");
  return (
    <SoloPage head={head} note={note} title={pending ? t("oneMoreStep") : title} text={text}>
      {pending && (
        <Callout kind="info" announce className="mb-5" title={t("proveFirst", { house: HOUSE_NAMES[pending.house] })} />
      )}
      {(troubles || isAway) && <Callout kind="danger" announce className="mb-5" title={troubles ?? t("houseFailed")} />}
      {way === "mail" ? (
        <>
          <EmailForm
            locale={locale}
            email={email}
            onTyped={setEmail}
            returnTo={() => (pending ? wayBack(window.location.pathname, destination(), pending) : destination())}
            onSent={setChallenge}
          />
          <OtherWays
            isPasswordOnly={pending !== null}
            callbackUrl={() => wayBack(window.location.pathname, destination(), null)}
            onPassword={() => setWay("password")}
            onProblem={() => setAway(true)}
          />
        </>
      ) : (
        <PasswordForm
          email={email.trim()}
          onTyped={setEmail}
          onIn={() => goOn(arrival)}
          onMail={() => setWay("mail")}
        />
      )}
    </SoloPage>
  );
}

/** What comes after signing in: a waiting account is linked, what the device keeps of others is put away, and one goes on. */
function useGoingOn(destination: () => string) {
  const client = useTRPCClient();
  const queries = useQueryClient();
  const say = useRefusalWords();
  const [linkProblem, setLinkProblem] = useState<string | null>(null);
  const goOn = useCallback(
    async ({ pending }: Arrival) => {
      queries.clear();
      await tellSignedIn();
      try {
        if (pending) await client.accounts.link.mutate({ ticket: pending.ticket });
        window.location.replace(destination());
      } catch (error) {
        setLinkProblem(say(error));
      }
    },
    [client, queries, say, destination],
  );
  return { goOn, linkProblem };
}
