import type { Page } from "@playwright/test";
import { CARDS, goToPayment, holdButton, inEnglish, paidHeading, payButton, payWith } from "../buyer.ts";
import { db, endTimeOf, expectOrderStatus, lastPerformance, orderOf, tellProvider } from "../house.ts";
import { letterTo, newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

const EVENT = "mariners-v-amstel-united";

test.afterEach(() => tellProvider("behave"));

/** Fills the payment page and leaves the button to be pressed. */
async function fillCard(page: Page): Promise<void> {
  await page.locator("[autocomplete=cc-number]").fill(CARDS.success);
  await page.locator("[autocomplete=cc-exp]").fill("12 / 34");
  await page.locator("[autocomplete=cc-csc]").fill("123");
  await page.locator("[autocomplete=cc-name]").fill("Ines Duarte");
}

/**
 * The house waits for a provider that does not answer, until the page's own end, and then gives up: the order is over, its
 * seats are for sale, and the payment page is still open.
 */
async function closeInSilence(orderId: string): Promise<void> {
  await tellProvider("stop");
  await endTimeOf(orderId, { past: true });
  await expectOrderStatus(orderId, "expired");
  await tellProvider("start");
}

test("the time passes on the payment page: it takes no money, and the way back leads to the map", async ({ page }) => {
  const { seatsPath } = await lastPerformance(EVENT);
  const email = newEmail("slow");
  await goToPayment(page, seatsPath, email);
  const { id } = await orderOf(email);
  await fillCard(page);
  await endTimeOf(id);
  await expectOrderStatus(id, "expired");
  await payButton(page).click();
  await expect(page.getByText("You have not been charged")).toBeVisible();
  await page.getByRole("link", { name: /Back/ }).click();
  await expect(page.getByRole("heading", { name: "The seats went back on sale" })).toBeVisible();
  await expect(page.getByText("Nothing was taken")).toBeVisible();
  await page.getByRole("link", { name: "Back to the map" }).click();
  await expect(page.getByRole("group", { name: "How many" })).toBeVisible();
  expect(await db.payment.count({ where: { orderId: id } })).toBe(0);
});

test("the money comes after the end, and the seats are still free: they are the buyer's", async ({ page }) => {
  const { seatsPath } = await lastPerformance(EVENT);
  const email = newEmail("late-and-lucky");
  await goToPayment(page, seatsPath, email, 2);
  const { id } = await orderOf(email);
  await closeInSilence(id);
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();
  await letterTo(email, /^Your tickets: /);
  expect(await db.ticket.count({ where: { orderId: id, status: "valid" } })).toBe(2);
});

test("the money comes after the seats went to somebody else: all of it goes back, as screen and mail say", async ({
  page,
  browser,
}) => {
  const { seatsPath } = await lastPerformance(EVENT);
  const email = newEmail("late");
  await goToPayment(page, seatsPath, email);
  const order = await orderOf(email);
  const amount = inEnglish(order.totalMinor, order.currency);
  await closeInSilence(order.id);

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(`${seatsPath}?view=list`);
  const { section, row, seat } = order.lines[0] ?? {};
  await other.locator("h2 > button", { hasText: new RegExp(`^${section}\\d* seats?`) }).click();
  await other.getByRole("checkbox", { name: new RegExp(`row ${row}, seat ${seat},`) }).click();
  await holdButton(other).click();
  await expect(other.getByRole("timer")).toBeVisible();

  await payWith(page, "success");
  await expect(page.getByText("The payment came after the seats had gone to somebody else.")).toBeVisible();
  await expect(page.getByText(amount).first()).toBeVisible();
  await expectOrderStatus(order.id, "refunded");
  await expect(page.getByRole("heading", { name: "Refunded" })).toBeVisible();
  const letter = await letterTo(email, /^The seats were gone: /);
  expect(letter.text).toContain(amount);
  expect(await db.ticket.count({ where: { orderId: order.id } })).toBe(0);
  const refunds = await db.refund.findMany({ where: { orderId: order.id } });
  expect(refunds.map(({ amountMinor, status }) => ({ amountMinor, status }))).toEqual([
    { amountMinor: order.totalMinor, status: "succeeded" },
  ]);
  await page.getByRole("link", { name: "Back to the map" }).click();
  await expect(page.getByRole("group", { name: "How many" })).toBeVisible();
  await context.close();
});

test("until it is known what becomes of late money, the screen says so and promises one or the other", async ({
  page,
}) => {
  const { seatsPath } = await lastPerformance(EVENT);
  const email = newEmail("late-and-waiting");
  await goToPayment(page, seatsPath, email);
  const { id } = await orderOf(email);
  await closeInSilence(id);
  // The provider's word is held back, so that the wait can be seen.
  await tellProvider("hold news");
  await payWith(page, "success");
  await expect(page.getByRole("heading", { name: "Your payment came after the time was out" })).toBeVisible();
  await expect(page.getByText("all your money goes back")).toBeVisible();
  await tellProvider("behave");
  await expect(paidHeading(page)).toBeVisible();
});
