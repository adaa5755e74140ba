"use client";

import { changeSeats, type Drawing, markSeats, SEAT_MARKS } from "@usher/api/drawing";
import { Button, TickBox } from "@usher/ui";
import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { CommitField } from "./commit-field.tsx";
import { CategoryField, PartHead, type PartProps, RemoveButton } from "./parts.tsx";

type Zone = Drawing["plan"]["zones"][number];

interface SeatsPartProps extends PartProps {
  readonly zone: Zone;
  readonly seats: readonly string[];
  readonly owned: ReadonlySet<string>;
}

/** Single seats of a section: number, category, marks. */
export function SeatsPart({ editor, drawing, zone, seats, owned }: SeatsPartProps) {
  const t = useTranslations("charts");
  const marks = useTranslations("seatMarks");
  const meant = new Set(seats);
  const found = zone.rows.flatMap((row) =>
    row.seats.filter(({ seat_guid }) => meant.has(seat_guid)).map((seat) => ({ row: row.row_number, seat })),
  );
  const [first] = found;
  if (!first) return null;
  const isOne = found.length === 1;
  const category = found.every(({ seat }) => seat.category === first.seat.category) ? first.seat.category : "";
  const kept = seats.filter((key) => owned.has(key)).length;
  const title = isOne
    ? t("seatTitle", { row: first.row, seat: first.seat.seat_number })
    : t("seatsChosen", { count: found.length });
  return (
    <>
      <PartHead title={title} text={zone.name} />
      {isOne && (
        <CommitField
          label={t("seatNumber")}
          value={first.seat.seat_number}
          maxLength={12}
          onCommit={(seat_number) => editor.change((before) => changeSeats(before, meant, { seat_number }))}
        />
      )}
      <CategoryField
        drawing={drawing}
        value={category}
        onChange={(next) => editor.change((before) => changeSeats(before, meant, { category: next }))}
      />
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-[620]">{t("marks")}</legend>
        {SEAT_MARKS.map((mark) => {
          const marked = new Set(drawing.sidecar.marks?.[mark]);
          const isOn = seats.every((key) => marked.has(key));
          return (
            <TickBox
              key={mark}
              label={marks(mark)}
              checked={isOn}
              onChange={() => editor.change((before) => markSeats(before, mark, seats, !isOn))}
            />
          );
        })}
      </fieldset>
      <div className="flex flex-wrap gap-2">
        <Button size="dense" onClick={() => editor.select({ ...editor.selection, seats: [] })}>
          <ArrowLeft aria-hidden />
          {t("backToSection")}
        </Button>
        <RemoveButton editor={editor} label={t("removeSeats", { count: found.length })} />
      </div>
      {kept > 0 && <p className="text-text-2">{t("keptHere", { count: kept })}</p>}
    </>
  );
}
