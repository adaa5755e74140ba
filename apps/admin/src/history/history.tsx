"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { AUDIT_OBJECTS, type AuditEntryView } from "@usher/api/contract";
import { timeOfDay } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { Bone, Button, EmptyState, Field, SelectField } from "@usher/ui";
import { ChevronDown, History as HistoryIcon } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { deskDay, deskZone } from "../format/clock.ts";
import { ListFailed } from "../shell/list-failed.tsx";
import { MoreButton } from "../shell/more-button.tsx";
import { mayEdit, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { Screen } from "../shell/screen.tsx";
import { ScreenRefused } from "../shell/screen-states.tsx";
import { ChainCheck } from "./chain-check.tsx";
import { SENTENCES, useObjectPath, usePathWords, useValueWords } from "./entry-words.ts";
import { type HistoryFilter, momentsOf, readFilter, writeFilter } from "./history-filter.ts";

/** Everything that the organizer's people changed, newest first: who, what, what was there before, and why. */
export function History() {
  const t = useTranslations("history");
  const organizer = useOrganizer();
  if (!mayEdit(organizer)) return <ScreenRefused title={t("title")} />;
  return <Entries />;
}

function Entries() {
  const t = useTranslations("history");
  const trouble = useTranslations("trouble");
  const { id: organizerId } = useOrganizer();
  const filter = readFilter(useSearchParams());
  const { by, object } = filter;
  const found = useInfiniteQuery(
    useTRPC().audit.list.infiniteQueryOptions(
      { organizerId, by, object, ...momentsOf(filter), limit: 50 },
      { getNextPageParam: (page) => page.nextCursor, placeholderData: keepPreviousData },
    ),
  );
  const entries = found.data?.pages.flatMap((page) => page.entries) ?? [];
  const isLooking = found.isPending || found.isPlaceholderData;
  const isNarrowed = writeFilter(filter) !== "";
  return (
    <Screen title={t("title")} actions={<ChainCheck />}>
      <Filters filter={filter} />
      <ListFailed title={t("failed")} list={found} />
      <p role="status" className="sr-only">
        {isLooking ? trouble("loading") : found.isSuccess ? t("found", { count: entries.length }) : null}
      </p>
      {found.isPending && <Bones />}
      {found.isSuccess && entries.length === 0 && (
        <EmptyState
          icon={<HistoryIcon size={24} strokeWidth={1.75} />}
          title={isNarrowed ? t("none") : t("noneYet")}
          nearest={isNarrowed ? t("noneText") : t("noneYetText")}
        />
      )}
      <Days entries={entries} />
      <MoreButton list={found} />
    </Screen>
  );
}

const BONES = ["62%", "48%", "70%", "55%", "66%", "51%", "58%", "44%"] as const;

function Bones() {
  return (
    <div className="grid">
      {BONES.map((width) => (
        <div key={width} className="flex h-[37px] items-center border-line border-t">
          <Bone width={width} height={12} />
        </div>
      ))}
    </div>
  );
}

function Filters({ filter }: { filter: HistoryFilter }) {
  const t = useTranslations("history");
  const kinds = useTranslations("historyObjects");
  const router = useRouter();
  const officePath = useOfficePath();
  const { id: organizerId } = useOrganizer();
  const people = useQuery(useTRPC().audit.people.queryOptions({ organizerId })).data?.people ?? [];
  const look = (wanted: Partial<HistoryFilter>) =>
    router.replace(officePath(`/audit${writeFilter({ ...filter, ...wanted })}`), { scroll: false });
  const isNarrowed = writeFilter(filter) !== "";
  return (
    <search className="flex flex-wrap items-end gap-2">
      <SelectField
        dense
        label={t("by")}
        className="w-52 max-sm:w-full"
        value={filter.by ?? ""}
        onChange={(event) => look({ by: event.target.value || undefined })}
      >
        <option value="">{t("anybody")}</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name ?? t("gone")}
          </option>
        ))}
      </SelectField>
      <SelectField
        dense
        label={t("object")}
        className="w-40 max-sm:w-full"
        value={filter.object ?? ""}
        onChange={(event) => look({ object: AUDIT_OBJECTS.find((object) => object === event.target.value) })}
      >
        <option value="">{t("anything")}</option>
        {AUDIT_OBJECTS.map((object) => (
          <option key={object} value={object}>
            {kinds(object)}
          </option>
        ))}
      </SelectField>
      <DayField label={t("from")} value={filter.from} onDay={(from) => look({ from })} />
      <DayField label={t("to")} value={filter.to} onDay={(to) => look({ to })} />
      {isNarrowed && (
        <Button size="dense" kind="quiet" onClick={() => router.replace(officePath("/audit"), { scroll: false })}>
          {t("showAll")}
        </Button>
      )}
    </search>
  );
}

