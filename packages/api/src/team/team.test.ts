import type { Role } from "@usher/db";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkChain, requireRole } from "../accounts/index.ts";
import { deleteAccount } from "../accounts/delete-account.ts";
import { reconcileSession, refundOrder, startCheckout } from "../checkout/index.ts";
import { placeHold } from "../holds/index.ts";
import { newId } from "../kernel/ids.ts";
import { openSmallHall, type SmallHall } from "../testing/small-hall.ts";
import { refusal } from "../testing/refusal.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { organizerSeatFulfilment as fulfilment } from "../tickets/index.ts";
import { addPerson } from "../tickets/paid-order.fixture.ts";
import { acceptInvitation, showInvitation } from "./accept-invitation.ts";
import { changeMember, removeMember } from "./change-member.ts";
import { invitePerson, resendInvitation, withdrawInvitation } from "./invite-person.ts";
import { mayGiveRole } from "./role-rules.ts";
import { showTeam } from "./show-team.ts";

let house: TestServices;
let hall: SmallHall;
beforeAll(async () => {
  house = await createTestServices();
  hall = await openSmallHall(house.services);
});
afterAll(() => house?.close());

const ROLES: readonly Role[] = ["owner", "manager", "boxOffice", "finance", "gate"];
const anAddress = () => `${newId()}@post.example`;

async function somebody(email = anAddress()) {
  const { personId } = await addPerson(house.services, email);
  return { personId, email, ctx: contextFor(house.services, { personId, personEmail: email }, "admin") };
}

async function staff(role: Role, organizerId = hall.organizerId) {
  const one = await somebody();
  await house.services.db.membership.create({ data: { organizerId, personId: one.personId, role } });
  return one;
}

const lettersTo = async (email: string) => {
  await house.runJobs();
  return house.mail.control.messages({ to: email });
};

/** The link's secret, as it stands in the last letter; letters come newest first. */
async function tokenFor(email: string): Promise<string> {
  const letters = await lettersTo(email);
  return /\/join\/([\w-]+)/.exec(letters[0]?.text ?? "")?.[1] ?? "";
}

type Somebody = Awaited<ReturnType<typeof somebody>>;
const invite = ({ ctx }: Somebody, email: string, role: Role = "boxOffice", locale: "en" | "zh" = "en") =>
  invitePerson(ctx, { organizerId: hall.organizerId, email, role, locale });
const invitationOf = async (by: Somebody, email: string) => {
  const { invitations } = await showTeam(by.ctx, { organizerId: hall.organizerId });
  const found = invitations.find((one) => one.email === email);
  if (!found) throw new Error(`Nobody invited ${email}`);
  return found;
};
const roleOf = async ({ personId }: Somebody) =>
  (await house.services.db.membership.findFirst({ where: { organizerId: hall.organizerId, personId } }))?.role ?? null;
const change = (by: Somebody, { personId: member }: Somebody, role: Role, amountMinor: number | null = null) =>
  changeMember(by.ctx, {
    ...{ organizerId: hall.organizerId, member, role },
    refundLimit: amountMinor === null ? null : { amountMinor, currency: "EUR" },
  });
const remove = (by: Somebody, { personId: member }: Somebody, reason = "") =>
  removeMember(by.ctx, { organizerId: hall.organizerId, member, reason });

