"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AlertView } from "@usher/api/contract";
import { count, fullInstant, money } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { Bone, Button, Callout, EmptyState } from "@usher/ui";
import { BellRing, Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { deskZone } from "../format/clock.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { ListFailed } from "../shell/list-failed.tsx";
import { MoreButton } from "../shell/more-button.tsx";
import { useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { Screen } from "../shell/screen.tsx";
import { StatusPill } from "./status-pill.tsx";

const BONES = ["70%", "58%", "64%"] as const;
const ASK_AGAIN_MS = 30_000;
/** The server counts no further. */
const MANY = 100;

/** The way to the queue, for as long as something is in it. */
export function AlertsLink() {
  const t = useTranslations("alerts");
  const { id: organizerId, locale } = useOrganizer();
  const officePath = useOfficePath();
  const alerts = useQuery(
    useTRPC().orders.alerts.queryOptions({ organizerId, limit: 1 }, { refetchInterval: ASK_AGAIN_MS }),
  );
  const open = alerts.data?.openCount ?? 0;
  if (open === 0) return null;
  const orders = count(open, locale);
  return (
    <Button asChild size="dense">
      <Link href={officePath("/orders/alerts")}>
        <BellRing aria-hidden className="text-warn" />
        {open < MANY ? t("open", { count: open, orders }) : t("many", { orders })}
      </Link>
    </Button>
  );
}

/** Orders that ask to be looked at, to be worked through from the top. */
export function AlertQueue() {
  const t = useTranslations("alerts");
  const say = useRefusalWords();
  const { id: organizerId } = useOrganizer();
  const officePath = useOfficePath();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const list = useRef<HTMLUListElement>(null);
  const found = useInfiniteQuery(
    trpc.orders.alerts.infiniteQueryOptions(
      { organizerId, limit: 50 },
      { getNextPageParam: (page) => page.nextCursor, refetchInterval: ASK_AGAIN_MS },
    ),
  );
  const settle = useMutation(
    trpc.orders.settleAlert.mutationOptions({
      onSettled: () => queries.invalidateQueries({ queryKey: trpc.orders.alerts.pathKey() }),
      // What was pressed goes, and the next one is what is worked on.
      onSuccess: () => requestAnimationFrame(() => (list.current?.querySelector("button") ?? content())?.focus()),
    }),
  );
  const alerts = found.data?.pages.flatMap((page) => page.alerts) ?? [];
  return (
    <Screen title={t("title")} back={{ href: officePath("/orders"), label: t("back") }} busy={found.isPending}>
      <ListFailed title={t("failed")} list={found} />
      {settle.isError && <Callout dense announce kind="danger" title={say(settle.error)} />}
      {found.isPending && BONES.map((width) => <Bone key={width} width={width} height={12} />)}
      {found.isSuccess && alerts.length === 0 && (
        <EmptyState icon={<Check size={24} strokeWidth={1.75} />} title={t("none")} nearest={t("noneText")} />
      )}
      <ul ref={list} className="grid">
        {alerts.map((alert) => (
          <Row
            key={alert.id}
            alert={alert}
            isBusy={settle.isPending && settle.variables.alertId === alert.id}
            onDone={() => settle.mutate({ alertId: alert.id })}
          />
        ))}
      </ul>
      <MoreButton list={found} />
    </Screen>
  );
}

const content = () => document.getElementById("content");

interface RowProps {
  readonly alert: AlertView;
  readonly isBusy: boolean;
  readonly onDone: () => void;
}

function Row({ alert, isBusy, onDone }: RowProps) {
  const t = useTranslations("alerts");
  const { locale } = useOrganizer();
  const officePath = useOfficePath();
  const { kind, code, orderId, email, detail, raisedAt, status, totalMinor, currency } = alert;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-line border-t py-2.5">
      <div className="min-w-0 flex-1 basis-80">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <b className="font-[620]">{t(kind)}</b>
          <StatusPill status={status} />
        </p>
        <p className="wrap-anywhere text-text-2">
          {email}, {money(totalMinor, currency, locale)}, {fullInstant(raisedAt, deskZone(), locale)}
        </p>
        {detail !== "" && (
          <p lang="en" className="wrap-anywhere text-text-2">
            {detail}
          </p>
        )}
      </div>
      <Link href={officePath(`/orders/${orderId}`)} className="underline underline-offset-3">
        {t("order", { code })}
      </Link>
      <Button size="dense" busy={isBusy} aria-label={t("doneOne", { code })} onClick={onDone}>
        <Check aria-hidden />
        {t("done")}
      </Button>
    </li>
  );
}
