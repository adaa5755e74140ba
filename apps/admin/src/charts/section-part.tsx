"use client";

import {
  categorizeZone,
  changeRows,
  type Drawing,
  mainCategory,
  NEW_PITCH,
  ROW_SCHEMES,
  type RowChange,
  readLayout,
  renameZone,
  rowSchemeOf,
  SEAT_SCHEMES,
  seatCountOf,
  seatSchemeOf,
  seatsOf,
  turnZone,
} from "@usher/api/drawing";
import { Button, SelectField } from "@usher/ui";
import { Copy, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { newKey } from "./chart-editor.ts";
import { CommitField } from "./commit-field.tsx";
import { duplicate, UNITS_PER_METRE } from "./commands.ts";
import { CategoryField, PartHead, type PartProps, RemoveButton } from "./parts.tsx";

type Zone = Drawing["plan"]["zones"][number];

interface SectionPartProps extends PartProps {
  readonly at: number;
  readonly zone: Zone;
  readonly owned: ReadonlySet<string>;
}

/** A section of rows: its name, its category, how its rows lie and are called. */
export function SectionPart({ editor, drawing, at, zone, owned }: SectionPartProps) {
  const t = useTranslations("charts");
  const kept = owned.size === 0 ? 0 : seatsOf(zone).filter(({ seat_guid }) => owned.has(seat_guid)).length;
  const names = { first: zone.rows[0]?.row_number ?? "", last: zone.rows.at(-1)?.row_number ?? "" };
  return (
    <>
      <PartHead
        title={zone.name}
        text={t("sectionText", { seats: seatCountOf(zone), rows: zone.rows.length, ...names })}
      />
      <div className="grid gap-2">
        <CommitField
          label={t("name")}
          value={zone.name}
          onCommit={(name) => editor.change((before) => renameZone(before, at, name))}
        />
        <CategoryField
          drawing={drawing}
          value={mainCategory(zone) ?? ""}
          onChange={(category) => editor.change((before) => categorizeZone(before, at, category))}
        />
      </div>
      <Rows editor={editor} drawing={drawing} at={at} zone={zone} />
      <OneSeat key={at} zone={zone} onChoose={(key) => editor.select({ ...editor.selection, seats: [key] })} />
      <div className="flex flex-wrap gap-2">
        <Button size="dense" onClick={() => duplicate(editor)}>
          <Copy aria-hidden />
          {t("duplicate")}
        </Button>
        <Button
          size="dense"
          onClick={() => editor.change((before) => turnZone(before, at, Math.PI / 12, readLayout(zone).at))}
        >
          {t("turn")}
        </Button>
        <RemoveButton editor={editor} label={t("remove")} />
      </div>
      {kept > 0 && (
        <p className="flex items-center justify-between gap-2 border-line border-t pt-3 text-text-2">
          {t("kept", { count: kept })}
          <Lock size={16} aria-hidden />
        </p>
      )}
    </>
  );
}

const metres = (units: number) => String(Math.round((units / UNITS_PER_METRE) * 100) / 100);
const units = (typed: string) => Number(typed) * UNITS_PER_METRE;

function Rows({ editor, at, zone }: Omit<SectionPartProps, "owned">) {
  const t = useTranslations("charts");
  const schemes = useTranslations("rowSchemes");
  const numbers = useTranslations("seatSchemes");
  const layout = readLayout(zone);
  const counts = zone.rows.map(({ seats }) => seats.length);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const rowScheme = rowSchemeOf(zone.rows.map((row) => row.row_number));
  const seatScheme = seatSchemeOf(zone.rows.map(({ seats }) => seats.map((seat) => seat.seat_number)));
  const change = (next: RowChange) => editor.change((before) => changeRows(before, at, next, newKey));
  return (
    <section className="grid gap-2 border-line border-t pt-3" aria-label={t("rows")}>
      <h3 className="width-normal font-[640] text-13 tracking-normal">{t("rows")}</h3>
      <div className="grid grid-cols-2 gap-2">
        <CommitField
          label={t("rowCount")}
          value={String(zone.rows.length)}
          range={[1, 200]}
          onCommit={(rows) => change({ rows: Math.round(Number(rows)) })}
        />
        <CommitField
          label={t("seatsARow")}
          value={String(most)}
          hint={least === most ? undefined : t("fitted", { least, most })}
          range={[1, 300]}
          onCommit={(seats) => change({ seats: Math.round(Number(seats)) })}
        />
        <CommitField
          label={t("seatPitch")}
          value={metres(layout.seatPitch)}
          range={[0.3, 3]}
          step={0.05}
          end="m"
          onCommit={(pitch) => change({ seatPitch: units(pitch) })}
        />
        <CommitField
          label={t("rowPitch")}
          value={metres(layout.rowPitch)}
          range={[0.4, 5]}
          step={0.05}
          end="m"
          onCommit={(pitch) => change({ rowPitch: units(pitch) })}
        />
      </div>
      <CommitField
        label={t("curve")}
        value={metres(layout.radius)}
        hint={t("curveHint")}
        range={[0, 500]}
        step={0.5}
        end="m"
        onCommit={(radius) => change({ radius: Number(radius) === 0 ? 0 : Math.max(NEW_PITCH, units(radius)) })}
      />
      <SelectField
        dense
        label={t("rowNames")}
        value={rowScheme?.scheme ?? ""}
        onChange={(event) => {
          const scheme = ROW_SCHEMES.find((one) => one === event.target.value);
          if (scheme) change({ rowScheme: scheme });
        }}
      >
        {!rowScheme && <option value="">{t("asTyped")}</option>}
        {ROW_SCHEMES.map((scheme) => (
          <option key={scheme} value={scheme}>
            {schemes(scheme)}
          </option>
        ))}
      </SelectField>
      <SelectField
        dense
        label={t("seatNumbers")}
        value={seatScheme?.scheme ?? ""}
        onChange={(event) => {
          const scheme = SEAT_SCHEMES.find((one) => one === event.target.value);
          if (scheme) change({ seatScheme: scheme });
        }}
      >
        {!seatScheme && <option value="">{t("asTyped")}</option>}
        {SEAT_SCHEMES.map((scheme) => (
          <option key={scheme} value={scheme}>
            {numbers(scheme)}
          </option>
        ))}
      </SelectField>
    </section>
  );
}

/** The way to one seat without a pointer: its row, then its number. */
function OneSeat({ zone, onChoose }: { readonly zone: Zone; readonly onChoose: (key: string) => void }) {
  const t = useTranslations("charts");
  const [at, setAt] = useState(0);
  const row = zone.rows[Math.min(at, zone.rows.length - 1)];
  return (
    <div className="grid grid-cols-2 gap-2 border-line border-t pt-3">
      <SelectField dense label={t("row")} value={String(at)} onChange={(event) => setAt(Number(event.target.value))}>
        {zone.rows.map(({ row_number, seats }, index) => (
          <option key={seats[0]?.seat_guid ?? row_number} value={index}>
            {row_number}
          </option>
        ))}
      </SelectField>
      <SelectField dense label={t("seat")} value="" onChange={(event) => onChoose(event.target.value)}>
        <option value="" disabled>
          {t("choose")}
        </option>
        {row?.seats.map(({ seat_guid, seat_number }) => (
          <option key={seat_guid} value={seat_guid}>
            {seat_number}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
