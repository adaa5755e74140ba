import { violationsOn } from "../axe.ts";
import { buyBest } from "../buyer.ts";
import { env } from "../env.ts";
import { db, expectOrderStatus, orderOf, performancesOnSale } from "../house.ts";
import { letterTo, newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

/** A buyer who changes their mind, under the organizer's rule. */

test.use({ viewport: { width: 390, height: 844 } });

test("one of two tickets is given back for what was said, then the other, and the money is on its way", async ({
  page,
}) => {
  const evening = (await performancesOnSale("the-glass-orchard")).at(-1);
  if (!evening) throw new Error("No evening is on sale");
  await db.performance.update({
    where: { id: evening.id },
    data: { refundUntil: new Date(Date.now() + 86_400_000), refundFeeMinor: 250 },
  });
  const email = newEmail("mind");
  await buyBest(page, evening.seatsPath, email, 2);
  const order = await orderOf(email);
  const paidMinor = order.totalMinor / 2;

  await page.getByRole("button", { name: "Give tickets back" }).click();
  const sheet = page.getByRole("dialog", { name: "Give tickets back" });
  await expect(sheet.getByText(/^The organizer keeps .*2\.50 of each ticket/)).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
  await sheet.getByRole("checkbox").first().uncheck();
  await sheet.getByRole("checkbox").last().uncheck();
  await expect(sheet.getByText("Choose at least one ticket.")).toBeVisible();
  await expect(sheet.getByRole("button", { name: /^Give back for/ })).toBeDisabled();
  await sheet.getByRole("checkbox").first().check();
  await sheet.getByRole("button", { name: /^Give back for/ }).dblclick();
  await expect(sheet.getByText(/is on its way back$/)).toBeVisible();
  const first = await db.refund.findMany({ where: { orderId: order.id } });
  expect(first.map(({ amountMinor }) => amountMinor)).toEqual([paidMinor - 250]);
  await sheet.getByRole("button", { name: "Close" }).last().click();
  await letterTo(email, /Money back/);
  await expect(page.getByText("Refunded", { exact: true })).toBeVisible();

  await page.reload();
  await page.getByRole("button", { name: "Give tickets back" }).click();
  await expect(sheet.getByRole("checkbox")).toHaveCount(1);
  await sheet.getByRole("button", { name: /^Give back for/ }).click();
  await expectOrderStatus(order.id, "refunded");
  await expect(page.getByRole("heading", { name: "Refunded" })).toBeVisible();
  await page.goto(`${env.PWA_URL}/tickets`);
  await expect(page.getByText("Over or refunded")).toBeVisible();
});