describe("an invitation", () => {
  test("goes out once by letter in its language, and lets its address in with its role, once", async () => {
    const owner = await staff("owner");
    const email = anAddress();
    await Promise.all([invite(owner, email, "boxOffice", "zh"), invite(owner, email.toUpperCase(), "boxOffice", "zh")]);
    const letters = await lettersTo(email);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.subject).toContain("团队");
    const token = await tokenFor(email);
    const invitee = await somebody(email);
    expect(await showInvitation(invitee.ctx, { token })).toMatchObject({ state: "open", role: "boxOffice", email });
    const joined = await Promise.all([1, 2, 3].map(() => acceptInvitation(invitee.ctx, invitee.personId, { token })));
    expect(joined.map(({ state }) => state)).toEqual(["accepted", "accepted", "accepted"]);
    expect(await roleOf(invitee)).toBe("boxOffice");
    await expect(invite(owner, email)).rejects.toEqual(refusal("ALREADY_MEMBER"));
    await remove(owner, invitee);
    await expect(acceptInvitation(invitee.ctx, invitee.personId, { token })).rejects.toEqual(
      refusal("INVITATION_OVER"),
    );
    expect(await roleOf(invitee)).toBeNull();
  });

  test("is for its address alone, for seven days", async () => {
    const owner = await staff("owner");
    const email = anAddress();
    await invite(owner, email);
    const token = await tokenFor(email);
    const other = await somebody();
    await expect(acceptInvitation(other.ctx, other.personId, { token })).rejects.toEqual(refusal("INVITED_OTHER"));
    await expect(acceptInvitation(other.ctx, other.personId, { token: newId() })).rejects.toEqual(refusal("NOT_FOUND"));
    const invitee = await somebody(email);
    house.clock.advance(7 * 24 * 3_600_000 + 1);
    expect((await showInvitation(invitee.ctx, { token })).state).toBe("over");
    await expect(acceptInvitation(invitee.ctx, invitee.personId, { token })).rejects.toEqual(
      refusal("INVITATION_OVER"),
    );
    expect(await invitationOf(owner, email)).toMatchObject({ isOver: true });
  });

  test("that is sent again has a new link, once for two taps; one that is withdrawn lets nobody in", async () => {
    const owner = await staff("owner");
    const email = anAddress();
    await invite(owner, email);
    const first = await tokenFor(email);
    const { id: invitationId, sends } = await invitationOf(owner, email);
    await Promise.all([1, 2].map(() => resendInvitation(owner.ctx, { invitationId, sends })));
    const second = await tokenFor(email);
    expect((await lettersTo(email)).length).toBe(2);
    expect(second).not.toBe(first);
    const invitee = await somebody(email);
    await expect(showInvitation(invitee.ctx, { token: first })).rejects.toEqual(refusal("NOT_FOUND"));
    for (let i = 0; i < 2; i++) await withdrawInvitation(owner.ctx, { invitationId });
    const late = acceptInvitation(invitee.ctx, invitee.personId, { token: second });
    await expect(late).rejects.toEqual(refusal("INVITATION_OVER"));
    // An address can be invited anew.
    await invite(owner, email, "gate");
    await acceptInvitation(invitee.ctx, invitee.personId, { token: await tokenFor(email) });
    expect(await roleOf(invitee)).toBe("gate");
    await expect(withdrawInvitation(owner.ctx, { invitationId: await lastInvitation(email) })).rejects.toEqual(
      refusal("INVITATION_OVER"),
    );
  });

  test("for another role takes the place of the one before", async () => {
    const owner = await staff("owner");
    const email = anAddress();
    await invite(owner, email, "gate");
    await lettersTo(email);
    await invite(owner, email, "finance");
    expect(await invitationOf(owner, email)).toMatchObject({ role: "finance" });
    // A manager cannot put a lower role in its place.
    const manager = await staff("manager");
    await expect(invite(manager, email, "gate")).rejects.toEqual(refusal("NOT_YOURS"));
  });

  test("goes with whoever sent it, and with the account of whoever got it", async () => {
    const [owner, manager] = [await staff("owner"), await staff("manager")];
    const [one, two] = [anAddress(), anAddress()];
    await invite(manager, one);
    await invite(owner, two);
    const token = await tokenFor(one);
    await remove(owner, manager);
    const invitee = await somebody(one);
    expect((await showInvitation(invitee.ctx, { token })).state).toBe("over");
    const other = await somebody(two);
    await deleteAccount(other.ctx, other.personId, two);
    expect(await house.services.db.invitation.count({ where: { email: two } })).toBe(0);
  });
});

async function lastInvitation(email: string): Promise<string> {
  const found = await house.services.db.invitation.findFirstOrThrow({ where: { email }, orderBy: { id: "desc" } });
  return found.id;
}

describe("rights", () => {
  test.each(ROLES)("%s invites, changes and removes those whom the table says, and nobody else", async (own) => {
    const by = await staff(own);
    for (const role of ROLES) {
      const may = mayGiveRole(own, role);
      const [target, gate] = [await staff(role), await staff("gate")];
      const tries = [() => invite(by, anAddress(), role), () => change(by, gate, role, 100), () => remove(by, target)];
      for (const [at, attempt] of tries.entries()) {
        const outcome = await attempt().then(
          () => "done",
          (error: { code: string }) => error.code,
        );
        expect([own, role, at, outcome]).toEqual([own, role, at, may ? "done" : "NOT_YOURS"]);
      }
    }
  });

  test("a manager cannot make a gate of an owner either", async () => {
    const [owner, manager] = [await staff("owner"), await staff("manager")];
    await expect(change(manager, owner, "gate")).rejects.toEqual(refusal("NOT_YOURS"));
    expect(await roleOf(owner)).toBe("owner");
  });

  test("nobody changes what they may do themselves", async () => {
    const owners = [await staff("owner"), await staff("owner")] as const;
    await expect(change(owners[0], owners[0], "manager")).rejects.toEqual(refusal("OWN_RIGHTS"));
    const manager = await staff("manager");
    await expect(change(manager, manager, "gate", null)).rejects.toEqual(refusal("OWN_RIGHTS"));
    await expect(change(manager, manager, "owner")).rejects.toEqual(refusal("NOT_YOURS"));
  });

  test("end at once for whoever is removed, though they are signed in", async () => {
    const [owner, clerk] = [await staff("owner"), await staff("boxOffice")];
    await expect(requireRole(clerk.ctx, hall.organizerId, ["boxOffice"])).resolves.toBe("boxOffice");
    await remove(owner, clerk, "Season is over");
    await remove(owner, clerk);
    await expect(requireRole(clerk.ctx, hall.organizerId, ["boxOffice"])).rejects.toEqual(refusal("NOT_YOURS"));
    const entries = await house.services.db.auditEntry.findMany({ where: { objectId: clerk.personId } });
    expect(entries).toMatchObject([{ action: "team.remove", reason: "Season is over", before: { role: "boxOffice" } }]);
  });

  test("the last owner cannot go or be made less, and of two owners who remove each other one stays", async () => {
    const { db } = house.services;
    for (let i = 0; i < 5; i++) {
      const { organizerId } = await openSmallHall(house.services);
      const owners = [await staff("owner", organizerId), await staff("owner", organizerId)] as const;
      const removing = (by: Somebody, { personId: member }: Somebody) =>
        removeMember(by.ctx, { organizerId, member, reason: "" });
      const outcomes = await Promise.allSettled([
        removing(owners[0], owners[1]),
        i % 2 === 0
          ? removing(owners[1], owners[0])
          : deleteAccount(owners[0].ctx, owners[0].personId, owners[0].email),
      ]);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await db.membership.count({ where: { organizerId, role: "owner" } })).toBe(1);
      const left = await db.membership.findFirstOrThrow({ where: { organizerId } });
      const last = owners.find(({ personId }) => personId === left.personId) ?? owners[0];
      await expect(removing(last, last)).rejects.toEqual(refusal("LAST_OWNER"));
      const lower = { organizerId, member: last.personId, role: "manager", refundLimit: null } as const;
      await expect(changeMember(last.ctx, lower)).rejects.toEqual(refusal("LAST_OWNER"));
      expect(await checkChain(db, organizerId)).toEqual([]);
    }
  });
});

