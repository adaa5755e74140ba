import { expect, type Page } from "@playwright/test";
import { violationsOn } from "./axe.ts";
import { signIn } from "./buyer.ts";
import { env } from "./env.ts";
import { db } from "./house.ts";

/** What an organizer's people do on their way, for the journeys that follow one. */

export const OFFICE = `${env.ADMIN_URL}/o/kade-concerts`;
const EVENT = "mariners-v-amstel-united";

/** An event of the house with a performance ahead, copied so that nobody else's journey meets what is made of it. */
export async function copyOf(page: Page, title: string, begins: string): Promise<string> {
  const original = await db.event.findUniqueOrThrow({ where: { slug: EVENT } });
  await signIn(page, "joris@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${OFFICE}/events/${original.id}`);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Title of the copy").fill(title);
  await dialog.getByRole("button", { name: "Make the copy" }).click();
  await expect(dialog.getByText("Give a date and a time.")).toBeVisible();
  await dialog.getByLabel("The first performance begins").fill(begins);
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Make the copy" }).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  return page.url().split("/").at(-1) ?? "";
}

/** Puts the event that is open on show, with all its drafts. */
export async function putOnShow(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Put on show" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Put it on show" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
}