interface DayFieldProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly onDay: (day: string | undefined) => void;
}

function DayField({ label, value, onDay }: DayFieldProps) {
  return (
    <Field
      dense
      type="date"
      label={label}
      className="w-38"
      value={value ?? ""}
      onChange={(event) => onDay(event.target.value || undefined)}
    />
  );
}

/** Entries under the days on which they were made, by this desk's clock. */
function Days({ entries }: { entries: readonly AuditEntryView[] }) {
  const { locale } = useOrganizer();
  const days = new Map<string, AuditEntryView[]>();
  for (const entry of entries) {
    const day = deskDay(entry.at, locale);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, ofDay]) => (
    <section key={day} aria-label={day}>
      <h2 className="width-normal pb-1 font-[640] text-13 leading-normal tracking-normal">{day}</h2>
      <ol className="border-line border-b">
        {ofDay.map((entry) => (
          <li key={entry.sequence} className="border-line border-t">
            <Entry entry={entry} />
          </li>
        ))}
      </ol>
    </section>
  ));
}

function Entry({ entry }: { entry: AuditEntryView }) {
  const { locale } = useOrganizer();
  return (
    <details className="group">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-3 py-1.5 hover:bg-sunk [&::-webkit-details-marker]:hidden">
        <time dateTime={entry.at} className="w-11 shrink-0 text-text-2 tabular-nums">
          {timeOfDay(entry.at, deskZone(), locale)}
        </time>
        <span className="wrap-anywhere min-w-0 flex-1">
          <Sentence entry={entry} />
        </span>
        <ChevronDown size={16} aria-hidden className="shrink-0 text-text-2 group-open:rotate-180" />
      </summary>
      <Particulars entry={entry} />
    </details>
  );
}

function Sentence({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations("history");
  const sentences = useTranslations("historyActions");
  const amounts = useValueWords();
  const { person, action, detail } = entry;
  const who = person === null ? t("house") : (person.name ?? t("gone"));
  const amount = amounts("amountMinor", detail.amountMinor ?? null, entry) ?? "";
  return sentences.rich(SENTENCES[action], {
    ...{ who, amount, name: entry.name ?? t("unnamed"), event: String(detail.event ?? "") },
    b: (words) => <b className="font-[620]">{words}</b>,
  });
}

function Particulars({ entry }: { entry: AuditEntryView }) {
  const t = useTranslations("history");
  const pathWords = usePathWords();
  const valueWords = useValueWords();
  const path = useObjectPath()(entry);
  const rest = entry.changeCount - entry.changes.length;
  return (
    <div className="grid gap-2 pb-4 pl-14">
      {entry.reason !== null && (
        <p className="wrap-anywhere">
          <span className="text-text-2">{t("reason")}</span> {entry.reason}
        </p>
      )}
      {entry.changes.length === 0 && <p className="text-text-2">{t("noValues")}</p>}
      {entry.changes.length > 0 && (
        <table className="w-full max-w-220 text-left [&_td]:py-0.5 [&_td]:pr-4 [&_td]:align-top [&_th]:pr-4 [&_th]:font-normal [&_th]:text-text-2">
          <thead>
            <tr>
              <th scope="col" className="w-2/6">
                {t("value")}
              </th>
              <th scope="col" className="w-2/6">
                {t("before")}
              </th>
              <th scope="col">{t("after")}</th>
            </tr>
          </thead>
          <tbody>
            {entry.changes.map((change) => (
              <tr key={change.path}>
                <td className="wrap-anywhere">{pathWords(change.path)}</td>
                <td className="wrap-anywhere text-text-2">
                  <Value words={valueWords(change.path, change.before, entry)} />
                </td>
                <td className="wrap-anywhere">
                  <Value words={valueWords(change.path, change.after, entry)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rest > 0 && <p className="text-text-2">{t("moreValues", { count: rest })}</p>}
      {path && (
        <Link href={path} className="justify-self-start rounded-lg underline">
          {t("open")}
        </Link>
      )}
    </div>
  );
}

function Value({ words }: { words: string | null }) {
  const t = useTranslations("history");
  if (words !== null) return words;
  return (
    <>
      <span aria-hidden className="text-text-2">
        –
      </span>
      <span className="sr-only">{t("nothing")}</span>
    </>
  );
}
