import type { Page } from "@playwright/test";
import { chooseBest, goToPayment, holdButton, paidHeading, payButton, payWith, signIn } from "../buyer.ts";
import { env } from "../env.ts";
import { db, lastPerformance, orderOf, performancesOnSale } from "../house.ts";
import { newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

const EVENT = "mariners-v-amstel-united";
const NOWHERE = "00000000-0000-4000-8000-000000000000";

const heading = (page: Page, name: string) => page.getByRole("heading", { name });
const stepper = (page: Page) => page.getByRole("group", { name: "How many" });
const expectDiscover = (page: Page) =>
  expect(page.getByRole("heading", { level: 1, name: "What is on" })).toBeVisible();

/** Changes when and for how long seats of a performance may be had, and puts it back afterwards. */
async function withTimes(
  performanceId: string,
  times: { chooseSeconds?: number; checkoutSeconds?: number; saleEndsAt?: Date },
  work: () => Promise<void>,
): Promise<void> {
  const { chooseSeconds, checkoutSeconds, saleEndsAt } = await db.performance.findUniqueOrThrow({
    where: { id: performanceId },
  });
  await db.performance.update({ where: { id: performanceId }, data: times });
  try {
    await work();
  } finally {
    await db.performance.update({
      where: { id: performanceId },
      data: { chooseSeconds, checkoutSeconds, saleEndsAt },
    });
  }
}

/** A performance of the play that no other test touches: the house remembers a performance's times for some seconds. */
async function playOn(evening: number) {
  const found = (await performancesOnSale("the-glass-orchard"))[evening];
  if (!found) throw new Error(`The play is not on sale ${evening} evenings`);
  return found;
}

test("sold out: the event says so, the map says so, and both lead on", async ({ page }) => {
  await page.goto("/events/low-tide-sessions");
  await expect(page.getByText("Sold out").first()).toBeVisible();
  await page.getByRole("link", { name: "Look at the map" }).click();
  await page.waitForURL(/\/seats/);
  const notice = page.getByRole("status").filter({ hasText: "Sold out" });
  await expect(notice).toContainText("Seats in a basket can come back");
  await notice.getByRole("link", { name: "See what else is on" }).click();
  await expectDiscover(page);
});

test("not on sale yet: the event and its map say from when, and lead back", async ({ page }) => {
  await page.goto("/events/fjallvinter");
  await expect(page.getByText(/On sale .*\d\d:\d\d/).first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Choose seats" })).toHaveCount(0);
  const { id } = await db.performance.findFirstOrThrow({ where: { event: { slug: "fjallvinter" } } });
  await page.goto(`/performances/${id}/seats`);
  const notice = page.getByRole("status").filter({ hasText: "Not on sale yet" });
  await expect(notice).toContainText(/Seats can be taken from .*\d\d:\d\d/);
  await notice.getByRole("link", { name: "Back to the event" }).click();
  await page.waitForURL(/\/events\/fjallvinter/);
});

test("the sale ends while seats are being chosen: pressing Hold says so, and the map leads on", async ({ page }) => {
  const { id, seatsPath } = await playOn(0);
  await page.goto(seatsPath);
  await chooseBest(page, 1);
  await withTimes(id, { saleEndsAt: new Date(Date.now() - 1_000) }, async () => {
    await holdButton(page).click();
    await expect(page.getByRole("alert").filter({ hasText: "not on sale now" })).toBeVisible();
    await page.reload();
    const notice = page.getByRole("status").filter({ hasText: "Sale has ended" });
    await notice.getByRole("link", { name: "Back to the event" }).click();
    await page.waitForURL(/\/events\//);
  });
});

test("the time is out while choosing, then at checkout: each says what is safe, and the seats can be taken again", async ({
  page,
}) => {
  const { id, seatsPath } = await playOn(1);
  await withTimes(id, { chooseSeconds: 5, checkoutSeconds: 3 }, async () => {
    await page.goto(seatsPath);
    const seat = await chooseBest(page, 1);
    await holdButton(page).click();
    const notice = page.getByRole("alert").filter({ hasText: "Your time is out" });
    await expect(notice).toContainText("you can take them again");
    await notice.getByRole("button", { name: "Understood" }).click();
    await expect(page.getByRole("button", { name: new RegExp(`${seat}\\b`) }).first()).toBeVisible();

    await chooseBest(page, 2);
    await holdButton(page).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(heading(page, "Your time is out")).toBeVisible();
    await expect(page.getByText("Nothing was taken.")).toBeVisible();
    await page.getByRole("link", { name: "Back to the map" }).click();
    await expect(stepper(page)).toBeVisible();
  });
});

test("declined, and back to us: what is safe, why, and the same seats to pay for", async ({ page }) => {
  const { seatsPath } = await lastPerformance(EVENT);
  const email = newEmail("refused");
  await goToPayment(page, seatsPath, email);
  await payWith(page, "declined");
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await page.getByRole("link", { name: /Back/ }).click();
  const word = page.getByRole("alert").filter({ hasText: "Your bank refused the payment" });
  await expect(word).toContainText("Nothing was taken.");
  await expect(page.getByText("Your seats are still held")).toBeVisible();
  await payButton(page).click();
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();
});

test("no network while choosing: it is said, nothing is lost, and Hold works when it is back", async ({
  page,
  context,
}) => {
  const { seatsPath } = await lastPerformance(EVENT);
  await page.goto(seatsPath);
  await chooseBest(page, 1);
  await context.setOffline(true);
  await expect(page.getByText("You are offline.")).toBeVisible();
  await holdButton(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing is lost; try again." })).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("You are offline.")).toHaveCount(0);
  await holdButton(page).click();
  await expect(page.getByRole("timer")).toBeVisible();
});

test("no network on the event page: it is said, the way to the seats says so too, and leads there when it is back", async ({
  page,
  context,
}) => {
  await page.goto(`/events/${EVENT}`);
  // The worker that speaks when nobody else can must be there first.
  await page.waitForFunction(() => navigator.serviceWorker?.controller !== null);
  await expect(page.getByText(/\d left/)).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText("You are offline. What you see may be old.")).toBeVisible();
  await page.getByRole("link", { name: "Choose seats" }).first().click();
  await expect(heading(page, "You are offline")).toBeVisible();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(stepper(page)).toBeVisible();
});

test("no network at checkout: Pay says so, and works when it is back, for one order", async ({ page, context }) => {
  const { seatsPath } = await lastPerformance(EVENT);
  const email = newEmail("tunnel");
  await page.goto(seatsPath);
  await chooseBest(page, 1);
  await holdButton(page).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Email").fill(email);
  await expect(payButton(page)).toBeEnabled();
  await context.setOffline(true);
  await payButton(page).click();
  await expect(page.getByRole("alert").filter({ hasText: "Nothing is lost; try again." })).toBeVisible();
  await context.setOffline(false);
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
  await orderOf(email);
});

test("what is not there: an event, a performance, an order, a ticket", async ({ page }) => {
  for (const path of ["/events/no-such-event", `/performances/${NOWHERE}/seats`, "/performances/x/seats", "/nowhere"]) {
    expect((await page.goto(path))?.status(), path).toBe(404);
    await expect(heading(page, "This seat does not exist")).toBeVisible();
    await page.getByRole("link", { name: "See what is on" }).click();
    await expectDiscover(page);
  }
  await page.goto(`/orders/${NOWHERE}`);
  await expect(heading(page, "This is not yours")).toBeVisible();
  await page.getByRole("link", { name: "See what is on" }).click();
  await expectDiscover(page);
  await page.goto(`/tickets/view?id=${NOWHERE}`);
  await expect(page.getByText("This ticket is not here")).toBeVisible();
  await page.getByRole("link", { name: "To the tickets", exact: true }).click();
  await page.waitForURL(/\/tickets$/);
});

test("not yours: another's order and ticket are closed, and open once the buyer signs in", async ({
  page,
  browser,
}) => {
  const { seatsPath, title } = await lastPerformance(EVENT);
  const email = newEmail("owner");
  await goToPayment(page, seatsPath, email);
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();
  const order = await orderOf(email);

  const context = await browser.newContext();
  const other = await context.newPage();
  await other.goto(`/tickets/view?id=${order.tickets[0]?.id}`);
  await expect(other.getByText("This ticket is not here")).toBeVisible();
  // The letter's calendar link, opened where the order is not known.
  await other.goto(`/api/orders/${order.id}/calendar.ics`);
  await expect(other).toHaveURL(`${env.PWA_URL}/orders/${order.id}`);
  await expect(heading(other, "This is not yours")).toBeVisible();
  await expect(other.getByText(email)).toHaveCount(0);
  await expect(other.getByText(order.code)).toHaveCount(0);
  await other.getByRole("link", { name: "Sign in" }).click();
  await signIn(other, email, { isThere: true });
  await other.waitForURL(new RegExp(order.id));
  await expect(paidHeading(other)).toBeVisible();
  await expect(other.getByText(title).first()).toBeVisible();
  await context.close();
});
