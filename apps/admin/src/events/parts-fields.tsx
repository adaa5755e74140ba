"use client";

import { Button, type Column, DataTable, Field, IconButton, SelectField } from "@usher/ui";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { readMoney } from "../format/typed-money.ts";
import {
  cellCountOf,
  type DayDraft,
  MOST_CELLS,
  newDay,
  newStop,
  type PartsDraft,
  type PartsKind,
  partsOfCells,
  proposeFares,
  readParts,
  type StopDraft,
} from "./parts-draft.ts";
import type { DraftProblem, PerformanceDraft, PriceDraft } from "./performance-draft.ts";

interface PartsFieldsProps {
  readonly draft: PerformanceDraft;
  readonly timeZone: string;
  readonly problems: readonly DraftProblem[];
  readonly onChange: (parts: PartsDraft) => void;
}

const KINDS = { whole: "soldWhole", stops: "soldByStops", days: "soldByDays" } as const satisfies Record<
  PartsKind,
  string
>;

/** Whether places are sold whole, from stop to stop or by days; and what each part costs. */
export function PartsFields({ draft, timeZone, problems, onChange }: PartsFieldsProps) {
  const t = useTranslations("performance");
  const { parts } = draft;
  const choose = (kind: PartsKind) => {
    const stops = kind === "stops" && parts.stops.length < 2 ? [newStop(), newStop()] : parts.stops;
    const days = kind === "days" && parts.days.length === 0 ? [newDay(), newDay()] : parts.days;
    onChange({ ...parts, kind, stops, days });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <SelectField
        dense
        className="max-w-90"
        label={t("soldAs")}
        value={parts.kind}
        onChange={(event) => choose(event.target.value as PartsKind)}
      >
        {(Object.keys(KINDS) as PartsKind[]).map((kind) => (
          <option key={kind} value={kind}>
            {t(KINDS[kind])}
          </option>
        ))}
      </SelectField>
      {parts.kind === "stops" && <Stops {...{ parts, problems, onChange }} />}
      {parts.kind === "days" && <Days {...{ parts, problems, onChange }} />}
      <Fares {...{ draft, timeZone, problems, onChange }} />
    </div>
  );
}

type RowsProps = Pick<PartsFieldsProps, "problems" | "onChange"> & { readonly parts: PartsDraft };

const TIME = "my-1 w-52";

function Stops({ parts, problems, onChange }: RowsProps) {
  const t = useTranslations("performance");
  const { stops } = parts;
  const change = (key: string, part: Partial<StopDraft>) =>
    onChange({ ...parts, stops: stops.map((stop) => (stop.key === key ? { ...stop, ...part } : stop)) });
  const isWrong = ({ key }: StopDraft) => problems.includes(`stop ${key}`);
  const labelOf = (stop: StopDraft, column: string) => t("cell", { column, category: stop.name || t("stop") });
  const text = (column: "name" | "chinese"): Column<StopDraft> => ({
    key: column,
    head: t(column === "name" ? "stop" : "stopChinese"),
    align: "left",
    cell: (stop) => (
      <Field
        dense
        bare
        label={labelOf(stop, t(column === "name" ? "stop" : "stopChinese"))}
        className="my-1 min-w-36"
        maxLength={80}
        autoComplete="off"
        value={stop[column]}
        aria-invalid={column === "name" && isWrong(stop) && stop.name.trim() === ""}
        onChange={(event) => change(stop.key, { [column]: event.target.value })}
      />
    ),
  });
  const time = (column: "arrives" | "leaves"): Column<StopDraft> => ({
    key: column,
    head: t(column),
    align: "left",
    cell: (stop) => {
      const isEnd = column === "arrives" ? stop === stops[0] : stop === stops.at(-1);
      return isEnd ? null : (
        <Field
          dense
          bare
          type="datetime-local"
          label={labelOf(stop, t(column))}
          className={TIME}
          value={stop[column]}
          aria-invalid={isWrong(stop) && stop[column] === ""}
          onChange={(event) => change(stop.key, { [column]: event.target.value.slice(0, 16) })}
        />
      );
    },
  });
  const remove: Column<StopDraft> = {
    key: "remove",
    head: <span className="sr-only">{t("tariffRemoveHead")}</span>,
    cell: (stop) => (
      <IconButton
        dense
        label={t("tariffRemove", { name: stop.name || t("stop") })}
        disabled={stops.length <= 2}
        onClick={() => onChange({ ...parts, stops: stops.filter(({ key }) => key !== stop.key), fares: {} })}
      >
        <X aria-hidden />
      </IconButton>
    ),
  };
  return (
    <>
      <DataTable
        caption={t("stops")}
        captionShown
        columns={[text("name"), text("chinese"), time("arrives"), time("leaves"), remove]}
        rows={stops}
        rowKey={({ key }) => key}
      />
      {stops.length <= MOST_CELLS && (
        // Other stops are other parts, so what was typed for the old ones is not kept.
        <AddButton onClick={() => onChange({ ...parts, stops: [...stops, newStop()], fares: {} })}>
          {t("stopAdd")}
        </AddButton>
      )}
    </>
  );
}

