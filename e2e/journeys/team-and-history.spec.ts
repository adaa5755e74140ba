import type { Page } from "@playwright/test";
import { violationsOn } from "../axe.ts";
import { signIn } from "../buyer.ts";
import { env } from "../env.ts";
import { db } from "../house.ts";
import { letterTo, newEmail } from "../letters.ts";
import { expect, test, watch } from "../watched.ts";

const OFFICE = `${env.ADMIN_URL}/o/kade-concerts`;
const OWNER = "noor@kade-concerts.example";

test.use({ viewport: { width: 1280, height: 800 } });

/** Invites an address to the box office and returns the link of its letter. */
async function inviteToBoxOffice(owner: Page, email: string): Promise<string> {
  await owner.goto(`${OFFICE}/team`);
  await owner.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel("Their email").fill(email);
  await dialog.getByLabel("Role").selectOption("boxOffice");
  await dialog.getByRole("button", { name: "Send the letter" }).click();
  await expect(dialog).toBeHidden();
  await expect(owner.getByRole("region", { name: "Invited, not here yet" })).toContainText(email);
  const { text } = await letterTo(email, /Kade Concerts/);
  return /https?:\S+\/join\/[\w-]+/.exec(text)?.[0] ?? "";
}

const rowOf = (owner: Page, email: string) =>
  owner.getByRole("table", { name: "Team" }).getByRole("row", { name: email });

async function limitRefunds(owner: Page, email: string, amount: string): Promise<void> {
  await owner.reload();
  await rowOf(owner, email).getByRole("button").click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel(/May give back/).fill(amount);
  expect(await violationsOn(owner), "a member").toEqual([]);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(owner, email)).toContainText(amount);
}

async function giveBackTooMuch(clerk: Page, orderId: string): Promise<void> {
  await clerk.goto(`${OFFICE}/orders/${orderId}`);
  await clerk.getByRole("button", { name: "Give money back" }).click();
  const dialog = clerk.getByRole("dialog");
  await expect(dialog.getByText("You may give back up to €1.50 of one order.")).toBeVisible();
  await dialog.getByLabel(/Reason/).fill("A friend asked");
  await dialog.getByRole("button", { name: /^Give .* back$/ }).click();
  await expect(dialog.getByRole("alert")).toContainText("Ask somebody who may give back more");
  await dialog.getByRole("button", { name: "Close" }).click();
}

