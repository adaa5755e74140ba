import type { Page } from "@playwright/test";
import { violationsOn } from "../axe.ts";
import { buyBest, signIn } from "../buyer.ts";
import { db, lastPerformance, orderOf } from "../house.ts";
import { letterTo, newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

const PASSWORD = "lantern under old snow";
const EVENT = "mariners-v-amstel-united";

const signedInAs = (page: Page, email: string) => expect(page.getByRole("main").getByText(email).first()).toBeVisible();
const wayCalled = (page: Page, name: string) =>
  page.getByRole("listitem").filter({ has: page.getByRole("heading", { name, exact: true }) });

async function signOutHere(page: Page): Promise<void> {
  await page.goto("/account");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/");
}

/** Says at a house who one is. */
async function answerHouse(page: Page, { name, email }: { name: string; email: string }): Promise<void> {
  // Our own account page has a field for a name too.
  await page.getByRole("heading", { name: /^Sign in with/ }).waitFor();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Continue" }).click();
}

test("a password is set where one is signed in, and signs in from then on; a weak and a wrong one do not", async ({
  page,
}) => {
  const email = newEmail("password");
  await signIn(page, email);
  await page.goto("/account");
  await page.getByRole("button", { name: "Set a password" }).click();
  const field = page.getByLabel("New password");
  await field.fill("password12");
  await page.getByRole("button", { name: "Save the password" }).click();
  await expect(page.getByText("Many people use that one.")).toBeVisible();
  await page.getByRole("button", { name: "Show the password" }).click();
  await expect(field).toHaveAttribute("type", "text");
  expect(await violationsOn(page)).toEqual([]);
  await field.fill(PASSWORD);
  await page.getByRole("button", { name: "Save the password" }).click();
  await expect(page.getByText("Your password is set.")).toBeVisible();
  await letterTo(email, /has a password now/);
  // The session was exchanged for a new one, by which everything goes on.
  await page.reload();
  await signedInAs(page, email);

  await signOutHere(page);
  await page.goto("/sign-in?to=/account");
  expect(await violationsOn(page)).toEqual([]);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Password", exact: true }).click();
  await expect(page.getByLabel("Email")).toHaveValue(email);
  await page.getByLabel("Password", { exact: true }).fill("not that one at all");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("Email and password do not fit together.")).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(/\/account$/);
  await signedInAs(page, email);
});

test("through another house one comes in where one wanted to go; it is linked, and unlinked again", async ({
  page,
}) => {
  const email = newEmail("house");
  await page.goto("/sign-in?to=/tickets");
  await page.getByRole("button", { name: "Sign in with Google" }).click();
  await answerHouse(page, { name: "Ines Duarte", email });
  await page.waitForURL(/\/tickets$/);
  await page.goto("/account");
  await signedInAs(page, email);
  await expect(wayCalled(page, "Google")).toContainText(email);

  await wayCalled(page, "Apple").getByRole("button").click();
  await answerHouse(page, { name: "Ines Duarte", email: newEmail("hidden") });
  await expect(page.getByText("Apple signs you in from now on.")).toBeVisible();
  await letterTo(email, /new way to sign in/);

  await wayCalled(page, "Google").getByRole("button").click();
  const ask = page.getByRole("alertdialog", { name: "Unlink Google?" });
  await ask.getByRole("button", { name: "Unlink" }).click();
  await expect(wayCalled(page, "Google")).toContainText("Not linked");
  await letterTo(email, /way to sign in was removed/);

  await signOutHere(page);
  await page.goto("/sign-in?to=/account");
  await page.getByRole("button", { name: "Sign in with Apple" }).click();
  await page
    .getByRole("button", { name: /^Ines Duarte/ })
    .first()
    .click();
  await page.waitForURL(/\/account$/);
  await signedInAs(page, email);
});

