import { Prisma, type Database, type OrderStatus } from "@usher/db";

/** What orders are looked for. */
export interface WantedOrders {
  readonly organizerId: string;
  /** Any parts of a code, of a mail address or of the buyer's name, or a seat: section, row and seat, or row and seat. */
  readonly text: string;
  readonly status?: OrderStatus | undefined;
  readonly performanceId?: string | undefined;
  /** Only orders that are older than this one. */
  readonly cursor?: string | null | undefined;
}

interface Found {
  readonly id: string;
}

/** So many of the newest are read through before an index is asked: what very many orders have in common is found among these. */
const NEWEST_READ = 3_000;
/** Of a name that very many people share, the orders of so many. */
const MOST_PEOPLE = 1_000;
const MOST_WORDS = 6;
/** Shorter ones are looked for at the beginning of a word alone: nothing less than three letters is in the index. */
const SHORTEST_PART = 3;

/**
 * Ids of the orders that fit, newest first, `count` at most. Each question is answered from an index or reads a bounded number of
 * rows, wherever the page lies; the newest of all answers are merged.
 */
export async function findOrderIds(
  db: Pick<Database, "$queryRaw">,
  wanted: WantedOrders,
  count: number,
): Promise<string[]> {
  const words = wanted.text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) {
    const question = wanted.performanceId ? ofPerformance(wanted, wanted.performanceId) : ofOrganizer(wanted);
    return idsOf(await db.$queryRaw<Found[]>`${question} LIMIT ${count}`);
  }
  const place = placeIn(words);
  const asked = [byWords(db, wanted, words, count), byName(db, wanted, words, count)];
  if (place) asked.push(bySeat(db, wanted, place, count));
  const found = (await Promise.all(asked)).flat();
  // Ids are sorted by time.
  return [...new Set(found)].sort((a, b) => (a < b ? 1 : -1)).slice(0, count);
}

const idsOf = (rows: readonly Found[]) => rows.map(({ id }) => id);

const ofOrganizer = (wanted: WantedOrders) =>
  Prisma.sql`SELECT o.id FROM "order" o WHERE ${fits(wanted)} ORDER BY o.id DESC`;

/** Lines lie in the index by performance and order: an order is met as often as it has lines, and told once. */
function ofPerformance({ organizerId, status, cursor }: WantedOrders, performanceId: string): Prisma.Sql {
  const older = cursor ? Prisma.sql`AND l.order_id < ${cursor}::uuid` : Prisma.empty;
  const ids = Prisma.sql`SELECT DISTINCT l.order_id AS id FROM order_line l
    WHERE l.performance_id = ${performanceId}::uuid ${older} ORDER BY l.order_id DESC`;
  const isStatus = status ? Prisma.sql`AND o.status = ${status}::"OrderStatus"` : Prisma.empty;
  return Prisma.sql`SELECT o.id FROM (${ids}) l JOIN "order" o ON o.id = l.id
    WHERE o.organizer_id = ${organizerId}::uuid ${isStatus} ORDER BY l.id DESC`;
}

/** What is asked of an order `o` besides the text. */
function fits({ organizerId, status, performanceId, cursor }: WantedOrders): Prisma.Sql {
  const conditions = [Prisma.sql`o.organizer_id = ${organizerId}::uuid`];
  if (status) conditions.push(Prisma.sql`o.status = ${status}::"OrderStatus"`);
  if (cursor) conditions.push(Prisma.sql`o.id < ${cursor}::uuid`);
  if (performanceId)
    conditions.push(Prisma.sql`EXISTS (SELECT 1 FROM order_line l
      WHERE l.performance_id = ${performanceId}::uuid AND l.order_id = o.id)`);
  return Prisma.join(conditions, " AND ");
}

/** A pattern for each word; every word of what is searched has a space before it. */
function like(haystack: Prisma.Sql, words: readonly string[]): Prisma.Sql {
  const patterns = words.map((word) => {
    const plain = word.replaceAll(/[\\%_]/g, String.raw`\$&`);
    return `%${word.length < SHORTEST_PART ? " " : ""}${plain}%`;
  });
  return Prisma.join(
    patterns.map((pattern) => Prisma.sql`${haystack} LIKE ${pattern}`),
    " AND ",
  );
}

