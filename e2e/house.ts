import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { openDatabase } from "@usher/db";
import { env } from "./env.ts";

/** The seeded database, to find things by what they are. Journeys change things through the screens alone. */
export const db = openDatabase(env.DATABASE_URL, { poolSize: 2 });

export const newEmail = (name: string) => `${name}.${randomBytes(4).toString("hex")}@post.example`;

/** A performance of an event that is on sale, by the event's address. */
export async function performanceOf(slug: string): Promise<{ id: string; seatsPath: string }> {
  const { id } = await db.performance.findFirstOrThrow({
    where: { event: { slug }, status: "published", saleStartsAt: { lt: new Date() }, saleEndsAt: { gt: new Date() } },
    orderBy: { startsAt: "desc" },
    select: { id: true },
  });
  return { id, seatsPath: `/performances/${id}/seats` };
}

interface Mail {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

async function newestMailTo(address: string): Promise<Mail | undefined> {
  const response = await fetch(`${env.LOCAL_CLOUD_URL}/api/mail?to=${encodeURIComponent(address)}`);
  const body = (await response.json()) as { messages?: Mail[] } | Mail[];
  return (Array.isArray(body) ? body : (body.messages ?? []))[0];
}

/** The newest mail to an address, once there is one after `earlier`. */
export async function mailTo(address: string, earlier?: Mail): Promise<Mail> {
  let mail: Mail | undefined;
  await expect
    .poll(
      async () => {
        mail = await newestMailTo(address);
        return mail !== undefined && mail.id !== earlier?.id;
      },
      { message: `a mail to ${address}`, timeout: 20_000 },
    )
    .toBe(true);
  return mail as Mail;
}

/** Signs in by the code in the mail. */
export async function signIn(page: Page, address: string, origin: string = env.PWA_URL): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("Email").fill(address);
  const earlier = await newestMailTo(address);
  await page.getByRole("button", { name: "Send me a code" }).click();
  const { text } = await mailTo(address, earlier);
  const code = /\b(\d{6})\b/.exec(text)?.[1];
  if (!code) throw new Error(`No code in the mail to ${address}`);
  await page.getByLabel("Code").fill(code);
  const confirm = page.getByRole("button", { name: "Sign in", exact: true });
  if (await confirm.isVisible()) await confirm.click();
  await page.waitForURL((url) => !url.pathname.includes("sign-in"));
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
  await page.getByRole("button", { name: /^Pay/ }).click();
}

/** Takes the best seats, holds them, and goes on to the order page. */
export async function holdBest(page: Page, seatsPath: string, quantity = 2): Promise<void> {
  await page.goto(seatsPath);
  const stepper = page.getByRole("group", { name: "How many" });
  await expect(stepper).toBeVisible();
  for (let i = 2; i < quantity; i++) await stepper.getByRole("button", { name: "One more" }).click();
  for (let i = 2; i > quantity; i--) await stepper.getByRole("button", { name: "One less" }).click();
  await page
    .getByRole("button", { name: /, row .+, seats? / })
    .first()
    .click();
  await page.getByRole("button", { name: /^Hold/ }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/checkout\//);
}

/** Buys the best seats as a guest. */
export async function buyBest(page: Page, seatsPath: string, email: string, quantity = 2): Promise<void> {
  await holdBest(page, seatsPath, quantity);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: /^Pay/ }).click();
  await payWith(page, "success");
  await expect(page.getByRole("heading", { name: "The seats are yours" })).toBeVisible();
}