test("whoever cancels at a house is told, and takes another way", async ({ page }) => {
  await page.goto("/zh/sign-in?to=/zh/tickets");
  await page.getByRole("button", { name: "使用 Google 登录" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("已取消或未成功")).toBeVisible();
  await expect(page).toHaveURL(/\/zh\/sign-in\?to=%2Fzh%2Ftickets/);
});

test("a house that vouches for no address asks for one first, and then leads to its person", async ({ page }) => {
  const email = newEmail("prove");
  const account = { name: `Facebook ${email}`, email: "" };
  await page.goto("/sign-in?to=/account");
  await page.getByRole("button", { name: "Sign in with Facebook" }).click();
  await answerHouse(page, account);
  await expect(page.getByText("Facebook did not confirm an email address.")).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await signIn(page, email, { isThere: true });
  await expect(wayCalled(page, "Facebook")).toContainText("Linked");
  await signOutHere(page);
  await page.goto("/sign-in?to=/account");
  await page.getByRole("button", { name: "Sign in with Facebook" }).click();
  await page.getByRole("button", { name: account.name }).click();
  await page.waitForURL(/\/account$/);
  await signedInAs(page, email);
});

test("one's own currency and time stand beside the house's, on this device and the next", async ({ page, browser }) => {
  const email = newEmail("beside");
  await signIn(page, email);
  await page.goto("/account");
  await page.getByLabel("Prices also in").selectOption("JPY");
  await page.getByLabel("Times also in").selectOption("Asia/Tokyo");
  await expect.poll(() => db.person.count({ where: { email, currency: "JPY", timeZone: "Asia/Tokyo" } })).toBe(1);
  expect(await violationsOn(page)).toEqual([]);
  const check = async (there: Page) => {
    await there.goto(`/events/${EVENT}`);
    await expect(there.getByText(/^≈ ¥[\d,]+, rate of \d+ \w+$/)).toBeVisible();
    await expect(there.getByText(/GMT\+9 your time$/)).toBeVisible();
  };
  await check(page);
  const { seatsPath } = await lastPerformance(EVENT);
  await page.goto(seatsPath);
  await page
    .getByRole("button", { name: /, row .+, seats? / })
    .first()
    .click();
  await expect(page.getByText(/^≈ ¥[\d,]+, rate of/).first()).toBeVisible();
  const other = await browser.newContext();
  const there = await other.newPage();
  await signIn(there, email);
  await check(there);
  await other.close();
});

test("what is chosen before the page knows whose account it is, is kept in the account all the same", async ({
  page,
}) => {
  const email = newEmail("early");
  await signIn(page, email);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/accounts\.me/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto("/account");
  await expect(page.getByLabel("Prices also in").locator("option[value=JPY]")).toBeAttached();
  await page.getByLabel("Prices also in").selectOption("JPY");
  letGo();
  await expect.poll(() => db.person.count({ where: { email, currency: "JPY" } })).toBe(1);
});

test("an account is deleted: it says what stays, and proving the address again brings the tickets back", async ({
  page,
}) => {
  const { seatsPath } = await lastPerformance(EVENT);
  const email = newEmail("leaving");
  await buyBest(page, seatsPath, email, 1);
  await signIn(page, email);
  const { id: orderId } = await orderOf(email);
  const before = await db.order.findUniqueOrThrow({ where: { id: orderId } });
  await page.goto("/account");
  await expect(page.locator(`a[href="/orders/${orderId}"]`)).toBeVisible();
  await page.getByRole("button", { name: "Delete your account" }).click();
  const ask = page.getByRole("alertdialog");
  await expect(ask).toContainText("Orders and invoices, for the years that tax law demands.");
  expect(await violationsOn(page)).toEqual([]);
  await ask.getByRole("button", { name: "Delete for good" }).click();
  await page.waitForURL((url) => url.pathname === "/");
  await letterTo(email, /account was deleted/);
  expect(await db.person.count({ where: { email } })).toBe(0);
  await page.goto(`/orders/${orderId}`);
  await expect(page.locator(`text=${before.code.slice(0, 4)}`)).toHaveCount(0);

  await signIn(page, email);
  await page.goto("/account");
  await expect(page.locator(`a[href="/orders/${orderId}"]`)).toBeVisible();
  expect(before.personId).not.toBe((await db.order.findUniqueOrThrow({ where: { id: orderId } })).personId);
});
