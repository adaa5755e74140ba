import { bytesOfUuid, uuidOfBytes } from "../tickets/code-text.ts";

/**
 * The list of tickets a gate carries, packed: 100,000 seats take about 3.6 MB, and are found by halving without being
 * unpacked. Isomorphic: no Node, no DOM.
 *
 *     4 bytes   length of the head
 *     head      JSON: size and the words that seats share, padded with spaces to a multiple of 4
 *     columns   ids (16 bytes, ascending), then per ticket serial, party, seat (4 bytes each), section, row, zone,
 *               reason (2 bytes each), name ends (4 bytes)
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
  /** Whose name or document is to be looked at, and why ("Student ticket"); null when nobody needs to be asked. */
  readonly nameCheck: { readonly name: string; readonly reason: string } | null;
}

export interface EntryList {
  readonly size: number;
  /** Place of a ticket in the list, or -1. */
  find(ticketId: string): number;
  ticketAt(place: number): ListedTicket;
  serialAt(place: number): number;
  /** All tickets of the same order, the asked one included. */
  partyOf(place: number): ListedTicket[];
}

const FOUR_BYTES = ["serial", "party", "seat"] as const;
const TWO_BYTES = ["section", "row", "zone", "reason"] as const;

interface Head {
  readonly size: number;
  readonly words: { readonly [column in "seat" | (typeof TWO_BYTES)[number]]: readonly string[] };
}

/** Packs a performance's tickets for a gate, in any order. Throws for a ticket that comes twice. */
export function packEntryList(tickets: readonly ListedTicket[]): Uint8Array<ArrayBuffer> {
  const rows = tickets.map((ticket) => ({ ticket, id: bytesOfUuid(ticket.ticketId) }));
  rows.sort((a, b) => compareIds(a.id, 0, b.id));
  const words = { seat: wordbook(), section: wordbook(), row: wordbook(), zone: wordbook(), reason: wordbook() };
  const size = rows.length;
  const ids = new Uint8Array(size * 16);
  const four = Object.fromEntries(FOUR_BYTES.map((name) => [name, new Uint32Array(size)])) as Columns<Uint32Array>;
  const two = Object.fromEntries(TWO_BYTES.map((name) => [name, new Uint16Array(size)])) as Columns<Uint16Array>;
  const nameEnds = new Uint32Array(size);
  const names: Uint8Array[] = [];
  let namesLength = 0;
  for (const [place, { ticket, id }] of rows.entries()) {
    if (place > 0 && compareIds(ids, (place - 1) * 16, id) === 0) throw new Error(`${ticket.ticketId} is listed twice`);
    ids.set(id, place * 16);
    four.serial[place] = ticket.serial;
    four.party[place] = ticket.party;
    four.seat[place] = words.seat.indexOf(ticket.seat);
    two.section[place] = twoByteIndex(words.section, ticket.section);
    two.row[place] = twoByteIndex(words.row, ticket.row);
    two.zone[place] = twoByteIndex(words.zone, ticket.zone);
    // Index 0 says that nobody is asked; an empty reason is still a check.
    two.reason[place] = ticket.nameCheck ? twoByteIndex(words.reason, ticket.nameCheck.reason) + 1 : 0;
    if (ticket.nameCheck) {
      const name = new TextEncoder().encode(ticket.nameCheck.name);
      names.push(name);
      namesLength += name.length;
    }
    nameEnds[place] = namesLength;
  }
  const head: Head = {
    size,
    words: {
      seat: words.seat.list,
      section: words.section.list,
      row: words.row.list,
      zone: words.zone.list,
      reason: words.reason.list,
    },
  };
  const columns = [ids, ...FOUR_BYTES.map((c) => four[c]), ...TWO_BYTES.map((c) => two[c]), nameEnds, ...names];
  return join(headBytes(head), columns);
}

type Columns<T> = Record<string, T> & Record<"serial" | "party" | "seat" | "section" | "row" | "zone" | "reason", T>;

/** Opens a packed list. Throws when its length is not what its head says. */
export function openEntryList(packed: Uint8Array): EntryList {
  // A copy on a buffer of its own, so that every column is aligned; the columns are views on it.
  const buffer = packed.slice().buffer;
  if (buffer.byteLength < 4) throw new Error("The gate's list is cut short");
  const headLength = new DataView(buffer).getUint32(0, true);
  if (4 + headLength > buffer.byteLength) throw new Error("The gate's list is cut short");
  const { size, words }: Head = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, headLength)));
  let at = 4 + headLength;
  if (at + size * 40 > buffer.byteLength) throw new Error("The gate's list is cut short");
  const take = (bytes: number) => {
    at += bytes * size;
    return at - bytes * size;
  };
  const ids = new Uint8Array(buffer, take(16), size * 16);
  const [serials, parties, seats] = FOUR_BYTES.map(() => new Uint32Array(buffer, take(4), size)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const [sections, rows, zones, reasons] = TWO_BYTES.map(() => new Uint16Array(buffer, take(2), size)) as [
    Uint16Array,
    Uint16Array,
    Uint16Array,
    Uint16Array,
  ];
  const nameEnds = new Uint32Array(buffer, take(4), size);
  const names = new Uint8Array(buffer, at);
  if (names.length !== (nameEnds[size - 1] ?? 0)) throw new Error("The gate's list is cut short");

  const nameCheckAt = (place: number): ListedTicket["nameCheck"] => {
    const reason = reasons[place] as number;
    if (reason === 0) return null;
    const name = new TextDecoder().decode(names.subarray(nameEnds[place - 1] ?? 0, nameEnds[place]));
    return { name, reason: words.reason[reason - 1] ?? "" };
  };
  const ticketAt = (place: number): ListedTicket => ({
    ticketId: uuidOfBytes(ids, place * 16),
    serial: serials[place] as number,
    zone: words.zone[zones[place] as number] ?? "",
    section: words.section[sections[place] as number] ?? "",
    row: words.row[rows[place] as number] ?? "",
    seat: words.seat[seats[place] as number] ?? "",
    party: parties[place] as number,
    nameCheck: nameCheckAt(place),
  });
  return {
    size,
    find: (ticketId) => findId(ids, bytesOfUuid(ticketId)),
    ticketAt,
    serialAt: (place) => serials[place] as number,
    partyOf(place) {
      const party = parties[place] as number;
      if (party === 0) return [ticketAt(place)];
      const found: ListedTicket[] = [];
      for (let other = parties.indexOf(party); other >= 0; other = parties.indexOf(party, other + 1)) {
        found.push(ticketAt(other));
      }
      return found;
    },
  };
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

function join(head: Uint8Array, parts: readonly (Uint8Array | Uint16Array | Uint32Array)[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.byteLength, head.length));
  joined.set(head);
  let at = head.length;
  for (const part of parts) {
    joined.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  }
  return joined;
}
