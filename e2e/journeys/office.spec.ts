import { expect, test } from "@playwright/test";
import { env } from "../env.ts";
import { db, holdBest, newEmail, payWith, performanceOf, signIn } from "../house.ts";

const EVENT = "mariners-v-amstel-united";

test.use({ viewport: { width: 1280, height: 800 } });

test("an organizer sees a sale, gives the money back, and the seats are for sale again", async ({ page, context }) => {
  const email = newEmail("refund");
  const { id, seatsPath } = await performanceOf(EVENT);
  await holdBest(page, seatsPath);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: /^Pay/ }).click();
  await payWith(page, "success");
  await expect(page.getByRole("heading", { name: "The seats are yours" })).toBeVisible();

  const office = await context.newPage();
  await signIn(office, "aylin@kade-concerts.example", env.ADMIN_URL);
  await office.goto(`${env.ADMIN_URL}/o/kade-concerts/performances/${id}`);
  await expect(office.getByText("Sold").first()).toBeVisible();

  const order = await db.order.findFirstOrThrow({ where: { email } });
  await office.goto(`${env.ADMIN_URL}/o/kade-concerts/orders/${order.id}`);
  await office.getByRole("button", { name: "Give money back" }).click();
  const dialog = office.getByRole("dialog");
  await dialog.getByLabel(/Reason/).fill("The buyer is ill");
  await dialog.getByRole("button", { name: /^Give .* back$/ }).click();
  await expect(dialog.getByRole("status").first()).toContainText("goes back");

  await expect
    .poll(async () => (await db.refund.findFirst({ where: { orderId: order.id } }))?.status, { timeout: 20_000 })
    .toBe("succeeded");
  const tickets = await db.ticket.findMany({ where: { orderId: order.id } });
  expect(tickets.every(({ status }) => status === "refunded")).toBe(true);
  const seats = await db.seatState.findMany({
    where: { performanceId: id, seatIndex: { in: tickets.map(({ seatIndex }) => seatIndex) } },
  });
  expect(seats.every(({ state }) => state === 0)).toBe(true);
});

test("somebody without rights in a house is told so, and sees nothing of it", async ({ page }) => {
  await signIn(page, "haruka@hoshi-live.example", env.ADMIN_URL);
  const order = await db.order.findFirstOrThrow({ where: { organizer: { slug: "kade-concerts" } } });
  await page.goto(`${env.ADMIN_URL}/o/kade-concerts/orders/${order.id}`);
  await expect(page.getByText(order.email)).toHaveCount(0);
  await expect(page.getByText(order.code)).toHaveCount(0);
});
