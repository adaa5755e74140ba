"use client";

import type { ExhibitorView } from "@usher/api/contract";
import { Button, SearchField } from "@usher/ui";
import { ArrowUpRight } from "lucide-react";
import { useId, useState } from "react";
import type { ExhibitorWords } from "./event-words.ts";
import { findExhibitors } from "./find-exhibitors.ts";

/** More than these are looked through by typing; the rest of a long list comes when it is asked for. */
const SHOWN_AT_ONCE = 12;

interface ExhibitorsProps {
  readonly exhibitors: readonly ExhibitorView[];
  readonly words: ExhibitorWords;
}

/** Who shows something, where they stand and what it is. */
export function Exhibitors({ exhibitors, words }: ExhibitorsProps) {
  const heading = useId();
  const [typed, setTyped] = useState("");
  const [isWhole, setWhole] = useState(false);
  const isLong = exhibitors.length > SHOWN_AT_ONCE;
  const found = findExhibitors(exhibitors, typed);
  const isSearching = typed.trim() !== "";
  const shown = isWhole || isSearching ? found : found.slice(0, SHOWN_AT_ONCE);
  return (
    <section aria-labelledby={heading} className="pt-8 lg:pt-9">
      <h2 id={heading} className="mb-2">
        {words.exhibitors}
      </h2>
      {isLong && (
        <>
          <SearchField
            label={words.find}
            value={typed}
            maxLength={80}
            autoComplete="off"
            clearLabel={words.clear}
            onClear={() => setTyped("")}
            onChange={(change) => setTyped(change.target.value)}
          />
          <p role="status" className="small dim mt-2 min-h-5">
            {isSearching &&
              words.found.replace("{count}", String(found.length)).replace("{all}", String(exhibitors.length))}
          </p>
        </>
      )}
      <ul className="list max-lg:-mx-5 lg:grid lg:grid-cols-2 lg:gap-x-8">
        {shown.map(({ id, name, stand, summary, url }) => (
          <li key={id} className="relative items-start! lg:px-0! lg:shadow-[inset_0_1px_0_var(--line)]">
            {stand && (
              <div className="when w-14!">
                <span className="sr-only">{words.stand} </span>
                <b>{stand}</b>
              </div>
            )}
            <div className="min-w-0 grow">
              <h3 className="wrap-anywhere">
                {url === null ? (
                  name
                ) : (
                  <a
                    href={url}
                    target="_blank"
                    rel="noopener noreferrer nofollow"
                    className="no-underline after:absolute after:inset-0"
                  >
                    {name}
                    <span className="sr-only"> {words.opensSite}</span>
                  </a>
                )}
              </h3>
              {summary && <p className="small dim wrap-anywhere">{summary}</p>}
            </div>
            {url !== null && (
              <ArrowUpRight size={18} strokeWidth={1.75} aria-hidden="true" className="mt-1 shrink-0 text-text-2" />
            )}
          </li>
        ))}
      </ul>
      {!isWhole && !isSearching && isLong && (
        <Button kind="line" className="mt-3 max-lg:w-full" onClick={() => setWhole(true)}>
          {words.all.replace("{count}", String(exhibitors.length))}
        </Button>
      )}
    </section>
  );
}
