import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../kernel/ids.ts";
import { isBuyerOfOrder } from "../orders/show-order.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { refusal } from "../testing/refusal.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { addPerson, buySeats } from "../tickets/paid-order.fixture.ts";
import { deleteAccount } from "./delete-account.ts";
import { enterByIdentity } from "./identities.ts";
import { setPassword, signInByPassword } from "./passwords.ts";
import { requestSignIn, signInByCode } from "./sign-in.ts";

let house: TestServices;
let hall: SmallHall;
let seat = 0;
beforeAll(async () => {
  house = await createTestServices();
  hall = await openSmallHall(house.services);
});
afterAll(() => house?.close());

const NOBODY_YET = { session: null, buyerKey: null, locale: "en" };
const PASSWORD = "lantern under old snow";

async function somebody() {
  const email = `${newId()}@post.example`;
  const person = await addPerson(house.services, email);
  return { ...person, email, ctx: contextFor(house.services, person) };
}

async function leave({ ctx, personId, email }: Awaited<ReturnType<typeof somebody>>) {
  await deleteAccount(ctx, personId, email);
}

async function proveAddress(email: string) {
  const { challengeId } = await requestSignIn(contextFor(house.services), { email, locale: "en", returnTo: "/" });
  await house.runJobs();
  const letter = house.mail.control.messages({ to: email }).find(({ subject }) => /\d{6}/.test(subject));
  return signInByCode(house.services, challengeId, /\d{6}/.exec(letter?.subject ?? "")?.[0] ?? "");
}

describe("whoever leaves", () => {
  test("leaves no name, address, way to sign in, reminder, preference or role behind", async () => {
    const { db } = house.services;
    const leaver = await somebody();
    const { personId, email, ctx } = leaver;
    const preferences = { name: "Inês Duarte", locale: "zh", currency: "CNY", timeZone: "Asia/Shanghai" };
    await db.person.update({ where: { id: personId }, data: preferences });
    await setPassword(ctx, personId, { password: PASSWORD, current: null });
    await db.personIdentity.create({
      data: { provider: "google", subject: personId, personId, email, linkedAt: new Date() },
    });
    await db.saleReminder.create({ data: { personId, performanceId: hall.performanceId, locale: "zh" } });
    await db.membership.create({ data: { personId, organizerId: hall.organizerId, role: "gate" } });
    await requestSignIn(ctx, { email, locale: "zh", returnTo: "/" });
    await house.runJobs();
    await leave(leaver);
    const rows = await db.$queryRaw<
      { person: string }[]
    >`SELECT to_jsonb(p)::text AS person FROM person p WHERE id = ${personId}::uuid`;
    expect(JSON.parse(rows[0]?.person ?? "")).toMatchObject({
      email: `${personId}@deleted.invalid`,
      name: null,
      locale: "en",
      currency: null,
      time_zone: null,
      deleted_at: expect.any(String),
    });
    const left = {
      passwords: await db.personPassword.count({ where: { personId } }),
      identities: await db.personIdentity.count({ where: { OR: [{ personId }, { email }] } }),
      reminders: await db.saleReminder.count({ where: { personId } }),
      roles: await db.membership.count({ where: { personId } }),
      challenges: await db.signInChallenge.count({ where: { email } }),
      letters: await db.letter.count({ where: { toEmail: email } }),
    };
    expect(left).toEqual({ passwords: 0, identities: 0, reminders: 0, roles: 0, challenges: 0, letters: 0 });
    const audit = await db.auditEntry.findFirstOrThrow({ where: { personId } });
    expect(audit).toMatchObject({ action: "membership.left", organizerId: hall.organizerId, detail: { role: "gate" } });
  });

  test("is told by a letter to the address they had, in their language, once", async () => {
    const leaver = await somebody();
    await house.services.db.person.update({ where: { id: leaver.personId }, data: { locale: "zh" } });
    await leave(leaver);
    await house.runJobs();
    expect(house.mail.control.messages({ to: leaver.email }).map(({ subject }) => subject)).toEqual(["您的账户已删除"]);
  });

  test("is signed out everywhere, and neither password nor linked account leads back in", async () => {
    const { services } = house;
    const leaver = await somebody();
    const { personId, email, ctx } = leaver;
    await setPassword(ctx, personId, { password: PASSWORD, current: null });
    const google = { provider: "google", subject: newId(), email, isVerified: true } as const;
    await enterByIdentity(services, google, NOBODY_YET);
    await leave(leaver);
    expect((await services.db.person.findUniqueOrThrow({ where: { id: personId } })).sessionVersion).toBe(3);
    const origin = { address: "10.0.0.1", buyerKey: null };
    await expect(signInByPassword(services, { email, password: PASSWORD }, origin)).rejects.toEqual(
      refusal("PASSWORD_WRONG"),
    );
    const again = await enterByIdentity(services, google, NOBODY_YET);
    expect(again).not.toMatchObject({ person: { id: personId } });
  });

  test("leaves orders and tickets, which open to nobody until the address is proved again", async () => {
    const { db } = house.services;
    const leaver = await somebody();
    const { personId, email } = leaver;
    const bought = await buySeats(house.services, hall, { seats: [seat++], email, personId });
    const { buyerKey } = bought;
    await leave(leaver);
    const order = await db.order.findUniqueOrThrow({
      where: { id: bought.orderId },
      include: { lines: true, tickets: true },
    });
    expect(order).toMatchObject({ email, personId: null, status: "paid", totalMinor: 4_400 });
    expect(order.lines).toHaveLength(2);
    expect(order.tickets).toMatchObject([{ status: "valid", personId: null, ownerEmail: email }]);
    expect(isBuyerOfOrder(contextFor(house.services, { buyerKey }).caller, order)).toBe(false);
    const { id } = await proveAddress(email);
    expect(id).not.toBe(personId);
    expect(await db.order.findUniqueOrThrow({ where: { id: order.id } })).toMatchObject({ personId: id });
    expect(await db.ticket.findFirstOrThrow({ where: { orderId: order.id } })).toMatchObject({ personId: id });
  });

  test("what was bought under another address stays with the row without a name, for its address to claim", async () => {
    const { db } = house.services;
    const leaver = await somebody();
    const other = `${newId()}@post.example`;
    const { orderId } = await buySeats(house.services, hall, {
      seats: [seat++],
      email: other,
      personId: leaver.personId,
    });
    await leave(leaver);
    expect(await db.order.findUniqueOrThrow({ where: { id: orderId } })).toMatchObject({ personId: leaver.personId });
    const { id } = await proveAddress(other);
    expect(await db.order.findUniqueOrThrow({ where: { id: orderId } })).toMatchObject({ personId: id });
  });

  test("and proves the address in the same moment, is either still there or new, and never in between", async () => {
    const { db } = house.services;
    for (let i = 0; i < 10; i++) {
      const leaver = await somebody();
      const { email, personId } = leaver;
      const { orderId } = await buySeats(house.services, hall, { seats: [seat++], email, personId });
      const google = { provider: "google", subject: newId(), email, isVerified: true } as const;
      const [, entered] = await Promise.all([leave(leaver), enterByIdentity(house.services, google, NOBODY_YET)]);
      const order = await db.order.findUniqueOrThrow({ where: { id: orderId } });
      const heir = entered.kind === "person" ? entered.person.id : "";
      expect(heir === personId ? [null] : [heir]).toContain(order.personId);
    }
  });
});

