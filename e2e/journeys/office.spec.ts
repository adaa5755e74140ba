import { holdBest, payWith, signIn } from "../buyer.ts";
import { env } from "../env.ts";
import { db, lastPerformance } from "../house.ts";
import { newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

const EVENT = "mariners-v-amstel-united";

test.use({ viewport: { width: 1280, height: 800 } });

test("an organizer sees a sale, gives the money back, and the seats are for sale again", async ({ page, context }) => {
  const email = newEmail("refund");
  const { id, seatsPath } = await lastPerformance(EVENT);
  await holdBest(page, seatsPath);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: /^Pay/ }).click();
  await payWith(page, "success");
  await expect(page.getByRole("heading", { name: "The seats are yours" })).toBeVisible();

  const office = await context.newPage();
  await signIn(office, "aylin@kade-concerts.example", { origin: env.ADMIN_URL });
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

test("a sheet holds the page behind it still, and a press beside it closes it", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 400 });
  await signIn(page, "aylin@kade-concerts.example", { origin: env.ADMIN_URL });
  const order = await db.order.findFirstOrThrow({ where: { organizer: { slug: "kade-concerts" }, status: "paid" } });
  await page.goto(`${env.ADMIN_URL}/o/kade-concerts/orders/${order.id}`);
  const open = page.getByRole("button", { name: "Give money back" });
  await expect(open).toBeVisible();
  const scrolled = async () => {
    await page.mouse.move(20, 200);
    await page.mouse.wheel(0, 200);
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    return page.evaluate(() => window.scrollY);
  };
  await expect.poll(scrolled).toBeGreaterThan(0);
  await open.click();
  await expect(page.getByRole("dialog")).toBeVisible();
  const before = await page.evaluate(() => window.scrollY);
  expect(await scrolled()).toBe(before);
  await page.mouse.click(20, 200);
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(open).toBeFocused();
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect.poll(scrolled).toBeGreaterThan(0);
});

test("who may look and not change anything is told so", async ({ page }) => {
  await signIn(page, "aylin@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${env.ADMIN_URL}/o/kade-concerts/events/new`);
  await expect(page.getByText("An owner or a manager of Kade Concerts can change it.")).toBeVisible();
  await expect(page.getByLabel("Title", { exact: true })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Make the event" })).toBeHidden();
});

test("somebody without rights in a house is told so, and sees nothing of it", async ({ page }) => {
  await signIn(page, "haruka@hoshi-live.example", { origin: env.ADMIN_URL });
  const order = await db.order.findFirstOrThrow({ where: { organizer: { slug: "kade-concerts" } } });
  await page.goto(`${env.ADMIN_URL}/o/kade-concerts/orders/${order.id}`);
  await expect(page.getByText(order.email)).toHaveCount(0);
  await expect(page.getByText(order.code)).toHaveCount(0);
});

test("what is typed is not lost on the way back without a question", async ({ page }) => {
  await signIn(page, "noor@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${env.ADMIN_URL}/o/kade-concerts/events`);
  await page.getByRole("link", { name: "New event" }).click();
  const title = page.getByLabel("Title", { exact: true });
  await title.pressSequentially("Half a thought");
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    void (asked.length === 1 ? dialog.dismiss() : dialog.accept());
  });
  await page.evaluate("history.back()");
  await expect.poll(() => asked.length).toBe(1);
  await expect(title).toHaveValue("Half a thought");
  await page.getByRole("link", { name: "All events" }).click();
  await expect(page.getByRole("heading", { name: "Events", level: 1 })).toBeVisible();
  expect(asked).toHaveLength(2);
});

test("a venue is changed while nothing is set there; later its zone is refused, in words at its field", async ({
  page,
}) => {
  await signIn(page, "joris@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${env.ADMIN_URL}/o/kade-concerts/venues`);
  const name = newEmail("annex").split("@")[0] as string;
  await page.getByRole("button", { name: "New venue" }).click();
  const fresh = page.getByRole("form", { name: "New venue" });
  await fresh.getByLabel("Name").fill(name);
  await fresh.getByLabel("City").fill("Delft");
  await fresh.getByLabel("Country").fill("nl");
  await fresh.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: `Change ${name}` }).click();
  const form = page.getByRole("form", { name: `Change ${name}` });
  await form.getByLabel("Address").fill("Oude Delft 1");
  await form.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Oude Delft 1, Delft, NL, Asia/Tokyo")).toBeVisible();

  await page.getByRole("button", { name: "Change Maas Theatre" }).click();
  const used = page.getByRole("form", { name: "Change Maas Theatre" });
  await used.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await used.getByRole("button", { name: "Save" }).click();
  await expect(used.getByLabel("Time zone")).toHaveAccessibleDescription(/can no longer be changed/);
});

test("a seating plan is mended, kept, and reported in the reader's language", async ({ page }) => {
  const seat = (number: number) => ({
    seat_guid: "twice",
    seat_number: String(number),
    category: "Front",
    position: { x: number * 25, y: 0 },
  });
  const plan = {
    name: "Hall",
    categories: [{ name: "Front", color: "#112233" }],
    zones: [{ name: "Stalls", position: { x: 0, y: 0 }, rows: [row([seat(1), seat(2)])], areas: [] }],
    size: { width: 100, height: 100 },
  };
  await signIn(page, "joris@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${env.ADMIN_URL}/zh/o/kade-concerts/venues`);
  await page.getByRole("button", { name: "上传座位图" }).first().click();
  await page.getByLabel("座位图名称").fill(newEmail("chart"));
  await page
    .getByLabel("座位图（pretix JSON 文件）")
    .setInputFiles({ name: "plan.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(plan)) });
  await page.getByRole("button", { name: "读取座位图" }).click();
  await expect(page.getByRole("cell", { name: "另一个座位已使用标识“twice”，此座位已改为“twice~2”。" })).toBeVisible();
});

function row(seats: readonly object[]) {
  return { position: { x: 0, y: 0 }, row_number: "A", seats };
}
