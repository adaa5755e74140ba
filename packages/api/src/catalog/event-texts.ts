import { z } from "zod";

export type Locale = "en" | "zh";

export interface Texts {
  readonly title: string;
  readonly subtitle: string;
  readonly description: string;
}

const translationsShape = z.object({
  zh: z.object({ title: z.string(), subtitle: z.string(), description: z.string() }).optional(),
});

/** The Chinese texts of an event as they are stored, or null when it has none. */
export function chineseTexts(translations: unknown): Texts | null {
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
