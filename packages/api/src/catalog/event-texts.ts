import { z } from "zod";

export type Locale = "en" | "zh";

export interface Texts {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
}

/** An event's texts in another language; all but the title may be empty. */
export interface TranslatedTexts extends Texts {
  readonly competition: string;
}

const translationsShape = z.object({
  zh: z
    .object({ title: z.string(), subtitle: z.string(), description: z.string(), competition: z.string().default("") })
    .optional(),
});

/** The Chinese texts of an event as they are stored, or null when it has none. */
export function chineseTexts(translations: unknown): TranslatedTexts | null {
  return translationsShape.safeParse(translations).data?.zh ?? null;
}

/** An event's words in a language. A field that was not translated falls back to the main text, each on its own. */
export function textsIn(event: Texts & { translations: unknown }, locale: Locale): Texts {
  const chinese = locale === "zh" ? chineseTexts(event.translations) : null;
  return {
    title: chinese?.title || event.title,
    subtitle: chinese?.subtitle || event.subtitle,
    description: chinese?.description || event.description,
  };
}

/** What a fixture is part of, in a language; null for none. */
export function competitionIn(
  event: { readonly competition: string | null; readonly translations: unknown },
  locale: Locale,
): string | null {
  const chinese = locale === "zh" ? chineseTexts(event.translations) : null;
  return event.competition === null ? null : chinese?.competition || event.competition;
}

const placeShape = z.object({ zh: z.object({ name: z.string().optional(), city: z.string().optional() }).optional() });

/** What a venue and its city are called in a language. */
export function placeIn(
  venue: { readonly name: string; readonly city: string; readonly translations: unknown },
  locale: Locale,
): { name: string; city: string } {
  const chinese = locale === "zh" ? placeShape.safeParse(venue.translations).data?.zh : undefined;
  return { name: chinese?.name || venue.name, city: chinese?.city || venue.city };
}

const nameShape = z.object({ zh: z.object({ name: z.string() }).optional() });

/** What a performer is called in a language. */
export function performerNameIn(
  performer: { readonly name: string; readonly translations: unknown },
  locale: Locale,
): string {
  const chinese = locale === "zh" ? nameShape.safeParse(performer.translations).data?.zh?.name : undefined;
  return chinese || performer.name;
}

const agendaShape = z.object({
  title: z.string().default(""),
  place: z.string().default(""),
  speaker: z.string().default(""),
});
const exhibitorShape = z.object({ name: z.string().default(""), summary: z.string().default("") });
type AgendaTexts = z.infer<typeof agendaShape>;
type ExhibitorTexts = z.infer<typeof exhibitorShape>;

/** The Chinese texts of an item of the agenda as they are stored; those that it has not are empty. */
export function chineseAgendaTexts(translations: unknown): AgendaTexts {
  return z.object({ zh: agendaShape }).safeParse(translations).data?.zh ?? agendaShape.parse({});
}

/** What happens, where and with whom, in a language; each text falls back on its own. */
export function agendaTextsIn(item: AgendaTexts & { readonly translations: unknown }, locale: Locale): AgendaTexts {
  const chinese = locale === "zh" ? chineseAgendaTexts(item.translations) : null;
  return {
    title: chinese?.title || item.title,
    place: chinese?.place || item.place,
    speaker: chinese?.speaker || item.speaker,
  };
}

/** The Chinese texts of an exhibitor as they are stored; those that it has not are empty. */
export function chineseExhibitorTexts(translations: unknown): ExhibitorTexts {
  return z.object({ zh: exhibitorShape }).safeParse(translations).data?.zh ?? exhibitorShape.parse({});
}

/** What an exhibitor is called and shows, in a language; each text falls back on its own. */
export function exhibitorTextsIn(
  exhibitor: ExhibitorTexts & { readonly translations: unknown },
  locale: Locale,
): ExhibitorTexts {
  const chinese = locale === "zh" ? chineseExhibitorTexts(exhibitor.translations) : null;
  return { name: chinese?.name || exhibitor.name, summary: chinese?.summary || exhibitor.summary };
}
