import type { Dice } from "./dice.ts";
import { SESSIONS, type SeededSession, SPEAKERS } from "./exhibitions/sessions.ts";
import { NAME_WORDS, type SeededTrade, TRADES } from "./exhibitions/stands.ts";
import { insertRows } from "./insert-rows.ts";
import { localInstant } from "../kernel/local-time.ts";
import type { SeededEvent } from "./seeded-event.ts";
import { createdMsOf, type Sowing, type WrittenEvent } from "./write-programme.ts";

/** Days of an exhibition that have an agenda: its first ones. */
const AGENDA_DAYS = 3;
const FIRST_BREAK_MINUTES = 15;
const STANDS_A_ROW = 12;

/** What happens at these events that are exhibitions, and who shows something there. */
export async function writeExhibitions(sowing: Sowing, events: readonly WrittenEvent[]): Promise<void> {
  const exhibitions = events.filter(({ event }) => event.kind === "exhibition");
  const { tx } = sowing;
  await insertRows(
    tx,
    "agenda_item",
    exhibitions.flatMap((one) => agendaRows(sowing, one)),
  );
  await insertRows(
    tx,
    "exhibitor",
    exhibitions.flatMap((one) => exhibitorRows(sowing, one)),
  );
}

/** A fair is full from bell to bell; where pictures hang, something happens now and then. */
const isFair = ({ genre }: SeededEvent) => genre === "fair" || genre === "food";

function agendaRows({ dice, firstDay, firstMs }: Sowing, { eventId, event, timeZone }: WrittenEvent) {
  const sessions = SESSIONS[event.genre] ?? [];
  const days = event.performances.flatMap((plan) =>
    Array.from({ length: event.days ?? 1 }, (_, after) => ({ ...plan, day: plan.day + after })),
  );
  return days.slice(0, AGENDA_DAYS).flatMap((plan) => {
    const opensMs = localInstant(firstDay, plan.day, plan.time, timeZone).getTime();
    const chosen = isFair(event) ? sessions.slice(0, dice.int(12, 15)) : some(dice, sessions, dice.int(3, 5));
    const closesMs = opensMs + plan.minutes * 60_000;
    const stepMinutes = Math.floor((plan.minutes - FIRST_BREAK_MINUTES) / chosen.length / 5) * 5;
    return chosen.map((session, at) => {
      const startsMs = opensMs + (FIRST_BREAK_MINUTES + at * stepMinutes) * 60_000;
      const id = dice.uuid(createdMsOf(firstMs));
      const endsMs = Math.min(startsMs + session.minutes * 60_000, closesMs);
      return { id, event_id: eventId, ...sessionRow(dice, session, startsMs, endsMs), position: at };
    });
  });
}

function sessionRow(dice: Dice, { title, place, isTalk }: SeededSession, startsMs: number, endsMs: number) {
  const speaker = isTalk ? dice.of(SPEAKERS) : ["", ""];
  return {
    starts_at: new Date(startsMs).toISOString(),
    ends_at: new Date(endsMs).toISOString(),
    title: title[0],
    place: place[0],
    speaker: speaker[0],
    translations: { zh: { title: title[1], place: place[1], speaker: speaker[1] } },
  };
}

function exhibitorRows({ dice, firstMs }: Sowing, { eventId, event }: WrittenEvent) {
  const trades = TRADES[event.genre] ?? [];
  const count = isFair(event) ? dice.int(26, 41) : dice.int(5, 9);
  const taken = new Set<string>();
  return Array.from({ length: trades.length > 0 ? count : 0 }, (_, at) => {
    const { name, shows } = trades[at % trades.length] as SeededTrade;
    const [english, chinese] = freeName(dice, taken);
    const [summary, summaryZh] = shows[Math.floor(at / trades.length) % shows.length] ?? ["", ""];
    return {
      id: dice.uuid(createdMsOf(firstMs)),
      event_id: eventId,
      position: at,
      name: `${english.join(" & ")} ${name[0]}`,
      stand: `${String.fromCharCode(65 + Math.floor(at / STANDS_A_ROW))}${(at % STANDS_A_ROW) + 1}`,
      summary,
      // No such place can be on the web: names that end so are kept for examples.
      url: at % 3 === 0 ? `https://${english.join("-")}.example/`.toLowerCase() : null,
      translations: { zh: { name: `${chinese.join("与")}${name[1]}`, summary: summaryZh } },
    };
  });
}

/** Two words that no other exhibitor of the event is called by. */
function freeName(dice: Dice, taken: Set<string>): readonly [english: string[], chinese: string[]] {
  for (;;) {
    const words = some(dice, NAME_WORDS, 2);
    const english = words.map(([word]) => word);
    if (taken.has(english.join())) continue;
    taken.add(english.join());
    return [english, words.map(([, word]) => word)];
  }
}

/** Some of these, in the order in which they stand. */
function some<T>(dice: Dice, all: readonly T[], count: number): T[] {
  const left = [...all];
  while (left.length > count) left.splice(dice.int(0, left.length - 1), 1);
  return left;
}