test("an owner invites somebody to the box office, bounds what they give back, takes them out, and history shows all of it", async ({
  page: owner,
  browser,
}) => {
  test.setTimeout(120_000);
  const email = newEmail("clerk");
  await signIn(owner, OWNER, { origin: env.ADMIN_URL });
  const link = await inviteToBoxOffice(owner, email);
  expect(await violationsOn(owner), "the team").toEqual([]);

  const elsewhere = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const { faults } = watch(elsewhere);
  const clerk = await elsewhere.newPage();
  await clerk.goto(link);
  await clerk.waitForURL(/\/sign-in/);
  await signIn(clerk, email, { isThere: true });
  await expect(clerk.getByRole("heading", { name: "Join Kade Concerts" })).toBeVisible();
  expect(await violationsOn(clerk), "an invitation").toEqual([]);
  await clerk.getByRole("button", { name: "Join the team" }).click();
  await clerk.waitForURL(/\/events$/);

  const places = clerk.getByRole("navigation", { name: "Main" }).first();
  await expect(places.getByRole("link", { name: /Events|Orders|Venues/ })).toHaveCount(3);
  await expect(places.getByRole("link", { name: /Team|History|Finance/ })).toHaveCount(0);
  await places.getByRole("link", { name: "Orders" }).click();
  await expect(clerk.getByRole("table", { name: "Orders" }).locator("tbody tr").nth(2)).toBeVisible();
  for (const path of ["/team", "/audit"]) {
    await clerk.goto(`${OFFICE}${path}`);
    await expect(clerk.getByText("An owner or a manager of this organizer can open it.")).toBeVisible();
  }

  await limitRefunds(owner, email, "1.50");
  const order = await db.order.findFirstOrThrow({
    where: { organizer: { slug: "kade-concerts" }, status: "paid", currency: "EUR", totalMinor: { gt: 1_000 } },
  });
  await giveBackTooMuch(clerk, order.id);
  expect(await db.refund.count({ where: { orderId: order.id, reason: "A friend asked" } })).toBe(0);

  await rowOf(owner, email).getByRole("button").click();
  const dialog = owner.getByRole("dialog");
  await dialog.getByLabel(/Reason/).fill("The season is over");
  await dialog.getByRole("button", { name: "Take out of the team" }).click();
  await expect(dialog).toBeHidden();
  await expect(rowOf(owner, email)).toHaveCount(0);
  await clerk.getByRole("navigation", { name: "Main" }).first().getByRole("link", { name: "Venues" }).click();
  await expect(clerk.getByRole("heading", { level: 1 })).toHaveText("Your role does not reach this");
  await clerk.goto(link);
  await expect(clerk.getByRole("heading", { name: "This invitation is over" })).toBeVisible();
  expect(faults).toEqual([]);
  await elsewhere.close();

  await owner.getByRole("navigation", { name: "Main" }).first().getByRole("link", { name: "History" }).click();
  const entries = owner.getByRole("main").locator("details");
  const latest = entries.filter({ hasText: email });
  await expect(latest).toHaveText([/took .* out of the team/, /changed what .* may do/, /joined the team/, /invited/]);
  const [removed, changed] = [latest.nth(0), latest.nth(1)];
  await removed.locator("summary").click();
  await expect(removed).toContainText("The season is over");
  await changed.locator("summary").click();
  await expect(changed.getByRole("row", { name: /Gives back up to/ })).toHaveText(/nothing\s*€1\.50/);
  expect(await violationsOn(owner), "the history").toEqual([]);
  await owner.getByLabel("What").selectOption("invitation");
  await expect(latest).toHaveText([/invited/]);
  await owner.getByLabel("To", { exact: true }).fill("2020-01-01");
  await expect(owner.getByText("No entry fits.").last()).toBeVisible();
  await owner.getByRole("button", { name: "Show all" }).click();
  await expect(latest).toHaveCount(4);
  await owner.getByRole("button", { name: "Check the whole history" }).click();
  await expect(owner.getByText(/entries are as they were written/)).toBeVisible();
});

test("in Chinese, too: the letter, the way in, and what history says", async ({ page, browser }) => {
  const email = newEmail("piao");
  await signIn(page, OWNER, { origin: env.ADMIN_URL });
  await page.goto(`${env.ADMIN_URL}/zh/o/kade-concerts/team`);
  await page.getByRole("button", { name: "邀请", exact: true }).click();
  await page.getByLabel("对方邮箱").fill(email);
  await page.getByRole("button", { name: "发送邮件" }).click();
  const { subject, text } = await letterTo(email, /团队/);
  expect(subject).toContain("Kade Concerts");
  const elsewhere = await browser.newContext();
  const stranger = await elsewhere.newPage();
  await signIn(stranger, newEmail("other"), { origin: env.ADMIN_URL });
  await stranger.goto(/https?:\S+\/zh\/join\/[\w-]+/.exec(text)?.[0] ?? "");
  await expect(stranger.getByRole("heading", { name: "此邀请属于另一个邮箱" })).toBeVisible();
  await elsewhere.close();
  await page.getByRole("button", { name: `撤回对 ${email} 的邀请` }).click();
  await expect(page.getByText(email)).toHaveCount(0);
  await page.goto(`${env.ADMIN_URL}/zh/o/kade-concerts/audit`);
  const entries = page.getByRole("main").locator("details").filter({ hasText: email });
  await expect(entries).toHaveText([/撤回了对/, /邀请了/]);
});
