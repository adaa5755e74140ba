import {
  expectOrderStatus,
  goToPayment,
  keptBrowser,
  lastPerformance,
  letterTo,
  orderOf,
  paidHeading,
  payButton,
  signInAs,
} from "../buyer.ts";
import { db, newEmail, payWith } from "../house.ts";
import { expect, test, watch } from "../watched.ts";

const EVENT = "mariners-v-amstel-united";

test("the browser is closed on the payment page: opened anew, it leads back to the seats, and paying goes on", async ({
  browserName: _,
}, testInfo) => {
  const browser = keptBrowser(testInfo);
  try {
    const { seatsPath, title } = await lastPerformance(EVENT);
    const email = newEmail("closed");
    const before = await (await browser.open()).newPage();
    await goToPayment(before, seatsPath, email, 2);
    await browser.close();

    const context = await browser.open();
    const seen = watch(context);
    const page = await context.newPage();
    await page.goto("/");
    const back = page.getByRole("navigation", { name: "Held for you" }).getByRole("link");
    await expect(back).toContainText(title);
    await expect(back.getByRole("timer")).toHaveText(/^1?\d:\d\d$/);
    await back.click();
    await page.waitForURL(/\/orders\//);
    await expect(page.getByText("Your seats are still held")).toBeVisible();
    await payButton(page).click();
    await payWith(page, "success");
    await expect(paidHeading(page)).toBeVisible();
    expect((await orderOf(email)).tickets).toHaveLength(2);

    await page.goto("/");
    await expect(page.getByRole("link", { name: title }).first()).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Held for you" })).toHaveCount(0);
    expect(seen.faults).toEqual([]);
  } finally {
    await browser.throwAway();
  }
});

test("signed in, the order is found and paid on another device", async ({ page, browser }) => {
  const { seatsPath, title } = await lastPerformance(EVENT);
  const email = newEmail("two-devices");
  await signInAs(page, email);
  await page.goto(seatsPath);
  await page
    .getByRole("button", { name: /, row .+, seats? / })
    .first()
    .click();
  await page.getByRole("button", { name: /^Hold/ }).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText(`Tickets go to ${email}`).first()).toBeVisible();
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
  await page.close();

  const other = await browser.newContext();
  const phone = await other.newPage();
  await signInAs(phone, email);
  await phone.goto("/account");
  const line = phone.getByRole("listitem").filter({ hasText: title });
  await expect(line).toContainText("Not paid yet");
  await line.getByRole("link").click();
  await expect(phone.getByText("Your seats are still held")).toBeVisible();
  await payButton(phone).click();
  await payWith(phone, "success");
  await expect(paidHeading(phone)).toBeVisible();
  await phone.getByRole("link", { name: "Open tickets" }).click();
  await expect(phone.getByText(title).first()).toBeVisible();
  await other.close();
});

test("the browser is closed right after paying: the tickets are there by mail, and there on return", async ({
  browserName: _,
}, testInfo) => {
  const browser = keptBrowser(testInfo);
  try {
    const { seatsPath, title } = await lastPerformance(EVENT);
    const email = newEmail("paid-and-gone");
    const before = await (await browser.open()).newPage();
    await goToPayment(before, seatsPath, email, 2);
    // The browser goes as soon as it is sent back to us, before any page of ours is shown.
    const sentBack = before.waitForRequest(/\/orders\/.*paid=1/);
    await payWith(before, "success");
    await sentBack;
    await browser.close();

    const letter = await letterTo(email, /^Your tickets: /);
    expect(letter.subject).toContain(title);
    const order = await orderOf(email);
    await expectOrderStatus(order.id, "paid");
    expect(await db.ticket.count({ where: { orderId: order.id, status: "valid" } })).toBe(2);

    const page = await (await browser.open()).newPage();
    await page.goto("/account");
    await page.getByRole("listitem").filter({ hasText: title }).getByRole("link").click();
    await expect(paidHeading(page)).toBeVisible();
    await page.goto("/tickets");
    await expect(page.getByText(title).first()).toBeVisible();
  } finally {
    await browser.throwAway();
  }
});
