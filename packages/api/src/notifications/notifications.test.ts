import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../kernel/ids.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { buySeats } from "../tickets/paid-order.fixture.ts";
import { sendOrderPaidLetter, sendOrderReturnedLetter, sendSignInLetter, sendTicketsRefundedLetter } from "./index.ts";

let house: TestServices;
let hall: SmallHall;

beforeAll(async () => {
  house = await createTestServices();
  hall = await openSmallHall(house.services);
});
afterAll(() => house?.close());

const lettersTo = (to: string) => house.mail.control.messages({ to });

test("the letter after a payment comes once, however often its job runs", async () => {
  const to = "once@example.com";
  const { orderId, code } = await buySeats(house.services, hall, { seats: [0, 1], email: to });
  await Promise.allSettled(Array.from({ length: 5 }, () => sendOrderPaidLetter(house.services, { orderId })));
  await sendOrderPaidLetter(house.services, { orderId });
  const [letter, ...more] = lettersTo(to);
  expect(more).toEqual([]);
  expect(letter?.subject).toBe("Your tickets: Night Ferry");
  expect(letter?.text).toContain("Stalls, row A, seat 1");
  expect(letter?.text).toContain("2 tickets at €40.00: €80.00");
  expect(letter?.text).toContain("Total: €88.00");
  expect(letter?.text).toContain("€7.26 of it is VAT, 9 %.");
  expect(letter?.text).toMatch(/Change your mind and get €84\.00 back/);
  expect(letter?.html).toContain(`${code.slice(0, 4)} ${code.slice(4)}`);
  expect(letter?.html).toContain("http://localhost:3000/api/posters/7?w=780&amp;as=jpeg");
});

test("a letter that the mail server refuses is sent by the next run", async () => {
  const to = "later@example.com";
  const { orderId } = await buySeats(house.services, hall, { seats: [2], email: to, locale: "zh" });
  house.mail.control.refuseNext(1);
  await expect(sendOrderPaidLetter(house.services, { orderId })).rejects.toThrow();
  expect(lettersTo(to)).toEqual([]);
  await sendOrderPaidLetter(house.services, { orderId });
  expect(lettersTo(to)).toMatchObject([{ subject: "您的票：Night Ferry" }]);
  expect(lettersTo(to)[0]?.text).toContain("http://localhost:3000/zh/tickets");
});

test("money that comes back is told with its amount and way", async () => {
  const to = "returned@example.com";
  const { orderId } = await buySeats(house.services, hall, { seats: [3], email: to });
  await sendOrderReturnedLetter(house.services, { orderId });
  await sendOrderReturnedLetter(house.services, { orderId });
  const [letter, ...more] = lettersTo(to);
  expect(more).toEqual([]);
  expect(letter?.text).toContain("€44.00");
  expect(letter?.text).toContain(`http://localhost:3000/events/event-${hall.eventId}`);
});

test("a refund's letter names the refunded seats only", async () => {
  const to = "refunded@example.com";
  const { db } = house.services;
  const { orderId, lineIds } = await buySeats(house.services, hall, { seats: [4, 5], email: to });
  const order = { orderId, organizerId: hall.organizerId };
  const [attemptId, paymentId, refundId] = [newId(), newId(), newId()];
  const payment = { attemptId, paymentIntentId: newId(), amountMinor: 8_800, currency: "EUR" };
  await db.payment.create({ data: { id: paymentId, orderId, ...payment } });
  await db.refund.create({
    data: {
      ...{ id: refundId, ...order, paymentId, amountMinor: 4_400, reason: "Ill <b>today</b>", requestKey: newId() },
      lines: { createMany: { data: lineIds.slice(0, 2).map((orderLineId) => ({ orderLineId, amountMinor: 4_000 })) } },
    },
  });
  await sendTicketsRefundedLetter(house.services, { refundId });
  await sendTicketsRefundedLetter(house.services, { refundId });
  const [letter, ...more] = lettersTo(to);
  expect(more).toEqual([]);
  expect(letter?.text).toContain("Stalls, row A, seat 5");
  expect(letter?.text).not.toContain("Stalls, row A, seat 6");
  expect(letter?.text).toContain("€44.00");
  expect(letter?.html).toContain("Ill &lt;b&gt;today&lt;/b&gt;");
});

test("a sign-in letter opens what was sealed, leads to the app that asked, and comes not after its time", async () => {
  const { db, box, clock } = house.services;
  const challenge = async (email: string, seconds: number) => {
    const id = newId();
    const expiresAt = new Date(clock.nowMs() + seconds * 1_000);
    await db.signInChallenge.create({ data: { id, email, codeHash: "", tokenHash: id, expiresAt } });
    const sealed = box.seal(JSON.stringify({ code: "042317", token: "secret+token" }), `sign_in/${id}`);
    return { challengeId: id, sealed, locale: "zh", returnTo: "/account?x=1" };
  };
  const inTime = await challenge("in-time@example.com", 900);
  await sendSignInLetter(house.services, { ...inTime, app: "pwa" });
  await sendSignInLetter(house.services, { ...inTime, app: "pwa" });
  expect(lettersTo("in-time@example.com")).toHaveLength(1);
  const [letter] = lettersTo("in-time@example.com");
  expect(letter?.text).toContain("042317");
  const link = "http://localhost:3000/zh/sign-in/confirm?token=secret%2Btoken&returnTo=%2Faccount%3Fx%3D1";
  expect(letter?.text).toContain(link);
  await sendSignInLetter(house.services, { ...(await challenge("office@example.com", 900)), app: "admin" });
  expect(lettersTo("office@example.com")[0]?.text).toContain("http://localhost:3001/sign-in/confirm?token=");
  await sendSignInLetter(house.services, { ...(await challenge("late@example.com", -1)), app: "pwa" });
  expect(lettersTo("late@example.com")).toEqual([]);
});