describe("a refund limit", () => {
  let seat = 0;
  const sell = async (seats: number) => {
    const taken = Array.from({ length: seats }, () => seat++);
    const buyer = contextFor(house.services);
    const { performanceId } = hall;
    const lines = taken.map((one) => ({ seat: one }));
    const { holdId } = await placeHold(buyer, { performanceId, requestId: newId(), lines });
    const holds = [{ holdId, performanceId }];
    const started = { requestId: newId(), holds, email: anAddress(), locale: "en" } as const;
    const { orderId } = await startCheckout(buyer, started);
    const where = { orderId, sessionId: { not: null } };
    const { sessionId } = await house.services.db.paymentAttempt.findFirstOrThrow({ where });
    await house.stripe.control.paySession(sessionId ?? "", { card: "success" });
    await reconcileSession(house.services, fulfilment, sessionId ?? "");
    return { orderId, taken };
  };
  const giveBack = ({ ctx }: Somebody, orderId: string, seats: readonly number[]) =>
    refundOrder(ctx, fulfilment, {
      ...{ orderId, requestKey: newId(), reason: "Ill" },
      seatIndexes: seats.map((seatIndex) => ({ performanceId: hall.performanceId, seatIndex })),
    });

  test("is how much of one order a member may give back, all their refunds of it together", async () => {
    const [owner, clerk] = [await staff("owner"), await staff("boxOffice")];
    const { orderId, taken } = await sell(3);
    const price = 4_400;
    await change(owner, clerk, "boxOffice", price);
    const limit = { amountMinor: price, currency: "EUR" };
    await expect(giveBack(clerk, orderId, [])).rejects.toEqual(refusal("REFUND_LIMIT", { ...limit, givenMinor: 0 }));
    await giveBack(clerk, orderId, taken.slice(0, 1));
    const second = giveBack(clerk, orderId, taken.slice(1, 2));
    await expect(second).rejects.toEqual(refusal("REFUND_LIMIT", { ...limit, givenMinor: price }));
    await giveBack(owner, orderId, taken.slice(1, 2));
    await change(owner, clerk, "boxOffice");
    await giveBack(clerk, orderId, taken.slice(2));
    const entries = await house.services.db.auditEntry.findMany({
      where: { objectId: clerk.personId },
      orderBy: { sequence: "asc" },
    });
    expect(entries.map(({ before, after }) => [before, after])).toEqual([
      [
        { refundLimitMinor: null, refundLimitCurrency: null },
        { refundLimitMinor: price, refundLimitCurrency: "EUR" },
      ],
      [
        { refundLimitMinor: price, refundLimitCurrency: "EUR" },
        { refundLimitMinor: null, refundLimitCurrency: null },
      ],
    ]);
  });

  test("in another currency than the order's opens nothing, and owners have none", async () => {
    const [owner, clerk] = [await staff("owner"), await staff("boxOffice")];
    const { orderId } = await sell(1);
    const inPounds = { amountMinor: 1_000_000, currency: "GBP" } as const;
    const member = { organizerId: hall.organizerId, member: clerk.personId, role: "boxOffice" } as const;
    await changeMember(owner.ctx, { ...member, refundLimit: inPounds });
    await expect(giveBack(clerk, orderId, [])).rejects.toEqual(refusal("REFUND_LIMIT", inPounds));
    const { members } = await changeMember(owner.ctx, { ...member, role: "owner", refundLimit: inPounds });
    expect(members.find(({ personId }) => personId === clerk.personId)).toMatchObject({
      role: "owner",
      refundLimit: null,
    });
    await giveBack(clerk, orderId, []);
  });
});
