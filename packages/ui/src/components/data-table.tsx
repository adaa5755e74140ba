"use client";

import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "../class-names.ts";
import { Bone } from "./bone.tsx";

/** A column: its head, and what a row shows in it. */
export interface Column<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand right, words left. The first column is left unless it says otherwise. */
  readonly align?: "left" | "right";
  /** Long words go on in the next line instead of widening the table. */
  readonly wraps?: boolean;
}

export interface DataTableProps<Row> {
  /** What the table shows; said, not seen, unless `captionShown`. */
  readonly caption: string;
  readonly captionShown?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Enter or a click on a row. Links and inputs within keep their clicks; take a link that does the same out of Tab's way. */
  readonly onOpen?: (row: Row) => void;
  /** Shown in place of rows when there are none. */
  readonly empty?: ReactNode;
  /** Rows are on their way: this many bones. */
  readonly loadingRows?: number;
  readonly className?: string;
}

/** A dense table: rows of 30 px, one stop for Tab, arrows from row to row, Enter opens. */
export function DataTable<Row>({
  caption,
  captionShown,
  columns,
  rows,
  rowKey,
  onOpen,
  empty,
  loadingRows = 0,
  className,
}: DataTableProps<Row>) {
  const [stop, setStop] = useState(0);
  const body = useRef<HTMLTableSectionElement>(null);
  const { frame, isCut } = useCut();
  const current = Math.min(stop, Math.max(0, rows.length - 1));
  const sideOf = (column: Column<Row>, at: number) =>
    (column.align ?? (at === 0 ? "left" : "right")) === "left" ? "text-left" : "text-right";
  const moveTo = (at: number) => {
    setStop(at);
    body.current?.rows[at]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, row: Row, at: number) => {
    if (event.target !== event.currentTarget) return;
    const next = nextRow(event.key, at, rows.length);
    if (next !== undefined) {
      event.preventDefault();
      moveTo(next);
    } else if (event.key === "Enter" && onOpen) onOpen(row);
  };
  const onClick = (event: MouseEvent<HTMLTableRowElement>, row: Row) => {
    const within = event.target instanceof Element ? event.target.closest(PRESSED_THEMSELVES) : null;
    if (!within && !event.defaultPrevented) onOpen?.(row);
  };
  // What must be scrolled needs a stop of its own, unless its rows are stops already.
  const isStop = isCut && !(onOpen && rows.length > 0);
  return (
    <div
      ref={frame}
      className={classNames("relative overflow-x-auto", className)}
      aria-busy={loadingRows > 0 || undefined}
      {...(isStop ? { role: "group", "aria-label": caption, tabIndex: 0 } : {})}
    >
      <table className="w-full border-collapse text-13">
        <caption className={captionShown ? "pb-2 text-left font-[620]" : "sr-only"}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th
                key={column.key}
                scope="col"
                className={classNames(
                  "whitespace-nowrap px-2 pb-1 font-[520] text-12 text-text-2 first:pl-0 last:pr-0",
                  sideOf(column, at),
                )}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {Array.from({ length: loadingRows }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: bones have no names.
            <tr key={row} className="border-line border-t">
              {columns.map((column) => (
                <td key={column.key} className="h-[30px] px-2 first:pl-0 last:pr-0">
                  <Bone width="70%" height={12} />
                </td>
              ))}
            </tr>
          ))}
          {rows.map((row, at) => (
            <tr
              key={rowKey(row)}
              tabIndex={onOpen ? (at === current ? 0 : -1) : undefined}
              onFocus={() => setStop(at)}
              onKeyDown={(event) => onKeyDown(event, row, at)}
              onClick={onOpen ? (event) => onClick(event, row) : undefined}
              className={classNames(
                "border-line border-t -outline-offset-3 focus-visible:bg-torch-wash focus-visible:shadow-none",
                onOpen && "cursor-pointer hover:bg-sunk",
              )}
            >
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  className={classNames(
                    "h-[30px] px-2 first:pl-0 last:pr-0",
                    column.wraps ? "min-w-40 py-1.5" : "whitespace-nowrap",
                    sideOf(column, index),
                  )}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {empty && rows.length === 0 && loadingRows === 0 ? (
        <div className="border-line border-t py-6">{empty}</div>
      ) : null}
    </div>
  );
}

const PRESSED_THEMSELVES = "a, button, input, select, textarea, label, summary";

/** Whether the frame shows only a part of what stands in it. */
function useCut() {
  const frame = useRef<HTMLDivElement>(null);
  const [isCut, setCut] = useState(false);
  useEffect(() => {
    const { current } = frame;
    if (!current) return;
    const measure = () =>
      setCut(current.scrollWidth > current.clientWidth || current.scrollHeight > current.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    if (current.firstElementChild) observer.observe(current.firstElementChild);
    return () => observer.disconnect();
  }, []);
  return { frame, isCut };
}

/** The row a key leads to from row `at` of `count`, or nothing if the key does not move. */
export function nextRow(key: string, at: number, count: number): number | undefined {
  if (key === "ArrowDown") return Math.min(count - 1, at + 1);
  if (key === "ArrowUp") return Math.max(0, at - 1);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key === "PageDown") return Math.min(count - 1, at + 10);
  if (key === "PageUp") return Math.max(0, at - 10);
  return undefined;
}
