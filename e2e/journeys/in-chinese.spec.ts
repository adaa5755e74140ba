import { payWith } from "../buyer.ts";
import { lastPerformance, orderOf } from "../house.ts";
import { letterTo, newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

const SEAT = /\S+ 区 \S+ 排 \S+ 座/;

test("a purchase in Chinese: the event, its seats and the mail are called by their Chinese names to the end", async ({
  page,
}) => {
  const { seatsPath } = await lastPerformance("night-ferry");
  const email = newEmail("mei");
  await page.goto(`/zh${seatsPath}`);
  await page.locator("button.offer").first().click();
  await page.getByRole("button", { name: "保留座位" }).click();
  await page.getByRole("button", { name: "继续" }).click();
  await page.getByLabel("电子邮箱").fill(email);
  await expect(page.getByText(SEAT).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "夜航渡轮" }).first()).toBeVisible();
  await page.getByRole("button", { name: /^支付/ }).click();
  await page.waitForURL(/\/c\/pay\//);
  await expect(page.getByText(SEAT).first()).toBeVisible();
  await payWith(page, "success");
  await expect(page.getByRole("heading", { name: "座位归您了" })).toBeVisible();
  await expect(page.getByText(/夜航渡轮/).first()).toBeVisible();
  await expect(page.getByText(SEAT).first()).toBeVisible();
  await expect(page.getByText(/, row /)).toHaveCount(0);
  const letter = await letterTo(email, /^您的票：夜航渡轮/);
  expect(letter.text).toMatch(SEAT);
  expect(letter.text).not.toMatch(/, row /);
  const { id } = await orderOf(email);
  await page.goto("/zh/account");
  await expect(page.locator(`a[href="/zh/orders/${id}"]`)).toHaveText("夜航渡轮");
});
