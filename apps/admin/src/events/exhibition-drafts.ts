import type { OfficeEventView } from "@usher/api/contract";
import { instantAt, venueTime } from "../format/venue-time.ts";

export type OfficeAgendaItem = OfficeEventView["agenda"][number];
export type OfficeExhibitor = OfficeEventView["exhibitors"][number];

/** An item of the agenda as it is typed, times by the venue's clock. */
export interface AgendaDraft {
  readonly startsAt: string;
  readonly endsAt: string;
  readonly title: string;
  readonly titleChinese: string;
  readonly place: string;
  readonly placeChinese: string;
  readonly speaker: string;
  readonly speakerChinese: string;
}

/** An exhibitor as typed. */
export interface ExhibitorDraft {
  readonly name: string;
  readonly nameChinese: string;
  readonly stand: string;
  readonly url: string;
  readonly summary: string;
  readonly summaryChinese: string;
}

/** An item as it stands in the form; a new one begins when `after` ends, or when it begins. */
export function agendaDraftOf(
  item: OfficeAgendaItem | null,
  timeZone: string,
  after: Pick<OfficeAgendaItem, "startsAt" | "endsAt"> | null = null,
): AgendaDraft {
  const next = after && (after.endsAt ?? after.startsAt);
  const startsAt = item?.startsAt ?? next;
  return {
    startsAt: startsAt ? venueTime(startsAt, timeZone) : "",
    endsAt: item?.endsAt ? venueTime(item.endsAt, timeZone) : "",
    title: item?.title ?? "",
    titleChinese: item?.chinese.title ?? "",
    place: item?.place ?? "",
    placeChinese: item?.chinese.place ?? "",
    speaker: item?.speaker ?? "",
    speakerChinese: item?.chinese.speaker ?? "",
  };
}

/** An exhibitor as it stands in the form. */
export function exhibitorDraftOf(exhibitor: OfficeExhibitor | null): ExhibitorDraft {
  return {
    name: exhibitor?.name ?? "",
    nameChinese: exhibitor?.chinese.name ?? "",
    stand: exhibitor?.stand ?? "",
    url: exhibitor?.url ?? "",
    summary: exhibitor?.summary ?? "",
    summaryChinese: exhibitor?.chinese.summary ?? "",
  };
}

/** An item as the server takes it. */
export function agendaInputOf({ id, chinese, ...item }: OfficeAgendaItem) {
  return { itemId: id, ...item, chinese };
}

/** An exhibitor as the server takes it. */
export function exhibitorInputOf({ id, chinese, ...exhibitor }: OfficeExhibitor) {
  return { exhibitorId: id, ...exhibitor, chinese };
}

/** What the server takes, or the fields that cannot be read. A time that still reads as it did keeps its instant. */
export function readAgendaDraft(draft: AgendaDraft, timeZone: string, before: OfficeAgendaItem | null) {
  const instant = (typed: string, known: string | null | undefined) =>
    known && venueTime(known, timeZone) === typed ? known : instantAt(typed, timeZone);
  const startsAt = instant(draft.startsAt, before?.startsAt);
  const endsAt = draft.endsAt === "" ? null : instant(draft.endsAt, before?.endsAt);
  const isOver = startsAt !== null && endsAt !== null && Date.parse(endsAt) <= Date.parse(startsAt);
  const problems: (keyof AgendaDraft)[] = [];
  if (startsAt === null) problems.push("startsAt");
  if ((draft.endsAt !== "" && endsAt === null) || isOver) problems.push("endsAt");
  if (draft.title.trim() === "") problems.push("title");
  if (problems.length > 0 || startsAt === null) return { problems };
  const { title, place, speaker } = draft;
  const chinese = { title: draft.titleChinese, place: draft.placeChinese, speaker: draft.speakerChinese };
  return { problems, input: { itemId: before?.id, startsAt, endsAt, title, place, speaker, chinese } };
}

/** What the server takes, or the fields that cannot be read. A page without "https://" before it gets it. */
export function readExhibitorDraft(draft: ExhibitorDraft, before: OfficeExhibitor | null) {
  const typed = draft.url.trim();
  const url = typed === "" ? null : readAddress(typed);
  const problems: (keyof ExhibitorDraft)[] = [];
  if (draft.name.trim() === "") problems.push("name");
  if (typed !== "" && url === null) problems.push("url");
  if (problems.length > 0) return { problems };
  const { name, stand, summary } = draft;
  const chinese = { name: draft.nameChinese, summary: draft.summaryChinese };
  return { problems, input: { exhibitorId: before?.id, name, stand, summary, url, chinese } };
}

function readAddress(typed: string): string | null {
  const text = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, href } = new URL(text);
  return protocol === "https:" && hostname.includes(".") ? href : null;
}

/** The list with one thing a place up (-1) or down (1); as it was where there is no such place. */
export function moved<T>(list: readonly T[], at: number, step: -1 | 1): T[] {
  const copy = [...list];
  const [one, other] = [copy[at], copy[at + step]];
  if (one === undefined || other === undefined) return copy;
  copy[at] = other;
  copy[at + step] = one;
  return copy;
}
