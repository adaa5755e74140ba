import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Colours are read when nothing moves any more. */
const STILL = { reducedMotion: "reduce" } as const;

/**
 * What axe finds on a page as it stands, one line each, so that a failure says where to look: every rule by day, and by night
 * those of colours, since nothing else of a page differs then. The page is left by day.
 */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.emulateMedia({ ...STILL, colorScheme: "dark" });
  const byNight = await new AxeBuilder({ page }).withRules(["color-contrast", "link-in-text-block"]).analyze();
  await page.emulateMedia({ ...STILL, colorScheme: "light" });
  const byDay = await new AxeBuilder({ page }).analyze();
  const lines = (theme: string, { violations }: typeof byDay) =>
    violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${theme}: ${id}: ${html.slice(0, 160)} ${failureSummary ?? ""}`),
    );
  return [...lines("dark", byNight), ...lines("light", byDay)];
}
