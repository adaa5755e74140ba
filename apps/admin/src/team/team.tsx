"use client";

import { useQuery } from "@tanstack/react-query";
import { mayGiveRole } from "@usher/api/contract";
import { money } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { type Column, DataTable } from "@usher/ui";
import { useTranslations } from "next-intl";
import { deskDay } from "../format/clock.ts";
import { mayEdit, useOrganizer } from "../shell/organizer.ts";
import { Screen } from "../shell/screen.tsx";
import { ScreenFailed, ScreenLoading, ScreenRefused } from "../shell/screen-states.tsx";
import { useMe } from "../shell/use-me.ts";
import { Invitations } from "./invitations.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberDialog } from "./member-dialog.tsx";
import type { Member } from "./team-keeper.ts";

/** Who works for the organizer, with which rights, and who is invited to. */
export function Team() {
  const t = useTranslations("team");
  const organizer = useOrganizer();
  if (!mayEdit(organizer)) return <ScreenRefused title={t("title")} />;
  return <People />;
}

function People() {
  const t = useTranslations("team");
  const { id: organizerId } = useOrganizer();
  const team = useQuery(useTRPC().team.show.queryOptions({ organizerId }));
  if (team.isPending) return <ScreenLoading title={t("title")} />;
  if (!team.data) return <ScreenFailed error={team.error} onRetry={() => void team.refetch()} />;
  const { members, invitations } = team.data;
  return (
    <Screen title={t("title")} actions={<InviteDialog />}>
      <Members members={members} />
      <Invitations invitations={invitations} />
    </Screen>
  );
}

function Members({ members }: { members: readonly Member[] }) {
  const t = useTranslations("team");
  const roles = useTranslations("roles");
  const { locale, role: own } = useOrganizer();
  const me = useMe().data?.person?.id;
  const columns: Column<Member>[] = [
    {
      key: "name",
      head: t("name"),
      cell: ({ personId, name, email }) => (
        <div className="py-1.5">
          <span className="font-[620]">{name ?? email}</span>
          {personId === me && <span className="text-text-2"> {t("you")}</span>}
          {name !== null && <span className="block max-w-72 truncate text-text-2">{email}</span>}
        </div>
      ),
    },
    { key: "role", head: t("role"), align: "left", cell: ({ role }) => roles(role) },
    {
      key: "since",
      head: t("since"),
      align: "left",
      cell: ({ since }) => <time dateTime={since}>{deskDay(since, locale)}</time>,
    },
    {
      key: "limit",
      head: t("limit"),
      cell: ({ refundLimit }) => refundLimit && money(refundLimit.amountMinor, refundLimit.currency, locale),
    },
    {
      key: "change",
      head: <span className="sr-only">{t("change")}</span>,
      cell: (member) =>
        (mayGiveRole(own, member.role) || member.personId === me) && (
          <MemberDialog member={member} isSelf={member.personId === me} />
        ),
    },
  ];
  return <DataTable caption={t("title")} columns={columns} rows={members} rowKey={({ personId }) => personId} />;
}
