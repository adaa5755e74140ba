import PDFDocument from "pdfkit";
import { encode } from "uqr";
import { bytesOf, linesOf, lineWidth, type Paper, type TextStyle, writeLine } from "../kernel/paper-text.ts";

/** What stands on a printed ticket, in words that are ready to be read. */
export interface TicketPaper {
  readonly orderCode: string;
  readonly title: string;
  readonly subtitle: string;
  /** "Sat 14 Nov 2026, 20:00, doors 18:30". */
  readonly when: string;
  readonly where: string;
  /** Label and value of each field of the seat block, at most four. */
  readonly seatBlock: readonly (readonly [label: string, value: string])[];
  /** From `printedCode`. */
  readonly code: string;
  /** Picture without words, PNG or JPEG, at least 3:1; null for a plain band. */
  readonly poster: Buffer | null;
  readonly orderLabel: string;
  readonly printedNote: string;
  readonly footer: readonly string[];
  readonly issuedAt: Date;
}

// Points; A4 is 595 by 842.
const PAGE_WIDTH = 595.28;
const CARD = { x: 72, y: 92, width: PAGE_WIDTH - 144, radius: 22 };
const INSET = 28;
const BAND_HEIGHT = 128;
// Without a picture the band only says where the top is, and spares the ink.
const PLAIN_BAND_HEIGHT = 28;
const CODE_SIZE = 232;
const FREE_MODULES = 4;
const INK = "#0b0e10";
const SOFT = "#475257";
const LINE = "#d3d9db";

const WORDMARK: TextStyle = { size: 22, colour: INK, face: "display" };
const TITLE: TextStyle = { size: 27, colour: INK, face: "display" };
const BODY: TextStyle = { size: 12.5, colour: SOFT, face: "plain" };
const STRONG: TextStyle = { size: 11.5, colour: INK, face: "strong" };
const SMALL: TextStyle = { size: 10.5, colour: SOFT, face: "plain" };

/** Draws one ticket on one page of A4: black on white, with a code that survives a poor printer. Returns the PDF's bytes. */
export function drawTicket(ticket: TicketPaper): Promise<Buffer<ArrayBuffer>> {
  const paper: Paper = new PDFDocument({
    size: "A4",
    margin: 0,
    lang: "en",
    displayTitle: true,
    info: { Title: `${ticket.title}, ${ticket.when}`, Author: "Usher", CreationDate: ticket.issuedAt },
  });
  const bytes = bytesOf(paper);
  drawHead(paper, ticket);
  const tearAt = drawUpperHalf(paper, ticket);
  const bottom = drawSeatBlock(paper, ticket, tearAt);
  paper.lineWidth(1).strokeColor(LINE);
  paper.roundedRect(CARD.x, CARD.y, CARD.width, bottom - CARD.y, CARD.radius).stroke();
  drawTear(paper, tearAt);
  for (const [place, sentence] of ticket.footer.entries()) centre(paper, sentence, bottom + 28 + place * 16, SMALL);
  paper.end();
  return bytes;
}

function drawHead(paper: Paper, { orderLabel, orderCode }: TicketPaper): void {
  const y = CARD.y - 22;
  writeLine(paper, "Usher", { x: CARD.x, y }, WORDMARK);
  const order = `${orderLabel} ${orderCode.slice(0, 4)} ${orderCode.slice(4)}`;
  writeLine(paper, order, { x: CARD.x + CARD.width - lineWidth(paper, order, BODY), y }, BODY);
}

