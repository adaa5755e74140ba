"use client";

import { useMutation } from "@tanstack/react-query";
import type { SalesView, SetAsideView } from "@usher/api/contract";
import { count } from "@usher/client/format";
import { useSeatLabels, useSeatStore } from "@usher/client/seats";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, Field, TickBox } from "@usher/ui";
import { SeatMap, type SeatMapStore, useSeatMap } from "@usher/ui/seat-map";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import { instantAt } from "../format/venue-time.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOrganizer } from "../shell/organizer.ts";
import { useUnsaved } from "../shell/use-unsaved.ts";
import { type PickableSection, pickableSections, rangesOf } from "./pick-places.ts";
import { ReleaseFields } from "./release-fields.tsx";

interface SetAsideProps {
  readonly sales: SalesView;
  readonly onDone: (view: SetAsideView) => void;
  readonly onCancel: () => void;
}

const NO_LIMIT = 200_000;

/** Picks places on the map or by section and row, and keeps them back under a name. */
export function SetAside({ sales, onDone, onCancel }: SetAsideProps) {
  const t = useTranslations("releases");
  const { locale } = useOrganizer();
  const { performanceId, geometryHash, currency, byCategory, cellCount } = sales;
  const { store, hasFailed, retry } = useSeatStore(
    {
      ...{ performanceId, geometryHash, currency, prices: byCategory, limit: NO_LIMIT },
      cells: { count: cellCount, from: 0, to: cellCount },
    },
    locale,
  );
  if (store) return <SetAsideForm {...{ sales, store, onDone, onCancel }} />;
  return (
    <div role="status" className="grid place-items-center gap-3 py-10 text-text-2">
      {hasFailed ? (
        <>
          {t("mapFailed")}
          <Button size="dense" onClick={retry}>
            {t("retry")}
          </Button>
        </>
      ) : (
        t("mapComing")
      )}
    </div>
  );
}

function SetAsideForm({ sales, store, onDone, onCancel }: SetAsideProps & { readonly store: SeatMapStore }) {
  const t = useTranslations("releases");
  const labels = useSeatLabels();
  const say = useRefusalWords();
  const { locale } = useOrganizer();
  const { performanceId, timeZone } = sales;
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState("");
  const [opensAt, setOpensAt] = useState("");
  const [hasTried, setTried] = useState(false);
  const { chosen, standing, version } = useSeatMap(store);
  const picked = chosen.length + [...standing.values()].reduce((sum, places) => sum + places, 0);
  const save = useMutation(useTRPC().releases.setAside.mutationOptions({ onSuccess: onDone }));
  useUnsaved((picked > 0 || name !== "") && !save.isSuccess);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` stands for the store's seats
  const sections = useMemo(() => pickableSections(store), [store, version]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (save.isPending || name.trim() === "" || picked === 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const runs = [...standing].flatMap(([section, places]) => {
      const run = store.chart.sections[section]?.section.standing?.first;
      return run === undefined ? [] : [{ run, count: places }];
    });
    const moment = opensAt === "" ? null : instantAt(opensAt, timeZone);
    save.mutate({ performanceId, name: name.trim(), opensAt: moment, ranges: rangesOf(chosen), runs });
  };
  return (
    <form
      ref={form}
      noValidate
      className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-press bg-page p-3"
      onSubmit={send}
    >
      <ReleaseFields {...{ name, opensAt, hasTried, timeZone }} onName={setName} onOpensAt={setOpensAt} />
      <SeatMap store={store} labels={labels} className="h-87 [--map:var(--raised)]" />
      <fieldset className="max-h-80 overflow-y-auto rounded-press border border-line bg-raised px-3">
        <legend className="sr-only">{t("bySection")}</legend>
        {sections.map((section) => (
          <SectionPicker key={section.section} store={store} section={section} chosen={chosen} standing={standing} />
        ))}
      </fieldset>
      <p role="status" className="font-[560] tabular-nums">
        {t("picked", { count: picked, words: count(picked, locale) })}
      </p>
      {hasTried && picked === 0 && <Callout dense announce kind="danger" title={t("pickFirst")} />}
      {save.isError && (
        <Callout dense announce kind="danger" title={t("notDone")}>
          {say(save.error)}
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="dense" kind="ink" busy={save.isPending}>
          {t("setAside")}
        </Button>
        <Button size="dense" kind="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}

interface SectionPickerProps {
  readonly store: SeatMapStore;
  readonly section: PickableSection;
  readonly chosen: readonly number[];
  readonly standing: ReadonlyMap<number, number>;
}

/** A whole section, its rows, or so many of its standing places. */
function SectionPicker({ store, section, chosen, standing }: SectionPickerProps) {
  const t = useTranslations("releases");
  const { locale } = useOrganizer();
  const [isOpen, setOpen] = useState(false);
  const picked = useMemo(() => new Set(chosen), [chosen]);
  const areAll = (places: readonly number[]) => places.every((place) => picked.has(place));
  const pick = (places: readonly number[], isPicked: boolean) => {
    const gone = new Set(places);
    const rest = chosen.filter((place) => !gone.has(place));
    store.chooseOnly(isPicked ? [...rest, ...places] : rest, standing);
  };
  if (section.run !== null) {
    return (
      <div className="flex items-center justify-between gap-3 border-line border-t py-1.5 first-of-type:border-0">
        <span className="min-w-0 break-words">
          {section.name} <span className="text-text-2">{t("free", { count: section.free.length })}</span>
        </span>
        <Field
          dense
          bare
          label={t("standingOf", { section: section.name })}
          className="w-24"
          inputClassName="text-right tabular-nums"
          inputMode="numeric"
          autoComplete="off"
          value={standing.get(section.section) || ""}
          placeholder="0"
          onChange={({ target }) => store.setStanding(section.section, Number(target.value.replaceAll(/\D/g, "")))}
        />
      </div>
    );
  }
  return (
    <details
      className="border-line border-t first-of-type:border-0"
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary className="flex min-h-9 cursor-pointer items-center gap-2 pointer-coarse:min-h-11">
        {section.name}
        <span className="text-text-2">
          {t("pickedOf", {
            picked: count(section.free.filter((place) => picked.has(place)).length, locale),
            free: count(section.free.length, locale),
          })}
        </span>
      </summary>
      {isOpen && (
        <div className="flex flex-wrap gap-x-4 pb-2">
          <TickBox
            dense
            label={t("allOf", { section: section.name })}
            checked={areAll(section.free)}
            onChange={({ target }) => pick(section.free, target.checked)}
          />
          {section.rows.map((row) => (
            <TickBox
              key={row.name}
              dense
              label={t("row", { row: row.name, count: row.free.length })}
              checked={areAll(row.free)}
              onChange={({ target }) => pick(row.free, target.checked)}
            />
          ))}
        </div>
      )}
    </details>
  );
}