describe("nobody leaves", () => {
  test("by a session that is not fresh, or in the name of another address", async () => {
    const leaver = await somebody();
    const stale = { ...leaver.ctx, caller: { ...leaver.ctx.caller, signedInAtMs: null } };
    await expect(leave({ ...leaver, ctx: stale })).rejects.toEqual(refusal("SESSION_NOT_FRESH"));
    await expect(leave({ ...leaver, email: "other@post.example" })).rejects.toEqual(refusal("NOT_YOURS"));
    expect(await house.services.db.person.count({ where: { email: leaver.email } })).toBe(1);
  });

  test("twice", async () => {
    const leaver = await somebody();
    await leave(leaver);
    await expect(leave(leaver)).rejects.toEqual(refusal("NOT_SIGNED_IN"));
  });

  test("as the last owner of an organizer, which is named; and of two owners who leave at once one stays", async () => {
    const { db } = house.services;
    const { organizerId } = await openSmallHall(house.services);
    const { name } = await db.organizer.findUniqueOrThrow({ where: { id: organizerId } });
    const owners = [await somebody(), await somebody()];
    for (const { personId } of owners) await db.membership.create({ data: { organizerId, personId, role: "owner" } });
    const outcomes = await Promise.allSettled(owners.map(leave));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find((one) => one.status === "rejected");
    expect(refused).toMatchObject({ reason: { code: "LAST_OWNER", detail: { organizers: [name] } } });
    expect(await db.membership.count({ where: { organizerId, role: "owner" } })).toBe(1);
  });
});
