"use client";

import { Button } from "@usher/ui";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

const PROPOSALS = 5;

/** A seed that no poster has been drawn from yet, as good as surely. */
export function anySeed(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 1;
}

function anySeeds(): number[] {
  return Array.from({ length: PROPOSALS }, anySeed);
}

interface PosterPickerProps {
  readonly seed: number;
  readonly onPick: (seed: number) => void;
}

/** The poster as it stands, and others to take instead. */
export function PosterPicker({ seed, onPick }: PosterPickerProps) {
  const t = useTranslations("event");
  const [first] = useState(seed);
  const [proposals, setProposals] = useState(anySeeds);
  const all = [first, ...(seed === first || proposals.includes(seed) ? [] : [seed]), ...proposals];
  return (
    <fieldset className="flex flex-wrap items-center gap-2">
      <legend className="mb-1 font-[620]">{t("poster")}</legend>
      {all.map((one, at) => (
        <label
          key={one}
          className="relative cursor-pointer border-2 border-transparent p-[3px] has-checked:border-text has-focus-visible:shadow-[0_0_0_4px_var(--torch)] has-focus-visible:outline-2 has-focus-visible:outline-text has-focus-visible:outline-offset-2 has-disabled:cursor-default forced-colors:has-checked:border-[Highlight]"
        >
          <input
            type="radio"
            name="posterSeed"
            className="sr-only"
            checked={one === seed}
            onChange={() => onPick(one)}
          />
          {/* biome-ignore lint/performance/noImgElement: the server has drawn and sized it already */}
          <img
            src={`/api/posters/${one}?w=360`}
            alt={t("posterNumber", { number: at + 1 })}
            width={96}
            height={120}
            className="bg-sunk"
          />
        </label>
      ))}
      <Button size="dense" onClick={() => setProposals(anySeeds())}>
        <RefreshCw aria-hidden />
        {t("otherPosters")}
      </Button>
    </fieldset>
  );
}