/** Band, words and code. Returns where the tear-off line goes. */
function drawUpperHalf(paper: Paper, ticket: TicketPaper): number {
  const bandHeight = ticket.poster ? BAND_HEIGHT : PLAIN_BAND_HEIGHT;
  paper.save();
  paper.roundedRect(CARD.x, CARD.y, CARD.width, bandHeight + CARD.radius * 2, CARD.radius).clip();
  const band = [CARD.x, CARD.y, CARD.width, bandHeight] as const;
  if (ticket.poster) {
    paper.rect(...band).clip();
    paper.image(ticket.poster, CARD.x, CARD.y, { cover: [CARD.width, bandHeight], align: "center", valign: "center" });
  } else paper.rect(...band).fill(INK);
  paper.restore();
  const x = CARD.x + INSET;
  const width = CARD.width - INSET * 2;
  let y = CARD.y + bandHeight + 10;
  for (const line of linesOf(paper, ticket.title, TITLE, width, 2)) {
    y += 31;
    writeLine(paper, line, { x, y }, TITLE);
  }
  y += 4;
  for (const text of [ticket.subtitle, ticket.when, ticket.where].filter((one) => one !== "")) {
    y += 18;
    const [line = ""] = linesOf(paper, text, BODY, width, 1);
    writeLine(paper, line, { x, y }, BODY);
  }
  y += 20;
  drawCode(paper, ticket.code, { x: CARD.x + (CARD.width - CODE_SIZE) / 2, y });
  y += CODE_SIZE + 16;
  centre(paper, ticket.printedNote, y, STRONG);
  return y + 22;
}

/** The code as one filled shape, so that no viewer shows seams, on white with four free modules (ISO/IEC 18004, 9.1). */
function drawCode(paper: Paper, text: string, at: { x: number; y: number }): void {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const module = CODE_SIZE / (size + FREE_MODULES * 2);
  paper.rect(at.x, at.y, CODE_SIZE, CODE_SIZE).fill("#ffffff");
  for (const [row, modules] of data.entries()) {
    for (let from = 0; from < size; from++) {
      if (!modules[from] || modules[from - 1]) continue;
      let to = from;
      while (modules[to]) to++;
      const x = at.x + (FREE_MODULES + from) * module;
      paper.rect(x, at.y + (FREE_MODULES + row) * module, (to - from) * module, module);
    }
  }
  paper.fill("#000000");
}

/** Returns the bottom of the card. */
function drawSeatBlock(paper: Paper, { seatBlock }: TicketPaper, top: number): number {
  const width = CARD.width - INSET * 2;
  const column = width / Math.max(1, seatBlock.length);
  for (const [place, [label, value]] of seatBlock.entries()) {
    const x = CARD.x + INSET + place * column;
    writeLine(paper, label, { x, y: top + 34 }, SMALL);
    const large: TextStyle = { size: 34, colour: INK, face: "display" };
    const size = Math.min(34, (large.size * (column - 10)) / Math.max(1, lineWidth(paper, value, large)));
    const style = { ...large, size: Math.max(13, size) };
    const [fitted = ""] = linesOf(paper, value, style, column - 10, 1);
    writeLine(paper, fitted, { x, y: top + 68 }, style);
  }
  return top + 90;
}

function drawTear(paper: Paper, y: number): void {
  const [left, right] = [CARD.x, CARD.x + CARD.width];
  paper.lineWidth(1.5).strokeColor(LINE).dash(1.5, { space: 3 });
  paper
    .moveTo(left + 18, y)
    .lineTo(right - 18, y)
    .stroke()
    .undash();
  for (const [x, side] of [
    [left, 1],
    [right, -1],
  ] as const) {
    // A bite out of each edge, in the paper's own white.
    paper.circle(x, y, 10).fill("#ffffff");
    paper.lineWidth(1).strokeColor(LINE);
    paper.path(`M${x} ${y - 10}A10 10 0 0 ${side === 1 ? 1 : 0} ${x} ${y + 10}`).stroke();
  }
}

function centre(paper: Paper, text: string, y: number, style: TextStyle): void {
  const [line = ""] = linesOf(paper, text, style, CARD.width, 1);
  writeLine(paper, line, { x: (PAGE_WIDTH - lineWidth(paper, line, style)) / 2, y }, style);
}
