import { type BrowserContext, test as base, expect } from "@playwright/test";
import { CARDS } from "./buyer.ts";
import { env } from "./env.ts";

const CARD_FIELDS = '[autocomplete^="cc-"], input[name*="card" i], input[name*="cvc" i], iframe[src*="stripe" i]';
const NUMBERS = Object.values(CARDS);

interface Watch {
  /** Everything that was seen and must not be. */
  readonly faults: readonly string[];
}

const isOurs = (address: string) => address.startsWith(env.PWA_URL) || address.startsWith(env.ADMIN_URL);

/** Writes a card's number down in whatever way it could travel. */
const numbersIn = (text: string) => {
  const bare = text.replace(/%20|[\s+-]/g, "");
  return NUMBERS.filter((number) => bare.includes(number));
};

/**
 * Watches a browser while people buy: nothing may break the content security policy, no script of a page may fail, and
 * no card may come near us: no field for one in our pages, no number of one in what we are sent.
 */
export function watch(context: BrowserContext): Watch {
  const faults: string[] = [];
  context.on("console", (message) => {
    const text = message.text();
    if (/content security policy|refused to (load|execute|apply|connect|run)/i.test(text))
      faults.push(`policy: ${text}`);
    if (/hydrat/i.test(text)) faults.push(`hydration: ${text}`);
  });
  context.on("weberror", (error) => {
    if (isOurs(error.page()?.url() ?? "")) faults.push(`script: ${error.error().message}`);
  });
  context.on("request", (request) => {
    if (!isOurs(request.url())) return;
    const sent = [request.url(), request.postData() ?? "", ...Object.values(request.headers())].join("\n");
    for (const number of numbersIn(sent)) faults.push(`card ${number} sent to ${request.url()}`);
  });
  context.on("page", (page) => {
    page.on("load", async () => {
      if (!isOurs(page.url())) return;
      // The page may be left or closed while it is looked at: then it is looked at where it goes.
      const fields = await page
        .locator(CARD_FIELDS)
        .count()
        .catch(() => 0);
      if (fields > 0 && isOurs(page.url())) faults.push(`card field on ${page.url()}`);
    });
  });
  return { faults };
}

/** A test whose browser is watched. */
export const test = base.extend<{ watched: Watch }>({
  watched: [
    async ({ context }, use) => {
      const seen = watch(context);
      await use(seen);
      expect(seen.faults).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
