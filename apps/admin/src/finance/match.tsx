"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { MatchView } from "@usher/api/contract";
import { count, fullInstant } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, type Column, DataTable, EmptyState } from "@usher/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { deskZone } from "../format/clock.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { keepsBooks, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { Screen } from "../shell/screen.tsx";
import { ScreenFailed, ScreenLoading, ScreenRefused } from "../shell/screen-states.tsx";

const WHILE_UNDER_WAY_MS = 1_000;
/** What takes longer may have stopped, and may be begun anew: one that still goes on is not disturbed by that. */
const MAY_HAVE_STOPPED_MS = 3_600_000;

type Difference = MatchView["differences"][number];

/** Whether money, orders and tickets agree: compared when somebody asks, each difference with the way to its cause. */
export function Match() {
  const t = useTranslations("match");
  const organizer = useOrganizer();
  if (!keepsBooks(organizer)) return <ScreenRefused title={t("title")} />;
  return <Comparison />;
}

function Comparison() {
  const t = useTranslations("match");
  const say = useRefusalWords();
  const { id: organizerId } = useOrganizer();
  const officePath = useOfficePath();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const match = useQuery(
    trpc.finance.match.queryOptions(
      { organizerId },
      { refetchInterval: ({ state }) => (isUnderWay(state.data) ? WHILE_UNDER_WAY_MS : false) },
    ),
  );
  const start = useMutation(
    trpc.finance.startMatch.mutationOptions({
      onSuccess: (begun) => queries.setQueryData(trpc.finance.match.queryKey({ organizerId }), begun),
    }),
  );
  if (!match.data) {
    if (match.isError) return <ScreenFailed error={match.error} onRetry={() => void match.refetch()} />;
    return <ScreenLoading title={t("title")} />;
  }
  return (
    <Screen
      title={t("title")}
      back={{ href: officePath("/finance"), label: t("back") }}
      actions={
        <Button
          size="dense"
          kind="torch"
          busy={start.isPending || (isUnderWay(match.data) && !mayHaveStopped(match.data))}
          onClick={() => start.mutate({ organizerId })}
        >
          {t("compare")}
        </Button>
      }
    >
      {start.isError && (
        <Callout dense announce kind="danger" title={t("notBegun")}>
          {say(start.error)}
        </Callout>
      )}
      <div role="status" className="grid gap-3">
        <Outcome match={match.data} />
      </div>
      {match.data.total > 0 && <Differences match={match.data} />}
    </Screen>
  );
}

const isUnderWay = (match: MatchView | undefined) => match?.run != null && match.run.finishedAt === null;
const mayHaveStopped = ({ run }: MatchView) =>
  run !== null && Date.now() - Date.parse(run.createdAt) > MAY_HAVE_STOPPED_MS;

function Outcome({ match: { run, total, isWhole } }: { match: MatchView }) {
  const t = useTranslations("match");
  const { locale } = useOrganizer();
  if (!run) return <EmptyState title={t("never")} nearest={t("neverText")} />;
  if (run.finishedAt === null) {
    const asked = t("asking", { asked: run.askedCount, all: run.questionCount });
    return (
      <>
        <p>{asked}</p>
        <progress
          aria-label={asked}
          value={run.askedCount}
          max={run.questionCount}
          className="h-1.5 w-full max-w-100 accent-torch"
        />
      </>
    );
  }
  const compared = t("compared", {
    ...{ when: fullInstant(run.finishedAt, deskZone(), locale) },
    ...{ orders: count(run.orderCount, locale), tickets: count(run.ticketCount, locale) },
  });
  return (
    <Callout
      dense
      kind={total === 0 ? "success" : "danger"}
      title={total === 0 ? t("agrees") : t(isWhole ? "differs" : "differsMore", { count: total })}
    >
      {compared}
    </Callout>
  );
}

function Differences({ match: { differences, total } }: { match: MatchView }) {
  const t = useTranslations("match");
  const kinds = useTranslations("matchKinds");
  const { locale } = useOrganizer();
  const columns: Column<Difference>[] = [
    { key: "kind", head: t("what"), wraps: true, cell: ({ kind }) => kinds(kind) },
    { key: "cause", head: t("where"), align: "left", cell: (difference) => <Cause difference={difference} /> },
    {
      key: "detail",
      head: t("detail"),
      align: "left",
      wraps: true,
      cell: ({ detail }) => (
        <span lang="en" className="wrap-anywhere text-text-2">
          {detail}
        </span>
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={t("differences")}
        columns={columns}
        rows={differences}
        rowKey={({ kind, at, detail }) => `${kind} ${at} ${detail}`}
      />
      {total > differences.length && (
        <p className="text-text-2">
          {t("more", { shown: count(differences.length, locale), all: count(total, locale) })}
        </p>
      )}
    </>
  );
}

/** Where the cause of a difference is to be looked for. */
function Cause({ difference: { orderId, orderCode, performanceId } }: { difference: Difference }) {
  const t = useTranslations("match");
  const officePath = useOfficePath();
  if (orderId) {
    return (
      <Link href={officePath(`/orders/${orderId}`)} className="underline underline-offset-3">
        {t("order", { code: orderCode ?? "" })}
      </Link>
    );
  }
  if (!performanceId) return null;
  return (
    <Link href={officePath(`/performances/${performanceId}`)} className="underline underline-offset-3">
      {t("performance")}
    </Link>
  );
}
