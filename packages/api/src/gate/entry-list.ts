import { bytesOfUuid, uuidOfBytes } from "../tickets/codes.ts";

/**
 * The list of tickets a gate carries, packed: 100,000 seats take about 4 MB, and are found by halving without being
 * unpacked. Isomorphic: no Node, no DOM.
 *
 *     4 bytes   length of the head
 *     head      JSON: size and the words that seats share, padded with spaces to a multiple of 4
 *     columns   ids (16 bytes, ascending), serial, party, seat, end of name (4 bytes each), section, row, zone, reason
 *               of the name check, tariff, part (2 bytes each)
 *     names     UTF-8, one after the other
 *
 * Numbers are little-endian, as every phone and server that runs this is.
 */

/** One ticket as the gate's screen needs it. */
export interface ListedTicket {
  /** UUID. */
  readonly ticketId: string;
  /** The issue that was alive when the list was written. */
  readonly serial: number;
  /** Which doors lead to the seat; a name from the chart. */
  readonly zone: string;
  readonly section: string;
  /** Empty for a standing place, as is `seat`. */
  readonly row: string;
  readonly seat: string;
  /** Tickets of one order share it; 0 when nothing is known. */
  readonly party: number;
  /** For whom it was sold: "Child". Empty for the full price. */
  readonly tariff: string;
  /** Of a journey or a fair, what it is good for: cells, and "Rotterdam to Cologne" or "Sat 12 Jun"; null where places are sold whole. */
  readonly part: { readonly from: number; readonly to: number; readonly name: string } | null;
  /** Whose name or document is to be looked at, and why ("Student ticket"); null when nobody needs to be asked. */
  readonly nameCheck: { readonly name: string; readonly reason: string } | null;
}

export interface EntryList {
  readonly size: number;
  /** Place of a ticket in the list, or -1. */
  find(ticketId: string): number;
  ticketAt(place: number): ListedTicket;
  /** All tickets of the same order, the asked one included. */
  partyOf(place: number): ListedTicket[];
}

interface Head {
  readonly size: number;
  readonly words: { readonly [column in "seat" | "section" | "row" | "zone" | "reason"]: readonly string[] } & {
    /** Absent, with their columns, in a list that an older build packed: a gate opens it and hears them with its next list. */
    readonly tariff?: readonly string[];
    /** "0 2 Rotterdam to Cologne"; empty where places are sold whole. */
    readonly part?: readonly string[];
  };
}

/** Every column of a list of `size` tickets; the last ones only where the list has them. */
function columnsOn(buffer: ArrayBuffer, start: number, size: number, has: { tariff: boolean; part: boolean }) {
  let at = start;
  const next = (bytes: number) => {
    at += bytes * size;
    return at - bytes * size;
  };
  return {
    ids: new Uint8Array(buffer, next(16), size * 16),
    serial: new Uint32Array(buffer, next(4), size),
    party: new Uint32Array(buffer, next(4), size),
    seat: new Uint32Array(buffer, next(4), size),
    // Where each ticket's name ends; it begins where the one before it ended.
    nameEnd: new Uint32Array(buffer, next(4), size),
    section: new Uint16Array(buffer, next(2), size),
    row: new Uint16Array(buffer, next(2), size),
    zone: new Uint16Array(buffer, next(2), size),
    // 0 says that nobody is asked, so the reasons count from 1.
    reason: new Uint16Array(buffer, next(2), size),
    tariff: new Uint16Array(buffer, next(has.tariff ? 2 : 0), has.tariff ? size : 0),
    part: new Uint16Array(buffer, next(has.part ? 2 : 0), has.part ? size : 0),
  };
}

const FIRST_COLUMNS_BYTES = 40;
const COLUMN_BYTES = 44;
const ALL_COLUMNS = { tariff: true, part: true };

/** Packs a performance's tickets for a gate, in any order. Throws for a ticket that comes twice. */
export function packEntryList(tickets: readonly ListedTicket[]): Uint8Array<ArrayBuffer> {
  const rows = tickets.map((ticket) => ({ ticket, id: bytesOfUuid(ticket.ticketId) }));
  rows.sort((a, b) => compareIds(a.id, 0, b.id));
  const words = {
    ...{ seat: wordbook(), section: wordbook(), row: wordbook(), zone: wordbook() },
    ...{ reason: wordbook(), tariff: wordbook(), part: wordbook() },
  };
  const columns = columnsOn(new ArrayBuffer(rows.length * COLUMN_BYTES), 0, rows.length, ALL_COLUMNS);
  const names: Uint8Array[] = [];
  let namesLength = 0;
  for (const [place, { ticket, id }] of rows.entries()) {
    const isRepeat = place > 0 && compareIds(columns.ids, (place - 1) * 16, id) === 0;
    if (isRepeat) throw new Error(`${ticket.ticketId} is listed twice`);
    columns.ids.set(id, place * 16);
    columns.serial[place] = ticket.serial;
    columns.party[place] = ticket.party;
    columns.seat[place] = words.seat.indexOf(ticket.seat);
    columns.section[place] = twoByteIndex(words.section, ticket.section);
    columns.row[place] = twoByteIndex(words.row, ticket.row);
    columns.zone[place] = twoByteIndex(words.zone, ticket.zone);
    columns.tariff[place] = twoByteIndex(words.tariff, ticket.tariff);
    columns.part[place] = twoByteIndex(words.part, writePart(ticket.part));
    if (ticket.nameCheck) {
      columns.reason[place] = twoByteIndex(words.reason, ticket.nameCheck.reason) + 1;
      const name = new TextEncoder().encode(ticket.nameCheck.name);
      names.push(name);
      namesLength += name.length;
    }
    columns.nameEnd[place] = namesLength;
  }
  const { seat, section, row, zone, reason, tariff, part } = words;
  const head = headBytes({
    size: rows.length,
    words: {
      ...{ seat: seat.list, section: section.list, row: row.list, zone: zone.list },
      ...{ reason: reason.list, tariff: tariff.list, part: part.list },
    },
  });
  return join([head, new Uint8Array(columns.ids.buffer), ...names]);
}

