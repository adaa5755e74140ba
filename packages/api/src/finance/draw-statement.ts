import PDFDocument from "pdfkit";
import { formatMoney, outgoing } from "../kernel/money.ts";
import { bytesOf, linesOf, lineWidth, type Paper, type TextStyle, writeLine } from "../kernel/paper-text.ts";
import type { StatementLineView, StatementView } from "./finance.schema.ts";
import { monthName } from "./months.ts";
import { STATEMENT_WORDS } from "./statement-words.ts";

export interface StatementPaper {
  readonly statement: StatementView;
  readonly lines: readonly StatementLineView[];
  /** Performances that are left out. */
  readonly moreLines: number;
  readonly organizer: string;
  readonly locale: "en" | "zh";
  readonly drawnAt: Date;
}

// Points; A4 is 595 by 842.
const PAGE = { left: 40, right: 555, top: 56, bottom: 790 };
const INK = "#0b0e10";
const SOFT = "#475257";
const LINE = "#d3d9db";
const MARK: TextStyle = { size: 18, colour: INK, face: "display" };
const TITLE: TextStyle = { size: 22, colour: INK, face: "display" };
const STRONG: TextStyle = { size: 9.5, colour: INK, face: "strong" };
const PLAIN: TextStyle = { size: 9.5, colour: INK, face: "plain" };
const SMALL: TextStyle = { size: 8.5, colour: SOFT, face: "plain" };

/** Right edges of the figures of each table. */
const CURRENCY_EDGES = [150, 255, 355, 455, 555] as const;
const LINE_EDGES = [245, 330, 402, 470, 555] as const;
const TITLE_WIDTH = 172;

/** Draws a month's statement on as many pages of A4 as it takes. Returns the PDF's bytes. */
export function drawStatement(wanted: StatementPaper): Promise<Buffer<ArrayBuffer>> {
  const { statement, locale, organizer, drawnAt } = wanted;
  const words = STATEMENT_WORDS[locale];
  const title = words.title(monthName(statement.month, locale));
  const paper: Paper = new PDFDocument({
    ...{ size: "A4", margin: 0, lang: locale, displayTitle: true, bufferPages: true },
    info: { Title: `${title}, ${organizer}`, Author: "Usher", CreationDate: drawnAt },
  });
  const bytes = bytesOf(paper);
  drawAll(paper, wanted, title);
  const { count } = paper.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    paper.switchToPage(page);
    writeRight(paper, words.page(page + 1, count), PAGE.right, 815, SMALL);
  }
  paper.end();
  return bytes;
}

function drawAll(
  paper: Paper,
  { statement, lines, moreLines, organizer, locale, drawnAt }: StatementPaper,
  title: string,
) {
  const words = STATEMENT_WORDS[locale];
  const { currencies, timeZone, month, thisMonth } = statement;
  let y = PAGE.top;
  writeLine(paper, "Usher", { x: PAGE.left, y }, MARK);
  const [name = ""] = linesOf(paper, organizer, STRONG, 300, 1);
  writeRight(paper, name, PAGE.right, y, STRONG);
  y += 40;
  writeLine(paper, title, { x: PAGE.left, y }, TITLE);
  y += 18;
  const drawn = words.drawn(instantName(drawnAt, timeZone, locale));
  writeLine(paper, `${words.clock(timeZone)}. ${drawn}.`, { x: PAGE.left, y }, SMALL);
  y += 28;
  const moving = currencies.filter((one) => one.openingMinor !== 0 || one.closingMinor !== 0 || one.tickets > 0);
  if (moving.length === 0) {
    writeLine(paper, words.nothing, { x: PAGE.left, y }, PLAIN);
    return;
  }
  const closing = month < thisMonth ? words.closing : words.closingNow;
  writeLine(paper, words.currency, { x: PAGE.left, y }, SMALL);
  const heads = [words.tickets, words.opening, words.sold, words.refunded, closing];
  for (const [at, head] of heads.entries()) writeRight(paper, head, CURRENCY_EDGES[at] ?? PAGE.right, y, SMALL);
  for (const one of moving) {
    y += 18;
    rule(paper, y - 12);
    const amount = (minor: number) => formatMoney(minor, one.currency, locale);
    writeLine(paper, one.currency, { x: PAGE.left, y }, STRONG);
    const figures = [
      String(one.tickets - one.ticketsBack),
      ...[one.openingMinor, one.soldMinor, outgoing(one.refundedMinor), one.closingMinor].map(amount),
    ];
    for (const [at, figure] of figures.entries()) writeRight(paper, figure, CURRENCY_EDGES[at] ?? PAGE.right, y, PLAIN);
  }
  y += 24;
  for (const sentence of moving.flatMap((one) => taxSentences(one, locale))) {
    y = withRoom(paper, y, 14);
    writeLine(paper, sentence, { x: PAGE.left, y }, SMALL);
    y += 14;
  }
  y = withRoom(paper, drawLines(paper, lines, locale, y + 16) + 10, 14);
  if (moreLines > 0) writeLine(paper, words.more(moreLines), { x: PAGE.left, y }, SMALL);
}

