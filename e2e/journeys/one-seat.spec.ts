import type { Page } from "@playwright/test";
import { chooseBest, goToPayment, holdButton, paidHeading, payWith } from "../buyer.ts";
import { db, lastPerformance } from "../house.ts";
import { newEmail } from "../letters.ts";
import { expect, test, watch } from "../watched.ts";

const EVENT = "night-ferry";

/** What is offered first to one person, as the sheet calls it. */
async function bothChoose(pages: readonly Page[], seatsPath: string): Promise<string> {
  const names: string[] = [];
  for (const page of pages) {
    await page.goto(seatsPath);
    names.push(await chooseBest(page, 1));
  }
  expect(new Set(names).size).toBe(1);
  return names[0] as string;
}

test("two buyers choose the same seat: one holds it, the other is told at once and shown another", async ({
  browser,
  page: first,
}) => {
  const { seatsPath } = await lastPerformance(EVENT);
  const context = await browser.newContext();
  const seen = watch(context);
  const second = await context.newPage();
  const seat = await bothChoose([first, second], seatsPath);

  await holdButton(first).click();
  await expect(first.getByRole("timer")).toBeVisible();

  const notice = second.getByRole("alert").filter({ hasText: seat });
  await expect(notice).toContainText("has just been taken by somebody else");
  await expect(notice).toContainText("The rest of your choice still stands");
  await expect(holdButton(second)).toHaveCount(0);
  await notice.getByRole("button", { name: "Show me the map" }).click();
  await expect(notice).toHaveCount(0);

  const other = await chooseBest(second, 2);
  expect(other).not.toContain(seat);
  await holdButton(second).click();
  await expect(second.getByRole("timer")).toBeVisible();
  expect(seen.faults).toEqual([]);
  await context.close();
});

test("the news does not reach the second buyer: pressing Hold tells them, and nothing is lost", async ({
  browser,
  page: first,
}) => {
  const { id, seatsPath } = await lastPerformance(EVENT);
  const context = await browser.newContext();
  const second = await context.newPage();
  // No news reaches this one: the socket stays shut and every question about changes is lost on the way.
  await second.routeWebSocket(/.*/, () => {});
  const seat = await bothChoose([first, second], seatsPath);
  await second.route(/availability\.(since|snapshot)/, (route) => route.abort());

  await holdButton(first).click();
  await expect(first.getByRole("timer")).toBeVisible();
  await holdButton(second).click();
  const notice = second.getByRole("alert").filter({ hasText: seat });
  await expect(notice).toContainText("has just been taken by somebody else");
  await second.unroute(/availability\.(since|snapshot)/);

  // The second goes on and buys; the seat itself goes to the first alone.
  const email = newEmail("second");
  await goToPayment(second, seatsPath, email);
  await payWith(second, "success");
  await expect(paidHeading(second)).toBeVisible();
  const order = await db.order.findFirstOrThrow({ where: { email }, include: { lines: true } });
  expect(order.lines.some((line) => `${line.section}, row ${line.row}, seat ${line.seat}` === seat)).toBe(false);
  expect(await db.ticket.count({ where: { ownerEmail: email, performanceId: id, status: "valid" } })).toBe(1);
  await context.close();
});
