"use client";

import { Button, Callout, IconButton } from "@usher/ui";
import { ArrowDown, ArrowUp, Pencil, Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { mayEdit, useOrganizer } from "../shell/organizer.ts";
import { Part } from "../shell/part.tsx";

interface ListPartProps<Row extends { readonly id: string }> {
  readonly title: string;
  /** What is said when there is nothing yet. */
  readonly none: string;
  /** What the button says that opens an empty form; null while nothing can be added. */
  readonly add: string | null;
  readonly rows: readonly Row[];
  readonly nameOf: (row: Row) => string;
  readonly rowOf: (row: Row) => ReactNode;
  /** The form of a row, or of a new one. */
  readonly formOf: (row: Row | null, close: () => void) => ReactNode;
  readonly canMove: (at: number, step: -1 | 1) => boolean;
  readonly onMove: (at: number, step: -1 | 1) => void;
  readonly onRemove: (at: number) => void;
  readonly isBusy: boolean;
  /** Why what was asked for was not done, while no form is open that says it. */
  readonly refusal: string | null;
}

/** A list that the office writes: one thing of it, or a new one, open to be changed. */
export function ListPart<Row extends { readonly id: string }>(props: ListPartProps<Row>) {
  const { title, none, add, rows, nameOf, rowOf, formOf, canMove, onMove, onRemove, isBusy, refusal } = props;
  const t = useTranslations("exhibition");
  const organizer = useOrganizer();
  const list = useRef<HTMLUListElement>(null);
  const [open, setOpen] = useState<string | null>(null);
  const wanted = useRef<string | null>(null);
  // Forms go, rows change places and keys are switched off meanwhile, all of which take the focus: it comes back when that is done.
  useEffect(() => {
    if (wanted.current === null || isBusy) return;
    list.current?.querySelector<HTMLElement>(`[data-key="${wanted.current}"]`)?.focus();
    wanted.current = null;
  });
  const close = () => {
    wanted.current = `open ${open}`;
    setOpen(null);
  };
  const isEditor = mayEdit(organizer);
  const movesOf = (at: number) => (canMove(at, -1) || canMove(at, 1) ? ([-1, 1] as const) : []);
  const moveTo = (id: string, at: number, step: -1 | 1) => {
    // At the end of the list this key is switched off, and the other one goes on.
    wanted.current = `${canMove(at + step, step) ? step : -step} ${id}`;
    onMove(at, step);
  };
  return (
    <Part ruled title={title}>
      {rows.length === 0 && <p className="text-text-2">{none}</p>}
      <ul ref={list} className="grid">
        {rows.map((row, at) => (
          <li key={row.id} className="border-line border-t py-2">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <div className="min-w-0 flex-1 basis-60 wrap-anywhere">{rowOf(row)}</div>
              {isEditor && (
                <div className="ml-auto flex items-center gap-1">
                  {movesOf(at).map((step) => (
                    <IconButton
                      key={step}
                      dense
                      data-key={`${step} ${row.id}`}
                      label={t(step === -1 ? "up" : "down", { name: nameOf(row) })}
                      disabled={isBusy || !canMove(at, step)}
                      onClick={() => moveTo(row.id, at, step)}
                    >
                      {step === -1 ? <ArrowUp aria-hidden /> : <ArrowDown aria-hidden />}
                    </IconButton>
                  ))}
                  <IconButton
                    dense
                    data-key={`open ${row.id}`}
                    label={t("change", { name: nameOf(row) })}
                    aria-expanded={open === row.id}
                    onClick={() => setOpen(open === row.id ? null : row.id)}
                  >
                    <Pencil aria-hidden />
                  </IconButton>
                  <IconButton
                    dense
                    label={t("remove", { name: nameOf(row) })}
                    disabled={isBusy}
                    onClick={() => {
                      if (open === row.id) setOpen(null);
                      wanted.current = "open new";
                      onRemove(at);
                    }}
                  >
                    <X aria-hidden />
                  </IconButton>
                </div>
              )}
            </div>
            {open === row.id && formOf(row, close)}
          </li>
        ))}
        {isEditor && add !== null && (
          <li className="border-line border-t pt-2">
            <Button
              size="dense"
              data-key="open new"
              aria-expanded={open === "new"}
              onClick={() => setOpen(open === "new" ? null : "new")}
            >
              <Plus aria-hidden />
              {add}
            </Button>
            {open === "new" && formOf(null, close)}
          </li>
        )}
      </ul>
      {refusal !== null && open === null && (
        <Callout dense announce kind="danger" title={t("notDone")}>
          {refusal}
        </Callout>
      )}
    </Part>
  );
}
