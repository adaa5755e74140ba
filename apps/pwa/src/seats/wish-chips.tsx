"use client";

import type { PerformanceView } from "@usher/api/contract";
import { money } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { Chip, ChipRow, classNames } from "@usher/ui";
import type { SeatMapStore } from "@usher/ui/seat-map";
import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

/** What the best seats shall be like, beside how many. */
export interface Wishes {
  readonly maxPriceMinor?: number | undefined;
  /** Name of the only section that will do. */
  readonly section?: string | undefined;
  readonly onAisle?: boolean | undefined;
  readonly stepFree?: boolean | undefined;
}

export const NO_WISHES: Wishes = {};

interface WishChipsProps {
  readonly locale: Locale;
  readonly performance: PerformanceView;
  readonly store: SeatMapStore;
  readonly wishes: Wishes;
  readonly className: string;
  readonly onChange: (wishes: Wishes) => void;
}

/** Budget, zone, aisle and step-free. A wish that this house cannot answer is not offered. */
export function WishChips({ locale, performance, store, wishes, className, onChange }: WishChipsProps) {
  const t = useTranslations("seats");
  const change = (changed: Wishes) => {
    const next = { ...wishes, ...changed };
    onChange(Object.values(next).some((value) => value !== undefined && value !== false) ? next : NO_WISHES);
  };
  const prices = [...new Set(performance.categories.map(({ priceMinor }) => priceMinor))].sort((a, b) => a - b);
  const { geometry } = store.chart;
  const sections = [...new Set(geometry.sections.filter(({ rows }) => rows.length > 0).map(({ name }) => name))];
  return (
    <ChipRow label={t("wishes")} className={classNames("-mx-5 lg:mx-0 lg:mb-1", className)}>
      {prices.length > 1 && (
        <ChipSelect
          label={t("budget")}
          value={String(wishes.maxPriceMinor ?? "")}
          onChange={(value) => change({ maxPriceMinor: value === "" ? undefined : Number(value) })}
        >
          <option value="">{t("anyPrice")}</option>
          {prices.slice(0, -1).map((minor) => (
            <option key={minor} value={minor}>
              {t("upTo", { price: money(minor, performance.currency, locale) })}
            </option>
          ))}
        </ChipSelect>
      )}
      {sections.length > 1 && (
        <ChipSelect
          label={t("zone")}
          value={wishes.section ?? ""}
          onChange={(value) => change({ section: value || undefined })}
        >
          <option value="">{t("anywhere")}</option>
          {sections.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </ChipSelect>
      )}
      <Chip pressed={wishes.onAisle === true} onClick={() => change({ onAisle: !wishes.onAisle })}>
        {t("wishAisle")}
      </Chip>
      {geometry.marks.wheelchair.length > 0 && (
        <Chip pressed={wishes.stepFree === true} onClick={() => change({ stepFree: !wishes.stepFree })}>
          {t("wishStepFree")}
        </Chip>
      )}
    </ChipRow>
  );
}

interface ChipSelectProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

/** A chip that opens the platform's own list: the best one there is on a phone. */
function ChipSelect({ label, value, onChange, children }: ChipSelectProps) {
  const isSet = value !== "";
  return (
    <span className="relative inline-flex shrink-0">
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className={classNames(
          "min-h-12 max-w-44 appearance-none truncate rounded-full border py-0 pr-9 pl-4 font-[560] text-16 lg:min-h-10 lg:text-14",
          isSet
            ? "border-text bg-text text-page forced-colors:bg-[Highlight] forced-colors:text-[HighlightText]"
            : "border-line bg-raised hover:border-edge",
        )}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className={classNames("pointer-events-none absolute inset-y-0 right-3 my-auto size-4", isSet && "text-page")}
      />
    </span>
  );
}
