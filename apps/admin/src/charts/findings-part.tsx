"use client";

import { type Drawing, type Finding, findingsOf } from "@usher/api/drawing";
import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useMemo } from "react";
import { type ChartEditor, zoneItem } from "./chart-editor.ts";

const MOST_SHOWN = 20;

/** What wants mending, read when the hand rests. */
export function useFindings(drawing: Drawing): readonly Finding[] {
  const settled = useDeferredValue(drawing);
  return useMemo(() => findingsOf(settled), [settled]);
}

interface FindingsProps {
  readonly drawing: Drawing;
  readonly editor: ChartEditor;
  readonly onShow: (zone: number) => void;
}

export function Findings({ drawing, editor, onShow }: FindingsProps) {
  const t = useTranslations("charts");
  const words = useTranslations("chartFindings");
  const findings = useFindings(drawing);
  if (findings.length === 0) return null;
  return (
    <section aria-label={t("toMend")} className="grid gap-2 border-line border-t pt-3">
      <h3 className="width-normal font-[640] text-13 tracking-normal">{t("toMend")}</h3>
      <ul className="grid gap-2">
        {findings.slice(0, MOST_SHOWN).map(({ code, zone, section, row, seat, count, keys }) => (
          <li
            key={`${code} ${zone} ${keys[0] ?? ""}`}
            className="flex items-start gap-2.5 rounded-press bg-warn-wash px-2.5 py-2"
          >
            <TriangleAlert size={17} aria-hidden className="mt-px shrink-0 text-warn" />
            <p className="min-w-0 flex-1 wrap-anywhere">{words(code, { section, row, seat, count })}</p>
            {zone !== null && (
              <button
                type="button"
                className="shrink-0 underline"
                aria-label={t("showFinding", { what: words(code, { section, row, seat, count }) })}
                onClick={() => {
                  editor.take("select");
                  editor.select({ items: [zoneItem(zone)], seats: keys });
                  onShow(zone);
                }}
              >
                {t("show")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {findings.length > MOST_SHOWN && (
        <p className="text-text-2">{t("more", { count: findings.length - MOST_SHOWN })}</p>
      )}
    </section>
  );
}
