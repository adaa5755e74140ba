"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { MeView } from "@usher/api/contract";
import { type Locale, localePath } from "@usher/client/i18n";
import { refusalOf } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, SoloPage, Trouble } from "@usher/ui";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { SignInGate } from "../shell/sign-in-gate.tsx";
import { SignOutButton } from "../shell/sign-out-button.tsx";

interface JoinProps {
  readonly locale: Locale;
  readonly token: string;
}

/** What somebody is invited to, and the way in. Whoever is not signed in does that first. */
export function Join({ locale, token }: JoinProps) {
  return <SignInGate locale={locale}>{(me) => <Invitation locale={locale} token={token} me={me} />}</SignInGate>;
}

function Invitation({ locale, token, me }: JoinProps & { me: MeView }) {
  const t = useTranslations("join");
  const trouble = useTranslations("trouble");
  const roles = useTranslations("roles");
  const say = useRefusalWords();
  const trpc = useTRPC();
  const router = useRouter();
  const client = useQueryClient();
  const found = useQuery(trpc.team.invitation.queryOptions({ token }));
  const accept = useMutation(
    trpc.team.accept.mutationOptions({
      onSuccess: async ({ organizerSlug }) => {
        await client.invalidateQueries(trpc.accounts.me.pathFilter());
        router.replace(localePath(locale, `/o/${organizerSlug}/events`));
      },
    }),
  );
  const home = (
    <Button asChild wide>
      <Link href={localePath(locale, "/")}>{t("toOffice")}</Link>
    </Button>
  );
  if (found.isError && !refusalOf(found.error)) {
    return (
      <Trouble title={trouble("errorTitle")} text={say(found.error)}>
        <Button wide busy={found.isFetching} onClick={() => void found.refetch()}>
          {trouble("retry")}
        </Button>
      </Trouble>
    );
  }
  if (found.isPending) return <SoloPage busy title={<span role="status">{trouble("loading")}</span>} />;
  if (!found.data || found.data.state === "over") {
    return (
      <Trouble title={t("overTitle")} text={t("overText")}>
        {home}
      </Trouble>
    );
  }
  const { organizerName: organizer, role, email, state } = found.data;
  if (state === "accepted") {
    return (
      <Trouble title={t("acceptedTitle", { organizer })} text={t("acceptedText")}>
        {home}
      </Trouble>
    );
  }
  if (me.person?.email.toLowerCase() !== email.toLowerCase()) {
    return (
      <Trouble title={t("otherTitle")} text={t("otherText", { email, own: me.person?.email ?? "" })}>
        <SignOutButton wide locale={locale} label={t("signOut")} />
      </Trouble>
    );
  }
  return (
    <SoloPage title={t("title", { organizer })} text={t("text", { role: roles(role) })}>
      <div className="grid gap-3">
        {accept.isError && (
          <Callout announce kind="danger" title={t("failed")}>
            {say(accept.error)}
          </Callout>
        )}
        <Button wide kind="torch" busy={accept.isPending} onClick={() => accept.mutate({ token })}>
          {t("accept")}
        </Button>
      </div>
    </SoloPage>
  );
}
