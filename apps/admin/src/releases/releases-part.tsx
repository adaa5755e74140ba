"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReleasesView, SalesView } from "@usher/api/contract";
import { count, fullInstant } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { Ask, Button, Callout, Pill, useToast, turnUnlessBusy } from "@usher/ui";
import { Lock, LockOpen, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { instantAt, venueTime } from "../format/venue-time.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { mayEdit, useOrganizer } from "../shell/organizer.ts";
import { Part } from "../shell/part.tsx";
import { ReleaseFields } from "./release-fields.tsx";
import { SetAside } from "./set-aside.tsx";

type Release = ReleasesView["releases"][number];

const ASK_AGAIN_MS = 15_000;

/** What of a performance is kept back and when it comes on sale; places are kept back and opened here. */
export function ReleasesPart({ sales }: { readonly sales: SalesView }) {
  const t = useTranslations("releases");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const organizer = useOrganizer();
  const toast = useToast();
  const { performanceId } = sales;
  // A release opens at its moment, and places come back from refunds, while the page is looked at.
  const releases = useQuery(trpc.releases.list.queryOptions({ performanceId }, { refetchInterval: ASK_AGAIN_MS }));
  const [isPicking, setPicking] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const keep = (view: ReleasesView) => {
    queries.setQueryData(trpc.releases.list.queryKey({ performanceId }), view);
    void queries.invalidateQueries({ queryKey: trpc.orders.sales.queryKey({ performanceId }) });
  };
  const close = () => {
    setPicking(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const canEdit = mayEdit(organizer);
  const { keptBack, releases: all = [] } = releases.data ?? {};
  const isEmpty = releases.data && all.length === 0 && keptBack?.placeCount === 0;
  return (
    <Part
      title={t("title")}
      end={
        canEdit &&
        !isPicking && (
          <Button ref={opener} size="dense" onClick={() => setPicking(true)}>
            <Lock aria-hidden />
            {t("setAside")}
          </Button>
        )
      }
    >
      {releases.isError && <Callout dense kind="danger" title={t("failed")} />}
      {isEmpty && !isPicking && <p className="text-text-2">{t("none")}</p>}
      {isPicking && (
        <SetAside
          sales={sales}
          onCancel={close}
          onDone={({ missed, ...view }) => {
            keep(view);
            close();
            toast({ text: missed > 0 ? t("doneMissed", { count: missed }) : t("done") });
          }}
        />
      )}
      <ul>
        {all.map((release) => (
          <ReleaseRow key={release.id} {...{ release, sales, canEdit }} onChanged={keep} />
        ))}
        {keptBack && keptBack.placeCount > 0 && (
          <KeptBackRow {...{ keptBack, performanceId, canEdit }} onChanged={keep} />
        )}
      </ul>
    </Part>
  );
}

interface RowProps {
  readonly canEdit: boolean;
  readonly onChanged: (view: ReleasesView) => void;
}

function ReleaseRow({
  release,
  sales,
  canEdit,
  onChanged,
}: RowProps & { readonly release: Release; readonly sales: SalesView }) {
  const t = useTranslations("releases");
  const { locale } = useOrganizer();
  const trpc = useTRPC();
  const [isChanging, setChanging] = useState(false);
  const open = useMutation(trpc.releases.open.mutationOptions({ onSuccess: onChanged }));
  const { name, opensAt, openedAt, placeCount, sections } = release;
  const when = (iso: string) => fullInstant(iso, sales.timeZone, locale);
  return (
    <Row
      name={name}
      detail={
        openedAt
          ? t("openedAt", { when: when(openedAt) })
          : `${opensAt ? t("opensAt", { when: when(opensAt) }) : t("byHand")} · ${placesIn(sections, locale)}`
      }
      end={
        openedAt ? (
          <Pill kind="plain">{t("opened")}</Pill>
        ) : (
          <span className="text-text-2 tabular-nums">{t("places", { count: placeCount })}</span>
        )
      }
    >
      {canEdit && !openedAt && (
        <>
          <OpenStep {...{ name, placeCount }} opening={open} onOpen={() => open.mutate({ releaseId: release.id })} />
          <Button size="dense" kind="quiet" aria-expanded={isChanging} onClick={() => setChanging(!isChanging)}>
            <Pencil aria-hidden />
            {t("change")}
          </Button>
        </>
      )}
      {isChanging && (
        <ChangeForm
          {...{ release, sales }}
          onCancel={() => setChanging(false)}
          onDone={(view) => {
            onChanged(view);
            setChanging(false);
          }}
        />
      )}
    </Row>
  );
}

/** What is off sale without a name, as after a refund that kept the seats. */
function KeptBackRow({
  keptBack,
  performanceId,
  canEdit,
  onChanged,
}: RowProps & { readonly keptBack: ReleasesView["keptBack"]; readonly performanceId: string }) {
  const t = useTranslations("releases");
  const { locale } = useOrganizer();
  const open = useMutation(useTRPC().releases.openKeptBack.mutationOptions({ onSuccess: onChanged }));
  return (
    <Row
      name={t("keptBack")}
      detail={placesIn(keptBack.sections, locale)}
      end={<span className="text-text-2 tabular-nums">{t("places", { count: keptBack.placeCount })}</span>}
    >
      {canEdit && (
        <OpenStep
          name={t("keptBack")}
          placeCount={keptBack.placeCount}
          opening={open}
          onOpen={() => open.mutate({ performanceId })}
        />
      )}
    </Row>
  );
}

function Row({
  name,
  detail,
  end,
  children,
}: {
  readonly name: string;
  readonly detail: string;
  readonly end: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <li className="grid gap-1 border-line border-t py-2 first:border-0">
      <div className="flex items-baseline justify-between gap-3">
        <span className="min-w-0 break-words font-[620]">{name}</span>
        <span className="shrink-0">{end}</span>
      </div>
      <p className="text-text-2">{detail}</p>
      <div className="flex flex-wrap gap-2 empty:hidden">{children}</div>
    </li>
  );
}

interface OpenStepProps {
  readonly name: string;
  readonly placeCount: number;
  readonly opening: { readonly isPending: boolean; readonly error: unknown; readonly reset: () => void };
  readonly onOpen: () => void;
}

/** Asked once, since what is sold meanwhile cannot be kept back again. */
function OpenStep({ name, placeCount, opening, onOpen }: OpenStepProps) {
  const t = useTranslations("releases");
  const say = useRefusalWords();
  const [isOpen, setOpen] = useState(false);
  const turn = turnUnlessBusy(opening, setOpen);
  return (
    <Ask
      open={isOpen}
      onOpenChange={turn}
      trigger={
        <Button size="dense">
          <LockOpen aria-hidden />
          {t("open")}
        </Button>
      }
      title={t("openTitle", { name })}
      description={t("openText", { count: placeCount })}
      confirm={t("openNow")}
      cancel={t("leave")}
      busy={opening.isPending}
      onConfirm={onOpen}
    >
      {opening.error ? (
        <Callout dense announce kind="danger" title={t("notDone")}>
          {say(opening.error)}
        </Callout>
      ) : null}
    </Ask>
  );
}

function ChangeForm({
  release,
  sales,
  onCancel,
  onDone,
}: {
  readonly release: Release;
  readonly sales: SalesView;
  readonly onCancel: () => void;
  readonly onDone: (view: ReleasesView) => void;
}) {
  const t = useTranslations("releases");
  const say = useRefusalWords();
  const [name, setName] = useState(release.name);
  const [opensAt, setOpensAt] = useState(release.opensAt ? venueTime(release.opensAt, sales.timeZone) : "");
  const [hasTried, setTried] = useState(false);
  const change = useMutation(useTRPC().releases.change.mutationOptions({ onSuccess: onDone }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (change.isPending || name.trim() === "") return;
    const moment = opensAt === "" ? null : instantAt(opensAt, sales.timeZone);
    change.mutate({ releaseId: release.id, name: name.trim(), opensAt: moment });
  };
  return (
    <form noValidate className="grid basis-full gap-3 rounded-press bg-page p-3" onSubmit={send}>
      <ReleaseFields
        {...{ name, opensAt, hasTried, timeZone: sales.timeZone }}
        onName={setName}
        onOpensAt={setOpensAt}
      />
      {change.isError && <Callout dense announce kind="danger" title={say(change.error)} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="dense" kind="ink" busy={change.isPending}>
          {t("save")}
        </Button>
        <Button size="dense" kind="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

const MOST_SECTIONS = 6;

/** "Stalls 24, Circle 8", the largest first. */
function placesIn(sections: Release["sections"], locale: "en" | "zh"): string {
  const largest = [...sections].sort((one, other) => other.count - one.count);
  const said = largest.slice(0, MOST_SECTIONS).map(({ name, count: places }) => `${name} ${count(places, locale)}`);
  return [...said, ...(largest.length > MOST_SECTIONS ? ["…"] : [])].join(", ");
}
