import { signIn } from "../buyer.ts";
import { env } from "../env.ts";
import { db } from "../house.ts";
import { expect, test } from "../watched.ts";

test("the office adds an exhibitor, moves and takes off and puts back, by keys that keep the focus, and buyers see it", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const event = await db.event.findUniqueOrThrow({ where: { slug: "paper-cities" } });
  const name = `Zebra & ${Date.now()} Paperworks`;
  await signIn(page, "joris@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${env.ADMIN_URL}/o/kade-concerts/events/${event.id}`);
  const add = page.getByRole("button", { name: "Add an exhibitor" });
  await add.click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
  await page.getByRole("textbox", { name: "Stand" }).fill("Z9");
  await page.getByLabel("Their page").fill("zebra.example");
  await page.getByRole("button", { name: "Save", exact: true }).first().click();
  await expect(add).toBeFocused();
  const up = page.getByRole("button", { name: `Up: ${name}` });
  await up.click();
  await expect(up).toBeFocused();
  await page.getByRole("button", { name: `Take off: ${name}` }).click();
  await expect(up).toBeHidden();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(up).toBeVisible();

  await expect(async () => {
    await page.goto(`${env.PWA_URL}/events/paper-cities`);
    await expect(page.getByRole("link", { name })).toHaveAttribute("href", "https://zebra.example/", { timeout: 500 });
  }).toPass();
});

test("an agenda is read a day at a time by arrows, and a long list of exhibitors is looked through", async ({
  page,
}) => {
  await page.goto(`${env.PWA_URL}/events/the-small-press-fair`);
  const days = page.getByRole("tab");
  await expect(days).toHaveCount(2);
  await days.first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(days.nth(1)).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("tabpanel")).toHaveCount(1);

  const exhibitors = page.getByRole("region", { name: "Exhibitors" });
  await expect(exhibitors.getByRole("listitem")).toHaveCount(12);
  await exhibitors.getByRole("searchbox").fill("kettles");
  await expect(exhibitors.getByRole("status")).toContainText(/^\d of \d\d$/);
  for (const one of await exhibitors.getByRole("listitem").all()) await expect(one).toContainText(/kettle/i);
});
