"use client";

import type { SearchView } from "@usher/api/contract";
import { type Locale, localePath } from "@usher/client/i18n";
import { Bone, Button, classNames, ErrorState, OfflineNote } from "@usher/ui";
import { ChevronRight, MapPin, MicVocal, Shield } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { emptyQuestion, isAsking, type Question, writeQuestion } from "./search-question.ts";
import { SearchRow } from "./search-row.tsx";
import type { Search } from "./use-search.ts";

interface SearchResultsProps {
  readonly question: Question;
  /** ms */
  readonly now: number;
  readonly search: Search;
  readonly locale: Locale;
  readonly isOnline: boolean;
  readonly onChange: (question: Question) => void;
  /** Somebody went to look at what was found. */
  readonly onOpen: () => void;
}

const NEAREST_WORDS = {
  dates: "nearestDates",
  price: "nearestPrice",
  distance: "nearestDistance",
  city: "nearestCity",
  filters: "nearestFilters",
  words: "nearestWords",
} as const satisfies Record<NonNullable<SearchView["givenUp"]>, string>;

const BONES = [0, 1, 2, 3, 4, 5];

/** What was found, or why not and what is nearest. */
export function SearchResults(props: SearchResultsProps) {
  const { question, search, locale, isOnline, now, onOpen } = props;
  const t = useTranslations("search");
  const { view, isBusy, isBroken } = search;
  if (!isOnline && isBroken) return <OfflineNote className="wrap py-6 lg:px-0">{t("offline")}</OfflineNote>;
  if (isBroken) {
    return (
      <ErrorState
        className="wrap py-6 lg:px-0"
        safe={t("brokenSafe")}
        broken={t("broken")}
        actions={<Button onClick={search.again}>{t("again")}</Button>}
      />
    );
  }
  if (!view) return <BoneRows />;
  return (
    <>
      <FoundLine {...props} view={view} />
      {view.from === "database" && <p className="small dim wrap pb-2 lg:px-0">{t("simpler")}</p>}
      <ul className={classNames("list transition-opacity", isBusy && "opacity-60")} aria-busy={isBusy}>
        {view.hits.map((hit) => (
          <SearchRow key={hit.id} {...{ hit, locale, now, onOpen }} />
        ))}
      </ul>
      {search.more && (
        <div className="wrap pt-4 lg:px-0">
          <Button wide disabled={isBusy} onClick={search.more}>
            {t("showMore")}
          </Button>
        </div>
      )}
      {question.words.trim() !== "" && <Beside view={view} locale={locale} onOpen={onOpen} onChange={props.onChange} />}
    </>
  );
}

function FoundLine({ question, view, locale, onChange }: SearchResultsProps & { readonly view: SearchView }) {
  const t = useTranslations("search");
  if (!isAsking(question)) return <h2 className="wrap flex min-h-11 items-center text-18! lg:px-0">{t("popular")}</h2>;
  if (view.givenUp) {
    return (
      <div className="wrap py-3 lg:px-0">
        <h2 className="text-18!">{t("nothing")}</h2>
        <p className="small dim">{view.hits.length > 0 ? t(NEAREST_WORDS[view.givenUp]) : t("nothingAtAll")}</p>
        <Button size="small" className="mt-2" onClick={() => onChange(emptyQuestion(locale))}>
          {t("showAll")}
        </Button>
      </div>
    );
  }
  const bold = (chunks: React.ReactNode) => <b className="font-[650]">{chunks}</b>;
  return (
    <div className="small wrap flex min-h-11 items-center justify-between gap-4 lg:pr-52 lg:pl-0">
      <h2 className="font-normal! text-14! tracking-normal!">
        {view.understood
          ? t.rich("foundFor", { words: view.understood, count: view.total, b: bold })
          : t("found", { count: view.total })}
      </h2>
      {view.understood && (
        <button
          type="button"
          className="dim min-h-11 min-w-0 truncate underline underline-offset-3"
          onClick={() => onChange({ ...question, words: `"${question.words.trim().replaceAll('"', "")}"` })}
        >
          {t("onlyTyped", { words: question.words.trim() })}
        </button>
      )}
    </div>
  );
}

/** Artists, teams and venues of that name. */
function Beside({
  view,
  locale,
  onOpen,
  onChange,
}: Pick<SearchResultsProps, "locale" | "onOpen" | "onChange"> & { readonly view: SearchView }) {
  const t = useTranslations("search");
  if (view.performers.length + view.venues.length === 0) return null;
  const only = (part: Partial<Question>): Question => ({ ...emptyQuestion(locale), ...part });
  const items = [
    ...view.performers.map(({ slug, kind, name, eventCount }) => ({
      key: slug,
      Icon: kind === "team" ? Shield : MicVocal,
      name,
      detail: t(kind === "team" ? "teamWith" : "artistWith", { count: eventCount }),
      question: only({ performer: slug }),
    })),
    ...view.venues.map(({ id, name, city, eventCount }) => ({
      key: id,
      Icon: MapPin,
      name,
      detail: t("venueWith", { city, count: eventCount }),
      question: only({ venueId: id }),
    })),
  ];
  return (
    <section className="pt-6" aria-label={t("didYouMean")}>
      <h2 className="wrap mb-1 text-18! lg:px-0">{t("didYouMean")}</h2>
      <ul className="list">
        {items.map(({ key, Icon, name, detail, question }) => (
          <li key={key} className="relative min-h-16! lg:px-0!">
            <span aria-hidden="true" className="grid size-11 shrink-0 place-items-center rounded-full bg-sunk">
              <Icon size={20} strokeWidth={1.75} />
            </span>
            <div className="grow">
              <Link
                href={writeQuestion(localePath(locale, "/search"), question)}
                prefetch={false}
                className="strong no-underline after:absolute after:inset-0"
                onClick={(pressed) => {
                  onOpen();
                  if (pressed.metaKey || pressed.ctrlKey || pressed.shiftKey) return;
                  pressed.preventDefault();
                  onChange(question);
                }}
              >
                {name}
              </Link>
              <div className="small dim">{detail}</div>
            </div>
            <ChevronRight size={18} aria-hidden="true" className="shrink-0" />
          </li>
        ))}
      </ul>
    </section>
  );
}

function BoneRows() {
  return (
    <ul className="list pt-11" aria-busy="true">
      {BONES.map((bone) => (
        <li key={bone} className="gap-3.5! lg:px-0!">
          <Bone className="aspect-4/5 w-14 lg:w-16" />
          <div className="grow grid gap-2">
            <Bone className="h-5 w-3/5" />
            <Bone className="h-4 w-2/5" />
          </div>
          <Bone className="h-5 w-14" />
        </li>
      ))}
    </ul>
  );
}
