import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../kernel/ids.ts";
import { appRouter } from "../root.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { createCallerFactory } from "../trpc.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let house: TestServices;
let hall: SmallHall;

beforeAll(async () => {
  house = await createTestServices();
  hall = await openSmallHall(house.services);
});
afterAll(() => house?.close());

const lettersTo = (to: string) => house.mail.control.messages({ to });
const opensIn = (ms: number) =>
  house.services.db.performance.update({
    where: { id: hall.performanceId },
    data: { saleStartsAt: new Date(house.clock.nowMs() + ms) },
  });
async function newPerson(email: string) {
  const personId = newId();
  await house.services.db.person.create({ data: { id: personId, email, name: "Ines" } });
  const caller = createCallerFactory(appRouter)(contextFor(house.services, { personId, personEmail: email }));
  const { performanceId } = hall;
  return (remind: boolean, locale: "en" | "zh" = "en") =>
    caller.notifications.remindOfSale({ performanceId, remind, locale });
}
/** The jobs that are due by the house's clock. */
async function work() {
  await house.hurryJobs();
  await house.runJobs();
}

test("a letter comes a quarter of an hour before the sale, once, in the language it was asked for", async () => {
  await opensIn(DAY_MS);
  const remind = await newPerson("ines@example.com");
  await remind(true, "zh");
  expect(await remind(true, "zh")).toEqual({ remind: true });
  await work();
  expect(lettersTo("ines@example.com")).toEqual([]);
  house.clock.advance(DAY_MS - 15 * MINUTE_MS);
  await work();
  await work();
  const [letter, ...more] = lettersTo("ines@example.com");
  expect(more).toEqual([]);
  expect(letter?.subject).toBe("即将开售：Night Ferry");
  expect(letter?.text).toContain(`/zh/events/event-${hall.eventId}`);
});

test("nobody is written to who took it back, and not before a sale that was moved", async () => {
  await opensIn(DAY_MS);
  const [stays, leaves] = [await newPerson("stays@example.com"), await newPerson("leaves@example.com")];
  await stays(true);
  await leaves(true);
  expect(await leaves(false)).toEqual({ remind: false });
  await opensIn(2 * DAY_MS);
  house.clock.advance(DAY_MS - 10 * MINUTE_MS);
  await work();
  expect(lettersTo("stays@example.com")).toEqual([]);
  house.clock.advance(DAY_MS);
  await work();
  expect(lettersTo("stays@example.com")).toHaveLength(1);
  expect(lettersTo("leaves@example.com")).toEqual([]);
});

test("a sale that is open needs no reminder, and a draft has none", async () => {
  const remind = await newPerson("late@example.com");
  await opensIn(-MINUTE_MS);
  await expect(remind(true)).rejects.toMatchObject({ code: "CONFLICT" });
  await opensIn(DAY_MS);
  const { db } = house.services;
  await db.performance.update({ where: { id: hall.performanceId }, data: { status: "draft" } });
  await expect(remind(true)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await db.performance.update({ where: { id: hall.performanceId }, data: { status: "published" } });
});
