"use client";

import { useMutation } from "@tanstack/react-query";
import { mayGiveRole, type TeamView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";
import { Button, Pill, useToast } from "@usher/ui";
import { useTranslations } from "next-intl";
import { deskDay } from "../format/clock.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOrganizer } from "../shell/organizer.ts";
import { Part } from "../shell/part.tsx";
import { useTeamKeeper } from "./team-keeper.ts";

type Invitation = TeamView["invitations"][number];

/** Who was asked into the team and has not come yet. */
export function Invitations({ invitations }: { invitations: readonly Invitation[] }) {
  const t = useTranslations("team");
  if (invitations.length === 0) return null;
  return (
    <Part title={t("invitations")}>
      <ul className="border-line border-b">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="border-line border-t">
            <InvitationRow invitation={invitation} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const t = useTranslations("team");
  const roles = useTranslations("roles");
  const say = useRefusalWords();
  const toast = useToast();
  const { team } = useTRPC();
  const { locale, role: own } = useOrganizer();
  const { keep, askAgain } = useTeamKeeper();
  const { id: invitationId, email, role, sends, expiresAt, isOver } = invitation;
  const onError = () => void askAgain();
  const resend = useMutation(
    team.resend.mutationOptions({
      onSuccess: (view) => {
        keep(view);
        toast({ text: t("invited", { email }) });
      },
      onError,
    }),
  );
  const withdraw = useMutation(team.withdraw.mutationOptions({ onSuccess: keep, onError }));
  const problem = resend.error ?? withdraw.error;
  const until = deskDay(expiresAt, locale);
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
      <span className="wrap-anywhere min-w-0 font-[620]">{email}</span>
      <span>{roles(role)}</span>
      {isOver ? <Pill kind="plain">{t("isOver")}</Pill> : <span className="text-text-2">{t("until", { until })}</span>}
      {problem && (
        <span role="alert" className="font-[560] text-danger">
          {say(problem)}
        </span>
      )}
      {mayGiveRole(own, role) && (
        <span className="ml-auto flex gap-2">
          <Button
            size="dense"
            aria-label={t("resendTo", { email })}
            busy={resend.isPending}
            onClick={() => resend.mutate({ invitationId, sends })}
          >
            {t("resend")}
          </Button>
          <Button
            size="dense"
            aria-label={t("withdrawOf", { email })}
            busy={withdraw.isPending}
            onClick={() => withdraw.mutate({ invitationId })}
          >
            {t("withdraw")}
          </Button>
        </span>
      )}
    </div>
  );
}
