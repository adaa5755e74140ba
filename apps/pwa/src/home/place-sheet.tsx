"use client";

import type { CityView } from "@usher/api/contract";
import { count } from "@usher/client/format";
import { localePath } from "@usher/client/i18n";
import { classNames, Sheet } from "@usher/ui";
import { Globe, LocateFixed } from "lucide-react";
import { useRef, useState } from "react";
import type { PlaceProps } from "./place-button.tsx";
import { rememberPlace } from "./remembered-place.ts";

const ROW =
  "-mx-2 flex min-h-12 w-[calc(100%+16px)] items-center gap-3 rounded-press px-2 text-left no-underline hover:bg-sunk";

// Pages are loaded whole: the router keeps where "/" led before another place was chosen.
/** The cities where something is on. The one that is chosen is where home begins next time. */
export function PlaceSheet({
  locale,
  here,
  cities,
  words,
  isOpen,
  onOpenChange,
}: PlaceProps & { readonly isOpen: boolean; readonly onOpenChange: (isOpen: boolean) => void }) {
  const isHere = useRef(isOpen);
  isHere.current = isOpen;
  const [isRefused, setRefused] = useState(false);
  const pathOf = (slug: string | null) => localePath(locale, slug ? `/in/${slug}` : "/");
  const choose = (slug: string | null) => {
    rememberPlace(slug);
    onOpenChange(false);
  };
  const locate = () => {
    if (!("geolocation" in navigator)) return setRefused(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        // Whoever closed the sheet meanwhile went on to something else.
        if (!isHere.current) return;
        const slug = nearestCity(cities, coords.latitude, coords.longitude)?.slug ?? null;
        choose(slug);
        window.location.assign(pathOf(slug));
      },
      () => setRefused(true),
      { timeout: 8_000, maximumAge: 600_000 },
    );
  };
  return (
    <Sheet open={isOpen} onOpenChange={onOpenChange} title={words.choose} closeLabel={words.close}>
      <button type="button" className={ROW} onClick={locate}>
        <LocateFixed size={20} aria-hidden="true" />
        {words.nearMe}
      </button>
      {isRefused && (
        <p role="alert" className="small dim py-2">
          {words.nearRefused}
        </p>
      )}
      <ul>
        <li>
          <a
            href={pathOf(null)}
            aria-current={here === null ? "true" : undefined}
            className={classNames(ROW, here === null && "font-[650]")}
            onClick={() => choose(null)}
          >
            <Globe size={20} aria-hidden="true" />
            {words.everywhere}
          </a>
        </li>
        {cities.map((city) => (
          <li key={city.slug}>
            <a
              href={pathOf(city.slug)}
              aria-current={here === city.slug ? "true" : undefined}
              className={classNames(ROW, here === city.slug && "font-[650]")}
              onClick={() => choose(city.slug)}
            >
              <span className="min-w-0 flex-1 truncate">{city.name}</span>
              <span className="text-13 text-text-2 tabular-nums">{count(city.eventCount, locale)}</span>
            </a>
          </li>
        ))}
      </ul>
    </Sheet>
  );
}

/** By the angle between two places on the globe; which unit does not matter for the least. */
function nearestCity(cities: readonly CityView[], latitude: number, longitude: number): CityView | undefined {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const away = (city: CityView) => {
    if (city.latitude === null || city.longitude === null) return Infinity;
    const [from, to] = [radians(latitude), radians(city.latitude)];
    const cosine =
      Math.sin(from) * Math.sin(to) + Math.cos(from) * Math.cos(to) * Math.cos(radians(city.longitude - longitude));
    return Math.acos(Math.min(1, Math.max(-1, cosine)));
  };
  return cities.toSorted((a, b) => away(a) - away(b))[0];
}
