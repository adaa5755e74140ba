import type { Page } from "@playwright/test";
import { chooseBest, goToPayment, holdButton, paidHeading, payButton, payWith } from "../buyer.ts";
import { lastPerformance, orderOf } from "../house.ts";
import { newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

const EVENT = "night-ferry";

interface Held {
  readonly seats: readonly number[];
  readonly orderId: string | null;
}

/** What the house holds for this browser. */
async function holdsOf(page: Page, performanceId: string): Promise<Held[]> {
  const input = encodeURIComponent(JSON.stringify({ performanceId }));
  const response = await page.request.get(`/api/trpc/holds.mine?input=${input}`);
  return ((await response.json()) as { result: { data: { holds: Held[] } } }).result.data.holds;
}

/** Two presses before the page can do anything in between. */
const pressTwice = (button: ReturnType<typeof payButton>) =>
  button.evaluate((element: HTMLElement) => {
    element.click();
    element.click();
  });

test("a double tap on Hold and on Pay: one hold, one order, one payment page", async ({ page }) => {
  const { id, seatsPath } = await lastPerformance(EVENT);
  const email = newEmail("double");
  await page.goto(seatsPath);
  await chooseBest(page, 2);
  await pressTwice(holdButton(page));
  await page.getByRole("button", { name: "Continue" }).click();
  const holds = await holdsOf(page, id);
  expect(holds.map(({ seats }) => seats.length)).toEqual([2]);
  await page.getByLabel("Email").fill(email);
  await expect(payButton(page)).toBeEnabled();
  await pressTwice(payButton(page));
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();
  const order = await orderOf(email);
  expect(order.attempts).toHaveLength(1);
  expect(order.tickets).toHaveLength(2);
});

test("the browser's own way back, from checkout and from the payment page: the basket is kept, and there is one order", async ({
  page,
}) => {
  const { seatsPath } = await lastPerformance(EVENT);
  const email = newEmail("back");
  await page.goto(seatsPath);
  await chooseBest(page, 1);
  await holdButton(page).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/checkout\//);
  await page.goBack();
  await page.waitForURL(/\/seats/);
  await expect(page.getByRole("timer")).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Email").fill(email);
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);

  await page.goBack();
  await page.waitForURL(/\/orders\//);
  await expect(page.getByText("Your seats are still held")).toBeVisible();
  await payButton(page).click();
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();
  expect((await orderOf(email)).attempts).toHaveLength(1);
});

test("a reload and a second tab find the same seats, and lead to the same payment", async ({ page, context }) => {
  const { id, seatsPath } = await lastPerformance(EVENT);
  const email = newEmail("tabs");
  await page.goto(seatsPath);
  const seat = await chooseBest(page, 1);
  await holdButton(page).click();
  await expect(page.getByRole("timer")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("timer")).toBeVisible();
  await expect(page.locator("aside").getByText(seat).first()).toBeVisible();

  const second = await context.newPage();
  await goToPaymentFromHold(second, seatsPath, seat, email);
  const payAddress = second.url();

  await page.reload();
  await page.getByRole("button", { name: "Go to the order" }).click();
  await page.waitForURL(/\/orders\//);
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
  expect(page.url()).toBe(payAddress);
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();

  await second.reload();
  await expect(second.getByText("You have already paid")).toBeVisible();
  await second.getByRole("link", { name: "Continue" }).click();
  await expect(paidHeading(second)).toBeVisible();
  expect((await orderOf(email)).attempts).toHaveLength(1);
  expect(await holdsOf(page, id)).toEqual([]);
});

async function goToPaymentFromHold(page: Page, seatsPath: string, seat: string, email: string): Promise<void> {
  await page.goto(seatsPath);
  await expect(page.locator("aside").getByText(seat).first()).toBeVisible();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Email").fill(email);
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
}

test("the address of a checkout whose order is made leads to the order", async ({ page }) => {
  const { id, seatsPath } = await lastPerformance(EVENT);
  const email = newEmail("address");
  await goToPayment(page, seatsPath, email);
  const order = await orderOf(email);
  await page.goto(seatsPath);
  await expect(page.getByRole("button", { name: "Go to the order" })).toBeVisible();
  expect((await holdsOf(page, id)).map(({ orderId }) => orderId)).toEqual([order.id]);
  // To choose anew, the order is given up first: its seats are for sale again, and nothing was taken.
  await page.getByRole("button", { name: "Go to the order" }).click();
  await page.getByRole("button", { name: "Cancel this order" }).click();
  await page.getByRole("button", { name: "Give the seats back" }).click();
  await expect(page.getByRole("heading", { name: "The seats went back on sale" })).toBeVisible();
  await page.getByRole("link", { name: "Back to the map" }).click();
  await expect(page.getByRole("group", { name: "How many" })).toBeVisible();
});