function Days({ parts, problems, onChange }: RowsProps) {
  const t = useTranslations("performance");
  const { days } = parts;
  const change = (key: string, part: Partial<DayDraft>) =>
    onChange({ ...parts, days: days.map((day) => (day.key === key ? { ...day, ...part } : day)) });
  const time = (column: "opens" | "closes"): Column<DayDraft> => ({
    key: column,
    head: t(column),
    align: "left",
    cell: (day) => (
      <Field
        dense
        bare
        type="datetime-local"
        label={t("cell", { column: t(column), category: t("dayNumber", { number: days.indexOf(day) + 1 }) })}
        className={TIME}
        value={day[column]}
        aria-invalid={problems.includes(`day ${day.key}`) && day[column] === ""}
        onChange={(event) => change(day.key, { [column]: event.target.value.slice(0, 16) })}
      />
    ),
  });
  const columns: Column<DayDraft>[] = [
    { key: "day", head: t("day"), align: "left", cell: (day) => t("dayNumber", { number: days.indexOf(day) + 1 }) },
    time("opens"),
    time("closes"),
    {
      key: "remove",
      head: <span className="sr-only">{t("tariffRemoveHead")}</span>,
      cell: (day) => (
        <IconButton
          dense
          label={t("tariffRemove", { name: t("dayNumber", { number: days.indexOf(day) + 1 }) })}
          disabled={days.length <= 1}
          onClick={() => onChange({ ...parts, days: days.filter(({ key }) => key !== day.key), fares: {} })}
        >
          <X aria-hidden />
        </IconButton>
      ),
    },
  ];
  return (
    <>
      <DataTable caption={t("days")} captionShown columns={columns} rows={days} rowKey={({ key }) => key} />
      {days.length < MOST_CELLS && (
        <AddButton onClick={() => onChange({ ...parts, days: [...days, newDay()], fares: {} })}>
          {t("dayAdd")}
        </AddButton>
      )}
    </>
  );
}

function AddButton({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Button size="dense" kind="line" className="justify-self-start" onClick={onClick}>
      <Plus aria-hidden />
      {children}
    </Button>
  );
}

/** A row a part, a column a category. A row that is empty is not sold by itself; the price of all parts is the category's. */
function Fares({ draft, timeZone, problems, onChange }: PartsFieldsProps) {
  const t = useTranslations("performance");
  const { parts, currency } = draft;
  const priced = draft.prices.flatMap((price) => {
    const faceMinor = readMoney(price.face, currency);
    return faceMinor === null ? [] : [{ ...price, faceMinor }];
  });
  const count = cellCountOf(parts);
  if (count < 2 || priced.length === 0) return null;
  const rows = partsOfCells(count);
  const nameOf = ({ from, to }: (typeof rows)[number]) => {
    if (parts.kind === "stops") return `${parts.stops[from]?.name || "…"} – ${parts.stops[to]?.name || "…"}`;
    return to - from === 1 ? t("dayNumber", { number: from + 1 }) : t("dayRange", { first: from + 1, last: to });
  };
  const { cells, problems: unread } = readParts(
    { ...parts, fares: {} },
    { timeZone, currency, sold: priced.map(({ chartCategory }) => chartCategory), before: null },
  );
  const column = ({ chartCategory, name }: PriceDraft): Column<(typeof rows)[number]> => ({
    key: String(chartCategory),
    head: name,
    align: "right",
    cell: (row) => {
      const face = parts.fares[row.key]?.[chartCategory] ?? "";
      const set = (typed: string) =>
        onChange({
          ...parts,
          fares: { ...parts.fares, [row.key]: { ...parts.fares[row.key], [chartCategory]: typed } },
        });
      return (
        <Field
          dense
          bare
          label={t("cell", { column: nameOf(row), category: name })}
          className="my-1 ml-auto w-24"
          inputClassName="text-right tabular-nums"
          inputMode="decimal"
          autoComplete="off"
          value={face}
          aria-invalid={problems.includes(`fare ${row.key}`) && !readMoney(face, currency)}
          onChange={(event) => set(event.target.value)}
        />
      );
    },
  });
  const part: Column<(typeof rows)[number]> = { key: "part", head: t("part"), align: "left", cell: nameOf };
  return (
    <>
      <DataTable
        caption={t("fares")}
        captionShown
        columns={[part, ...priced.map(column)]}
        rows={rows}
        rowKey={({ key }) => key}
      />
      <Button
        size="dense"
        kind="line"
        className="justify-self-start"
        disabled={unread.length > 0}
        onClick={() => onChange({ ...parts, fares: proposeFares(parts, cells, priced, currency) })}
      >
        {t("faresFill")}
      </Button>
    </>
  );
}