/** Opens a packed list. Throws when its length is not what its head says. */
export function openEntryList(packed: Uint8Array): EntryList {
  const { words, columns, names } = takeApart(packed);
  const size = columns.serial.length;
  const nameCheckAt = (place: number): ListedTicket["nameCheck"] => {
    const reason = columns.reason[place] as number;
    if (reason === 0) return null;
    const name = new TextDecoder().decode(names.subarray(columns.nameEnd[place - 1] ?? 0, columns.nameEnd[place]));
    return { name, reason: words.reason[reason - 1] ?? "" };
  };
  const ticketAt = (place: number): ListedTicket => ({
    ticketId: uuidOfBytes(columns.ids, place * 16),
    serial: columns.serial[place] as number,
    zone: words.zone[columns.zone[place] as number] ?? "",
    section: words.section[columns.section[place] as number] ?? "",
    row: words.row[columns.row[place] as number] ?? "",
    seat: words.seat[columns.seat[place] as number] ?? "",
    party: columns.party[place] as number,
    tariff: words.tariff?.[columns.tariff[place] as number] ?? "",
    part: readPart(words.part?.[columns.part[place] as number]),
    nameCheck: nameCheckAt(place),
  });
  return {
    size,
    find: (ticketId) => findId(columns.ids, bytesOfUuid(ticketId)),
    ticketAt,
    partyOf(place) {
      const party = columns.party[place] as number;
      if (party === 0) return [ticketAt(place)];
      const found: ListedTicket[] = [];
      for (let other = columns.party.indexOf(party); other >= 0; other = columns.party.indexOf(party, other + 1)) {
        found.push(ticketAt(other));
      }
      return found;
    },
  };
}

const writePart = (part: ListedTicket["part"]) => (part ? `${part.from} ${part.to} ${part.name}` : "");

function readPart(word: string | undefined): ListedTicket["part"] {
  const [, from, to, name] = /^(\d+) (\d+) (.*)$/s.exec(word ?? "") ?? [];
  return from === undefined ? null : { from: Number(from), to: Number(to), name: name ?? "" };
}

function takeApart(packed: Uint8Array) {
  // A copy on a buffer of its own, so that every column is aligned; the columns are views on it.
  const { buffer } = Uint8Array.from(packed);
  const cutShort = new Error("The gate's list is cut short");
  if (buffer.byteLength < 4) throw cutShort;
  const headLength = new DataView(buffer).getUint32(0, true);
  if (4 + headLength > buffer.byteLength) throw cutShort;
  const { size, words }: Head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headLength)));
  const has = { tariff: words.tariff !== undefined, part: words.part !== undefined };
  const columnBytes = FIRST_COLUMNS_BYTES + (has.tariff ? 2 : 0) + (has.part ? 2 : 0);
  const namesAt = 4 + headLength + size * columnBytes;
  if (namesAt > buffer.byteLength) throw cutShort;
  const columns = columnsOn(buffer, 4 + headLength, size, has);
  const names = new Uint8Array(buffer, namesAt);
  if (names.length !== (columns.nameEnd[size - 1] ?? 0)) throw cutShort;
  return { words, columns, names };
}

/** Packs bare ticket ids (of another day, say), ascending, 16 bytes each. */
export function packTicketIds(ticketIds: readonly string[]): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(ticketIds.length * 16);
  const ids = ticketIds.map(bytesOfUuid).sort((a, b) => compareIds(a, 0, b));
  for (const [place, id] of ids.entries()) packed.set(id, place * 16);
  return packed;
}

/** Place of an id in ascending packed ids, or -1. */
export function findId(ids: Uint8Array, id: Uint8Array): number {
  let low = 0;
  let high = ids.length / 16 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const order = compareIds(ids, middle * 16, id);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function compareIds(ids: Uint8Array, at: number, id: Uint8Array): number {
  for (let i = 0; i < 16; i++) {
    const difference = (ids[at + i] as number) - (id[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

interface Wordbook {
  readonly list: string[];
  indexOf(word: string): number;
}

function wordbook(): Wordbook {
  const list: string[] = [];
  const places = new Map<string, number>();
  return {
    list,
    indexOf(word) {
      let place = places.get(word);
      if (place === undefined) {
        place = list.push(word) - 1;
        places.set(word, place);
      }
      return place;
    },
  };
}

function twoByteIndex(words: Wordbook, word: string): number {
  const index = words.indexOf(word);
  if (index >= 0xffff) throw new Error("A gate's list has room for 65,535 different words a column");
  return index;
}

function headBytes(head: Head): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(head));
  const padded = new Uint8Array(4 + Math.ceil(json.length / 4) * 4).fill(0x20);
  new DataView(padded.buffer).setUint32(0, padded.length - 4, true);
  padded.set(json, 4);
  return padded;
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
