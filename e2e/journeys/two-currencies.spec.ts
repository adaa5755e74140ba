import type { Page } from "@playwright/test";
import { chooseBest, holdButton, inEnglish, paidHeading, payButton, payWith } from "../buyer.ts";
import { lastPerformance, orderOf } from "../house.ts";
import { letterTo, newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

/** With every kind of space the same, as the eye has it. */
const plain = (text: string | null) => (text ?? "").replace(/\s/g, " ");
const showsAmount = (page: Page, amount: string) =>
  expect(page.locator("body")).toContainText(plain(amount), { useInnerText: true });

test("yen and Kuwaiti dinars in one session: two orders, each right on every screen and in its mail", async ({
  page,
}) => {
  const yen = await lastPerformance("falcons-v-osaka-tide");
  const dinars = await lastPerformance("the-pearl-divers");
  expect([yen.currency, dinars.currency]).toEqual(["JPY", "KWD"]);

  // Both are held before either is paid.
  for (const { seatsPath } of [yen, dinars]) {
    await page.goto(seatsPath);
    await chooseBest(page, 2);
    await holdButton(page).click();
    await expect(page.getByRole("timer")).toBeVisible();
  }
  await page.goto("/");
  const kept = page.getByRole("navigation", { name: "Held for you" }).getByRole("link");
  await expect(kept).toHaveCount(2);

  const emails: string[] = [];
  for (const { title, currency } of [yen, dinars]) {
    const email = newEmail(currency.toLowerCase());
    emails.push(email);
    await kept.filter({ hasText: title }).click();
    await page.waitForURL(/\/seats/);
    const next = page.getByRole("button", { name: "Continue" });
    await expect(next).toBeVisible();
    const onSeats = plain(await page.locator("aside .buy b").textContent());
    await next.click();
    await page.getByLabel("Email").fill(email);
    await expect(payButton(page)).toBeEnabled();
    const onCheckout = plain(await payButton(page).textContent());
    await payButton(page).click();
    await page.waitForURL(/\/c\/pay\//);

    const order = await orderOf(email);
    expect(order.currency).toBe(currency);
    const total = inEnglish(order.totalMinor, currency);
    expect(plain(total)).toMatch(currency === "JPY" ? /^¥[\d,]+$/ : /^KWD [\d,]+\.\d{3}$/);
    expect(onSeats).toBe(plain(total));
    expect(onCheckout).toBe(`Pay ${plain(total)}`);
    await showsAmount(page, total);
    await payWith(page, "success");
    await expect(paidHeading(page)).toBeVisible();
    await showsAmount(page, `Paid ${total}`);
    const parts = order.lines.map(({ netMinor, taxMinor }) => netMinor + taxMinor);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(order.totalMinor);
    for (const part of parts) await showsAmount(page, inEnglish(part, currency));
    const letter = await letterTo(email, /^Your tickets: /);
    expect(letter.subject).toContain(title);
    expect(plain(letter.text)).toContain(plain(total));
  }
  expect((await orderOf(emails[0] as string)).id).not.toBe((await orderOf(emails[1] as string)).id);
});
