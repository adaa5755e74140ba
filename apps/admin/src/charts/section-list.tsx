"use client";

import { type Drawing, isSection, mainCategory, seatCountOf, stageZone } from "@usher/api/drawing";
import { count } from "@usher/client/format";
import { SearchField } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useOrganizer } from "../shell/organizer.ts";
import { tierOf } from "./canvas/paint.ts";
import { type ChartEditor, type EditorSnapshot, type Item, standingItem, zoneItem } from "./chart-editor.ts";

interface Line {
  readonly item: Item;
  readonly name: string;
  readonly places: number | null;
  readonly tier: number | null;
}

interface Group {
  readonly name: string;
  readonly lines: readonly Line[];
}

/** What is on the drawing, by category: the way to everything without a pointer. */
export function SectionList({
  editor,
  snapshot,
  onShow,
}: {
  readonly editor: ChartEditor;
  readonly snapshot: EditorSnapshot;
  readonly onShow: (item: Item) => void;
}) {
  const t = useTranslations("charts");
  const { locale } = useOrganizer();
  const [wanted, setWanted] = useState("");
  const { drawing, selection } = snapshot;
  const others = t("others");
  const groups = useMemo(() => groupsOf(drawing, others), [drawing, others]);
  const isMeant = ({ name }: Line) => name.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase());
  return (
    <nav aria-label={t("list")} className="min-h-0 overflow-y-auto border-line px-2 py-3 max-lg:max-h-60 lg:border-r">
      <SearchField
        dense
        label={t("find")}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
        className="mx-1 mb-2.5"
      />
      {groups.map(({ name, lines }) => {
        const meant = lines.filter(isMeant);
        if (meant.length === 0) return null;
        const places = lines.reduce((sum, line) => sum + (line.places ?? 0), 0);
        return (
          <section key={name} aria-label={name} className="mt-1">
            <h2 className="width-normal flex h-7 items-center justify-between gap-2 px-2 font-[620] text-13 leading-normal tracking-normal">
              <span className="truncate">{name}</span>
              {places > 0 && <span className="shrink-0 text-text-2 tabular-nums">{count(places, locale)}</span>}
            </h2>
            <ul>
              {meant.map((line) => (
                <li key={line.item}>
                  <button
                    type="button"
                    aria-pressed={selection.items.includes(line.item)}
                    onClick={(event) => {
                      editor.choose(line.item, event.shiftKey || event.ctrlKey || event.metaKey);
                      onShow(line.item);
                    }}
                    className="flex h-7 w-full items-center gap-2 rounded-lg px-3 text-left hover:bg-sunk aria-pressed:bg-torch-wash aria-pressed:font-[620] pointer-coarse:h-11 forced-colors:aria-pressed:underline"
                  >
                    <span
                      aria-hidden
                      className="size-2.5 shrink-0 rounded-[3px]"
                      style={{ background: line.tier === null ? "var(--text)" : `var(--tier-${line.tier})` }}
                    />
                    <span className="min-w-0 flex-1 truncate">{line.name}</span>
                    {line.places !== null && (
                      <span className="text-text-2 tabular-nums">{count(line.places, locale)}</span>
                    )}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}

function groupsOf(drawing: Drawing, others: string): Group[] {
  const { plan, sidecar } = drawing;
  const groups = new Map<string, Line[]>(plan.categories.map(({ name }) => [name, []]));
  const put = (group: string, line: Line) => {
    const list = groups.get(group);
    if (list) list.push(line);
    else groups.set(group, [line]);
  };
  const hidden = stageZone(drawing);
  for (const [at, zone] of plan.zones.entries()) {
    if (at === hidden) continue;
    const category = isSection(zone) ? mainCategory(zone) : null;
    if (category === null) put(others, { item: zoneItem(at), name: zone.name, places: null, tier: null });
    else {
      put(category, {
        item: zoneItem(at),
        name: zone.name,
        places: seatCountOf(zone),
        tier: tierOf(drawing, category),
      });
    }
  }
  for (const [at, { name, capacity, category }] of sidecar.standing.entries()) {
    put(category, { item: standingItem(at), name, places: capacity, tier: tierOf(drawing, category) });
  }
  if (sidecar.stage) put(others, { item: "stage", name: sidecar.stage.label, places: null, tier: null });
  return [...groups].map(([name, lines]) => ({ name, lines })).filter(({ lines }) => lines.length > 0);
}
