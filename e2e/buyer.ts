import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, expect, type Page, type TestInfo } from "@playwright/test";
import { env } from "./env.ts";
import { db } from "./house.ts";

/** What one buyer does, for the journeys that follow one. */

/** Performances of an event that are on sale, soonest first. */
export async function performancesOnSale(slug: string) {
  const now = new Date();
  const found = await db.performance.findMany({
    where: { event: { slug }, status: "published", saleStartsAt: { lt: now }, saleEndsAt: { gt: now } },
    orderBy: { startsAt: "asc" },
    select: { id: true, currency: true, event: { select: { title: true } } },
  });
  return found.map(({ id, currency, event }) => ({
    id,
    currency,
    title: event.title,
    seatsPath: `/performances/${id}/seats`,
  }));
}

/** The last performance of an event that is on sale. */
export async function lastPerformance(slug: string) {
  const last = (await performancesOnSale(slug)).at(-1);
  if (!last) throw new Error(`Nothing of ${slug} is on sale`);
  return last;
}

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

export const holdButton = (page: Page) => page.getByRole("button", { name: /^Hold/ });
export const payButton = (page: Page) => page.getByRole("button", { name: /^Pay/ });
export const paidHeading = (page: Page) => page.getByRole("heading", { name: "The seats are yours" });

/** From the seats to the provider's page, as a guest. */
export async function goToPayment(page: Page, seatsPath: string, email: string, quantity = 1): Promise<void> {
  await page.goto(seatsPath);
  await chooseBest(page, quantity);
  await holdButton(page).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/checkout\//);
  await page.getByLabel("Email").fill(email);
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
}

/** The one order of an address. */
export async function orderOf(email: string) {
  const orders = await db.order.findMany({ where: { email }, include: { lines: true, tickets: true, attempts: true } });
  expect(orders).toHaveLength(1);
  const [order] = orders;
  if (!order) throw new Error(`No order of ${email}`);
  return order;
}

export async function expectOrderStatus(id: string, status: string): Promise<void> {
  await expect
    .poll(async () => (await db.order.findUnique({ where: { id } }))?.status, { timeout: 20_000 })
    .toBe(status);
}

/**
 * Lets an order's time be over: its deadline is moved into the past, and its closing is due now instead of then. With
 * `past`, so is the end of its payment page, after which a silent provider is waited for no longer.
 */
export async function endTimeOf(orderId: string, { past = false } = {}): Promise<void> {
  const gone = new Date(Date.now() - 1_000);
  const longGone = new Date(Date.now() - 3_600_000);
  await db.order.update({ where: { id: orderId }, data: { deadlineAt: gone, ...(past && { createdAt: longGone }) } });
  if (past) await db.paymentAttempt.updateMany({ where: { orderId }, data: { expiresAt: longGone } });
  await db.$executeRaw`SELECT graphile_worker.add_job('checkout.closeOrder', payload => ${JSON.stringify({ orderId })}::json,
    job_key => ${`close:${orderId}`}, run_at => now(), max_attempts => 25::smallint)`;
}

/** Tells the stand-in for the payment provider what to do. */
export async function tellProvider(action: "stop" | "start" | "behave"): Promise<void> {
  const response = await fetch(`${env.LOCAL_CLOUD_URL}/api/control/stripe/${action}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: "{}",
  });
  if (!response.ok) throw new Error(`Provider, ${action}: ${response.status} ${await response.text()}`);
}

interface Letter {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

async function lettersTo(address: string): Promise<Letter[]> {
  const response = await fetch(`${env.LOCAL_CLOUD_URL}/api/mail?to=${encodeURIComponent(address)}`);
  const body = (await response.json()) as Letter[] | { messages: Letter[] };
  return Array.isArray(body) ? body : body.messages;
}

/** A letter whose subject fits, once it is there. */
export async function letterTo(address: string, subject: RegExp): Promise<Letter> {
  let letter: Letter | undefined;
  await expect
    .poll(
      async () => {
        letter = (await lettersTo(address)).find((one) => subject.test(one.subject));
        return letter !== undefined;
      },
      { message: `a letter to ${address}: ${subject}`, timeout: 20_000 },
    )
    .toBe(true);
  return letter as Letter;
}

/** Signs in by the code of a letter that was not there before, so also a second time. `isThere`: on the page already. */
export async function signInAs(page: Page, address: string, { isThere = false } = {}): Promise<void> {
  const before = new Set((await lettersTo(address)).map(({ id }) => id));
  if (!isThere) await page.goto("/sign-in");
  await page.getByLabel("Email").fill(address);
  await page.getByRole("button", { name: "Send me a code" }).click();
  let code: string | undefined;
  await expect
    .poll(
      async () => {
        const fresh = (await lettersTo(address)).find(({ id, text }) => !before.has(id) && /\b\d{6}\b/.test(text));
        code = /\b(\d{6})\b/.exec(fresh?.text ?? "")?.[1];
        return code !== undefined;
      },
      { message: `a code for ${address}`, timeout: 20_000 },
    )
    .toBe(true);
  await page.getByLabel("Code").fill(code as string);
  const confirm = page.getByRole("button", { name: "Sign in", exact: true });
  if (await confirm.isVisible()) await confirm.click();
  await page.waitForURL((url) => !url.pathname.includes("sign-in"));
}

/** A browser that can be closed and opened again, with everything it kept. */
export function keptBrowser(testInfo: TestInfo) {
  const folder = mkdtempSync(join(tmpdir(), "usher-browser-"));
  const { executablePath, args, chromiumSandbox } = testInfo.project.use.launchOptions ?? {};
  const { viewport, locale, timezoneId, baseURL, actionTimeout, navigationTimeout } = testInfo.project.use;
  let open: BrowserContext | undefined;
  const close = async () => {
    await open?.close();
    open = undefined;
  };
  return {
    /** Opens it, after closing it if it was open. */
    async open(): Promise<BrowserContext> {
      await close();
      open = await chromium.launchPersistentContext(folder, {
        executablePath,
        args,
        chromiumSandbox,
        viewport,
        locale,
        timezoneId,
        baseURL,
      });
      open.setDefaultTimeout(actionTimeout ?? 12_000);
      open.setDefaultNavigationTimeout(navigationTimeout ?? 20_000);
      return open;
    },
    close,
    async throwAway(): Promise<void> {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An amount as it is read in English, worked out here and not by the product. */
export function inEnglish(minor: number, currency: string): string {
  const digits = { JPY: 0, KWD: 3 }[currency] ?? 2;
  return new Intl.NumberFormat("en", { style: "currency", currency, minimumFractionDigits: digits }).format(
    minor / 10 ** digits,
  );
}
