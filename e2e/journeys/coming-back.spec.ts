import { goToPayment, paidHeading, payButton, payWith, signIn } from "../buyer.ts";
import { newPhone, type Phone } from "../devices.ts";
import { db, expectOrderStatus, lastPerformance, orderOf } from "../house.ts";
import { letterTo, newEmail } from "../letters.ts";
import { expect, test, watch } from "../watched.ts";

const EVENT = "mariners-v-amstel-united";

let phone: Phone;

test.beforeEach(async ({ contextOptions, launchOptions, viewport, locale, timezoneId, baseURL }) => {
  phone = await newPhone({ ...contextOptions, ...launchOptions, viewport, locale, timezoneId, baseURL });
});

test.afterEach(() => phone.close());

test("the browser is closed on the payment page: opened anew, it leads back to the seats, and paying goes on", async () => {
  const { seatsPath, title } = await lastPerformance(EVENT);
  const email = newEmail("closed");
  await goToPayment(await phone.restart(), seatsPath, email, 2);

  const page = await phone.restart();
  const seen = watch(page.context());
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
  await expect(page.getByRole("heading", { level: 1, name: /What is on/ })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Held for you" })).toHaveCount(0);
  expect(seen.faults).toEqual([]);
});

test("signed in, the order is found and paid on another device", async ({ page, browser }) => {
  const { seatsPath, title } = await lastPerformance(EVENT);
  const email = newEmail("two-devices");
  await signIn(page, email);
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
  const there = await other.newPage();
  await signIn(there, email);
  await there.goto("/account");
  const line = there.getByRole("listitem").filter({ hasText: title });
  await expect(line).toContainText("Not paid yet");
  await line.getByRole("link").click();
  await expect(there.getByText("Your seats are still held")).toBeVisible();
  await payButton(there).click();
  await payWith(there, "success");
  await expect(paidHeading(there)).toBeVisible();
  await there.getByRole("link", { name: "Open tickets" }).click();
  await expect(there.getByText(title).first()).toBeVisible();
  await other.close();
});

test("the browser is closed right after paying: the tickets are there by mail, and there on return", async () => {
  const { seatsPath, title } = await lastPerformance(EVENT);
  const email = newEmail("paid-and-gone");
  const before = await phone.restart();
  await goToPayment(before, seatsPath, email, 2);
  // The browser goes as soon as it is sent back to us, before any page of ours is shown.
  const sentBack = before.waitForRequest(/\/orders\/.*paid=1/);
  await payWith(before, "success");
  await sentBack;
  await phone.shut();

  const letter = await letterTo(email, /^Your tickets: /);
  expect(letter.subject).toContain(title);
  const order = await orderOf(email);
  await expectOrderStatus(order.id, "paid");
  expect(await db.ticket.count({ where: { orderId: order.id, status: "valid" } })).toBe(2);

  const page = await phone.restart();
  await page.goto("/account");
  await page.getByRole("listitem").filter({ hasText: title }).getByRole("link").click();
  await expect(paidHeading(page)).toBeVisible();
  await page.goto("/tickets");
  await expect(page.getByText(title).first()).toBeVisible();
});