/** As the index `order_words` has it. */
const WORDS = Prisma.sql`(' ' || lower(o.code || ' ' || o.email::text))`;
/** As the index `person_name_words` has it. */
const NAME = Prisma.sql`(' ' || lower(p.name))`;

async function byWords(
  db: Pick<Database, "$queryRaw">,
  wanted: WantedOrders,
  words: readonly string[],
  count: number,
): Promise<string[]> {
  const { organizerId, cursor } = wanted;
  const older = cursor ? Prisma.sql`AND id < ${cursor}::uuid` : Prisma.empty;
  const among = await db.$queryRaw<Found[]>`SELECT o.id FROM (SELECT * FROM "order"
      WHERE organizer_id = ${organizerId}::uuid ${older} ORDER BY id DESC LIMIT ${NEWEST_READ}) o
    WHERE ${fits(wanted)} AND ${like(WORDS, words)} ORDER BY o.id DESC LIMIT ${count}`;
  if (among.length === count) return idsOf(among);
  // Kept apart from the order and the limit, which would tempt the planner to read all orders, newest first, until enough fit.
  return idsOf(
    await db.$queryRaw<
      Found[]
    >`WITH o AS MATERIALIZED (SELECT o.id FROM "order" o WHERE ${fits(wanted)} AND ${like(WORDS, words)})
      SELECT o.id FROM o ORDER BY o.id DESC LIMIT ${count}`,
  );
}

async function byName(
  db: Pick<Database, "$queryRaw">,
  wanted: WantedOrders,
  words: readonly string[],
  count: number,
): Promise<string[]> {
  return idsOf(
    await db.$queryRaw<
      Found[]
    >`WITH p AS MATERIALIZED (SELECT p.id FROM person p WHERE ${like(NAME, words)} LIMIT ${MOST_PEOPLE})
      SELECT o.id FROM p JOIN "order" o ON o.person_id = p.id WHERE ${fits(wanted)} ORDER BY o.id DESC LIMIT ${count}`,
  );
}

interface Place {
  /** How the section's name begins, if it was said. */
  readonly section: string;
  readonly row: string;
  readonly seat: string;
}

/** What people say around a place, in both languages. */
const AROUND = new Set(["section", "block", "row", "seat", "区", "排", "座"]);

/** "112 F 14", "row F seat 14", "F 14": the seat last, the row before it. */
function placeIn(words: readonly string[]): Place | null {
  const said = words.filter((word) => !AROUND.has(word));
  const [seat, row] = [said.at(-1), said.at(-2)];
  return seat && row ? { section: said.slice(0, -2).join(" "), row, seat } : null;
}

async function bySeat(
  db: Pick<Database, "$queryRaw">,
  wanted: WantedOrders,
  { section, row, seat }: Place,
  count: number,
): Promise<string[]> {
  const { organizerId, cursor, performanceId } = wanted;
  const conditions = [
    Prisma.sql`l.kind = 'seat' AND l.seat_row IS NOT NULL AND l.organizer_id = ${organizerId}::uuid`,
    Prisma.sql`lower(l.seat_row) = ${row} AND lower(l.seat_label) = ${seat}`,
  ];
  if (cursor) conditions.push(Prisma.sql`l.order_id < ${cursor}::uuid`);
  if (performanceId) conditions.push(Prisma.sql`l.performance_id = ${performanceId}::uuid`);
  if (section) conditions.push(Prisma.sql`starts_with(lower(l.seat_section), ${section})`);
  const lines = Prisma.sql`SELECT DISTINCT l.order_id AS id FROM order_line l WHERE ${Prisma.join(conditions, " AND ")} ORDER BY l.order_id DESC`;
  return idsOf(
    await db.$queryRaw<Found[]>`SELECT o.id FROM (${lines}) l JOIN "order" o ON o.id = l.id
      WHERE ${fits({ ...wanted, performanceId: undefined })} ORDER BY l.id DESC LIMIT ${count}`,
  );
}