function taxSentences(
  { currency, taxes, feesMinor }: StatementView["currencies"][number],
  locale: "en" | "zh",
): string[] {
  const words = STATEMENT_WORDS[locale];
  const amount = (minor: number) => formatMoney(minor, currency, locale);
  const sentences = taxes.map(({ place, rateBasisPoints, taxMinor, netMinor }) =>
    words.tax(place, String(rateBasisPoints / 100), amount(taxMinor), amount(netMinor)),
  );
  return [...sentences, words.fees(amount(feesMinor))];
}

/** Where to go on writing: here, or at the top of a new page when the room has run out. */
function withRoom(paper: Paper, y: number, height: number): number {
  if (y + height <= PAGE.bottom) return y;
  paper.addPage();
  return PAGE.top;
}

/** Returns where the last line ends. */
function drawLines(paper: Paper, lines: readonly StatementLineView[], locale: "en" | "zh", from: number): number {
  const words = STATEMENT_WORDS[locale];
  const heads = [words.tickets, words.sold, words.refunded, words.taxIn, words.payable];
  const drawHead = (y: number) => {
    writeLine(paper, words.byPerformance, { x: PAGE.left, y }, SMALL);
    for (const [at, head] of heads.entries()) writeRight(paper, head, LINE_EDGES[at] ?? PAGE.right, y, SMALL);
  };
  let y = withRoom(paper, from, 60);
  drawHead(y);
  for (const line of lines) {
    if (y + 34 > PAGE.bottom) {
      paper.addPage();
      y = PAGE.top;
      drawHead(y);
    }
    y += 19;
    rule(paper, y - 12);
    const [title = ""] = linesOf(paper, line.title, STRONG, TITLE_WIDTH, 1);
    const when = `${instantName(new Date(line.startsAt), line.timeZone, locale)}, ${line.venueName}`;
    const [place = ""] = linesOf(paper, when, SMALL, TITLE_WIDTH, 1);
    writeLine(paper, title, { x: PAGE.left, y }, STRONG);
    const amount = (minor: number) => formatMoney(minor, line.currency, locale);
    const figures = [
      String(line.tickets - line.ticketsBack),
      ...[line.soldMinor, outgoing(line.refundedMinor), line.taxMinor, line.payableMinor].map(amount),
    ];
    for (const [at, figure] of figures.entries()) writeRight(paper, figure, LINE_EDGES[at] ?? PAGE.right, y, SMALL);
    y += 11;
    writeLine(paper, place, { x: PAGE.left, y }, SMALL);
  }
  return y + 10;
}

function writeRight(paper: Paper, text: string, edge: number, y: number, style: TextStyle): void {
  writeLine(paper, text, { x: edge - lineWidth(paper, text, style), y }, style);
}

function rule(paper: Paper, y: number): void {
  paper.lineWidth(0.5).strokeColor(LINE).moveTo(PAGE.left, y).lineTo(PAGE.right, y).stroke();
}

function instantName(moment: Date, timeZone: string, locale: "en" | "zh"): string {
  const day = { day: "numeric", month: "short", year: "numeric" } as const;
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  const options = { timeZone, ...day, ...time };
  return new Intl.DateTimeFormat(locale === "zh" ? "zh-CN" : "en-GB", options).format(moment);
}
