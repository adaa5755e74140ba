import { expect, type Page } from "@playwright/test";
import { env } from "./env.ts";
import { lettersTo, letterTo } from "./letters.ts";

/** What people do on their way to a ticket, for the journeys that follow one. */

interface SignInOptions {
  /** Which app to sign in to. */
  readonly origin?: string;
  /** On the page already. */
  readonly isThere?: boolean;
}

/** Signs in by the code of a letter that was not there before, so also a second time. */
export async function signIn(page: Page, address: string, options: SignInOptions = {}): Promise<void> {
  const { origin = env.PWA_URL, isThere = false } = options;
  const known = await lettersTo(address);
  if (!isThere) await page.goto(`${origin}/sign-in`);
  await page.getByLabel("Email").fill(address);
  await page.getByRole("button", { name: "Send me a code" }).click();
  const { text } = await letterTo(address, /\d{6}/, known);
  const code = /\b(\d{6})\b/.exec(text)?.[1];
  if (!code) throw new Error(`No code in the letter to ${address}`);
  // The last figure sends the code; a press besides would race with the page that follows.
  await page.getByLabel("Code").fill(code);
  await page.waitForURL((url) => !url.pathname.includes("sign-in"));
}

export const holdButton = (page: Page) => page.getByRole("button", { name: /^Hold/ });
export const payButton = (page: Page) => page.getByRole("button", { name: /^Pay/ });
export const paidHeading = (page: Page) => page.getByRole("heading", { name: "The seats are yours" });

/** The first of the best seats that are offered for so many. Returns what the offer is called. */
export async function chooseBest(page: Page, quantity: number): Promise<string> {
  const stepper = page.getByRole("group", { name: "How many" });
  await expect(stepper).toBeVisible();
  for (let i = 2; i < quantity; i++) await stepper.getByRole("button", { name: "One more" }).click();
  for (let i = 2; i > quantity; i--) await stepper.getByRole("button", { name: "One less" }).click();
  const offer = page.getByRole("button", { name: /, row .+, seats? / }).first();
  const name = (await offer.locator(".seatname").textContent()) ?? "";
  await offer.click();
  return name;
}

/** Takes the best seats, holds them, and goes on to the order page. */
export async function holdBest(page: Page, seatsPath: string, quantity = 2): Promise<void> {
  await page.goto(seatsPath);
  await chooseBest(page, quantity);
  await holdButton(page).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/checkout\//);
}

/** From the seats to the provider's page, as a guest. */
export async function goToPayment(page: Page, seatsPath: string, email: string, quantity = 1): Promise<void> {
  await holdBest(page, seatsPath, quantity);
  await page.getByLabel("Email").fill(email);
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
}

export const CARDS = {
  success: "4242424242424242",
  declined: "4000000000000002",
  insufficientFunds: "4000000000009995",
  threeDSecure: "4000000000003220",
} as const;

/** Fills and sends the provider's hosted page. */
export async function payWith(page: Page, card: keyof typeof CARDS): Promise<void> {
  await page.waitForURL(/\/c\/pay\//);
  await page.locator("[autocomplete=cc-number]").fill(CARDS[card]);
  await page.locator("[autocomplete=cc-exp]").fill("12 / 34");
  await page.locator("[autocomplete=cc-csc]").fill("123");
  await page.locator("[autocomplete=cc-name]").fill("Ines Duarte");
  await payButton(page).click();
}

/** Buys the best seats as a guest. */
export async function buyBest(page: Page, seatsPath: string, email: string, quantity = 2): Promise<void> {
  await goToPayment(page, seatsPath, email, quantity);
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();
}

/** An amount as it is read in English, worked out here and not by the product. */
export function inEnglish(minor: number, currency: string): string {
  const digits = { JPY: 0, KWD: 3 }[currency] ?? 2;
  return new Intl.NumberFormat("en", { style: "currency", currency, minimumFractionDigits: digits }).format(
    minor / 10 ** digits,
  );
}
