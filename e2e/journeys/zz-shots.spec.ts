import { test } from "../watched.ts";
import { buyBest, signIn } from "../buyer.ts";
import { env } from "../env.ts";
import { db, performancesOnSale } from "../house.ts";
import { newEmail } from "../letters.ts";
import { OFFICE } from "../office.ts";
test.setTimeout(240_000);
test("shots", async ({ page: office, browser }) => {
  const shot = async (p: typeof office, name: string, size: [number, number], dark = false, full = false) => {
    await p.setViewportSize({ width: size[0], height: size[1] });
    await p.emulateMedia({ colorScheme: dark ? "dark" : "light" });
    await p.waitForTimeout(600);
    await p.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: full });
  };
  await office.setViewportSize({ width: 1280, height: 800 });
  await signIn(office, "noor@kade-concerts.example", { origin: env.ADMIN_URL });
  await office.goto(`${OFFICE}/finance`);
  await office.getByText("By performance").waitFor();
  await shot(office, "f-1280", [1280, 800]);
  await shot(office, "f-1680-dark", [1680, 1000], true);
  await shot(office, "f-390", [390, 844]);
  await shot(office, "f-768", [768, 1024]);
  await office.goto(`${OFFICE}/finance?month=2020-01`);
  await office.waitForTimeout(1000);
  await shot(office, "f-empty", [1280, 800]);
  await office.goto(`${env.ADMIN_URL}/zh/o/kade-concerts/finance`);
  await office.waitForTimeout(1500);
  await shot(office, "f-zh", [1280, 800], true);
  await office.setViewportSize({ width: 1280, height: 800 });
  await office.goto(`${OFFICE}/finance/match`);
  await office.getByText("Nothing has been compared yet").waitFor();
  await shot(office, "m-none", [1280, 800]);
  const { id: organizerId } = await db.organizer.findUniqueOrThrow({ where: { slug: "kade-concerts" } });
  const [o] = await db.order.findMany({ where: { organizerId, status: "paid" }, take: 1 });
  await db.order.update({ where: { id: o!.id }, data: { totalMinor: o!.totalMinor + 100 } });
  await office.getByRole("button", { name: "Compare now" }).click();
  await office
    .getByText(/difference/)
    .first()
    .waitFor();
  await shot(office, "m-diff", [1280, 800]);
  await shot(office, "m-diff-390", [390, 844], true);
  await db.order.update({ where: { id: o!.id }, data: { totalMinor: o!.totalMinor } });
  await office.setViewportSize({ width: 1280, height: 800 });
  await office.getByRole("button", { name: "Compare now" }).click();
  await office.getByText("Everything agrees.").waitFor();
  await shot(office, "m-good", [1280, 800]);
  const evening = (await performancesOnSale("the-glass-orchard")).at(-1)!;
  await db.performance.update({
    where: { id: evening.id },
    data: { refundUntil: new Date(Date.now() + 86_400_000), refundFeeMinor: 250 },
  });
  const buyer = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
  await buyBest(buyer, evening.seatsPath, newEmail("x"), 2);
  await buyer.getByRole("button", { name: "Give tickets back" }).scrollIntoViewIfNeeded();
  await shot(buyer, "r-page", [390, 844]);
  await buyer.getByRole("button", { name: "Give tickets back" }).click();
  await shot(buyer, "r-sheet", [390, 844]);
  await shot(buyer, "r-sheet-dark", [1280, 800], true);
  await buyer.getByRole("button", { name: /^Give back for/ }).click();
  await buyer.waitForTimeout(1500);
  await shot(buyer, "r-done", [390, 844]);
});
