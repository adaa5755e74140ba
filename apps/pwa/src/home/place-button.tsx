"use client";

import type { CityView } from "@usher/api/contract";
import type { Locale } from "@usher/client/i18n";
import { ChevronDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";

export interface PlaceWords {
  readonly choose: string;
  readonly close: string;
  readonly nearMe: string;
  readonly nearRefused: string;
  readonly everywhere: string;
}

export interface PlaceProps {
  readonly locale: Locale;
  /** What is said now. */
  readonly place: string;
  /** The city's name in addresses; null everywhere. */
  readonly here: string | null;
  readonly cities: readonly CityView[];
  readonly words: PlaceWords;
}

// The sheet's weight comes with the first press.
const PlaceSheet = dynamic(() => import("./place-sheet.tsx").then((module) => module.PlaceSheet));

/** The place as the page's heading, and the way to another. */
export function PlaceButton(props: PlaceProps) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const open = () => {
    setOpened(true);
    setOpen(true);
  };
  return (
    <>
      <h1 className="wrap text-[28px] lg:px-0 lg:text-[36px]">
        <button
          type="button"
          aria-haspopup="dialog"
          className="-ml-2 inline-flex min-h-13 max-w-full items-center gap-2 rounded-press px-2 text-left hover:bg-sunk"
          onClick={open}
        >
          <span className="min-w-0 [overflow-wrap:anywhere]">{props.place}</span>
          <ChevronDown size={24} className="shrink-0" aria-hidden="true" />
          <span className="sr-only">{props.words.choose}</span>
        </button>
      </h1>
      {wasOpened && <PlaceSheet {...props} isOpen={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
