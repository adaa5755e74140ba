import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../kernel/ids.ts";
import { refusal } from "../testing/refusal.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { rememberDevice } from "./known-devices.ts";
import { hashPassword, isOutdated, isPassword } from "./password-hash.ts";
import { passwordWeakness } from "./password-strength.ts";
import { removePassword, setPassword, signInByPassword } from "./passwords.ts";
import { readSession, SESSION_COOKIE } from "./sessions.ts";

const GOOD = "lantern under old snow";
const BETTER = "seven copper kettles sing";

let house: TestServices;
beforeAll(async () => {
  house = await createTestServices({ settings: { RATE_LIMIT_FACTOR: "1" } });
});
afterAll(() => house?.close());

let lastNetwork = 0;
/** A browser in a network of its own, so that tests do not use up each other's tries. */
const elsewhere = () => ({ address: `10.1.${lastNetwork++}.7`, buyerKey: randomBytes(18).toString("base64url") });

async function somebody({ locale = "en", signedInAgoMs = 0 } = {}) {
  const personId = newId();
  const email = `${personId}@post.example`;
  await house.services.db.person.create({ data: { id: personId, email, locale } });
  const cookies: string[] = [];
  const signedInAtMs = house.services.clock.nowMs() - signedInAgoMs;
  const ctx = contextFor(house.services, { personId, personEmail: email, signedInAtMs, ...elsewhere() });
  return { personId, email, cookies, ctx: { ...ctx, setCookie: (line: string) => void cookies.push(line) } };
}

async function withPassword(password = GOOD) {
  const person = await somebody();
  await setPassword(person.ctx, person.personId, { password, current: null });
  return person;
}

const lettersTo = async (to: string) => {
  await house.runJobs();
  return house.mail.control.messages({ to }).map(({ subject }) => subject);
};

describe("which passwords are taken", () => {
  const person = { email: "ines.duarte@post.example", name: "Inês Duarte" };

  test.each([
    ["short", "tooShort"],
    ["123456789", "tooShort"],
    [`${GOOD} `.repeat(6), "tooLong"],
    ["password12", "common"],
    ["qwertyuiop", "common"],
    ["aaaaaaaaaaaaaaaaaaaaaaaa", "pattern"],
    ["ines.duarte1", "personal"],
    ["Duarteduarte", "personal"],
    [GOOD, null],
    ["Xk9#mQ2vLp7zRt", null],
    ["月光照在旧城墙上的猫", null],
  ])("%s: %s", async (password, reason) => {
    expect(await passwordWeakness(password, person)).toBe(reason);
  });
});

describe("what is kept of a password", () => {
  test("is Argon2id at OWASP's cost, salted anew each time, and opens for the same characters however they are typed", async () => {
    const [one, two] = [await hashPassword("cafe\u0301 au lait"), await hashPassword("cafe\u0301 au lait")];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.toBe(two);
    expect(await isPassword("caf\u00e9 au lait", one)).toBe(true);
    expect(await isPassword("cafe au lait", one)).toBe(false);
  });

  test("is hashed anew at today's cost when somebody signs in with an older one", async () => {
    const { personId, email } = await withPassword();
    const cheap = await hashPassword(GOOD, { memoryKib: 64, passes: 1, lanes: 1 });
    expect(isOutdated(cheap)).toBe(true);
    await house.services.db.personPassword.update({ where: { personId }, data: { hash: cheap } });
    await signInByPassword(house.services, { email, password: GOOD }, elsewhere());
    const { hash } = await house.services.db.personPassword.findUniqueOrThrow({ where: { personId } });
    expect(isOutdated(hash)).toBe(false);
    expect(await isPassword(GOOD, hash)).toBe(true);
  });

  test("many at once wait their turn, and more than can wait are sent away rather than taking the memory", async () => {
    const hash = await hashPassword(GOOD);
    const tries = await Promise.allSettled(Array.from({ length: 100 }, () => isPassword(GOOD, hash)));
    const refused = tries.filter(({ status }) => status === "rejected");
    expect(tries.filter((one) => one.status === "fulfilled" && one.value)).toHaveLength(100 - refused.length);
    expect(refused.length).toBe(38);
    for (const one of refused) expect(one).toMatchObject({ reason: { code: "TOO_MANY_TRIES" } });
    expect(await isPassword(GOOD, hash)).toBe(true);
  });
});

describe("signing in by password", () => {
  test("leads to the person of the address", async () => {
    const { personId, email } = await withPassword();
    const { id, sessionVersion } = await signInByPassword(house.services, { email, password: GOOD }, elsewhere());
    expect([id, sessionVersion]).toEqual([personId, 2]);
  });

  test("a wrong password, an address nobody has and a person without password are one and the same answer", async () => {
    const [known, without] = [await withPassword(), await somebody()];
    const answers = [];
    for (const email of [known.email, without.email, "nobody@post.example"])
      answers.push(
        await signInByPassword(house.services, { email, password: BETTER }, elsewhere()).catch(
          (error: unknown) => error,
        ),
      );
    expect(answers[0]).toMatchObject({ code: "PASSWORD_WRONG", detail: {} });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test("after ten tries in ten minutes nobody guesses on, from wherever they come", async () => {
    const { email } = await withPassword();
    const guess = () => signInByPassword(house.services, { email, password: BETTER }, elsewhere());
    for (let i = 0; i < 10; i++) await expect(guess()).rejects.toEqual(refusal("PASSWORD_WRONG"));
    await expect(guess()).rejects.toMatchObject({ code: "TOO_MANY_TRIES" });
  });

  test("strangers who guess do not shut out a browser that has signed in before", async () => {
    const { email } = await withPassword();
    const own = elsewhere();
    await rememberDevice(house.services, email, own.buyerKey);
    const guess = () => signInByPassword(house.services, { email, password: BETTER }, elsewhere());
    for (let i = 0; i < 11; i++) await guess().catch(() => undefined);
    await expect(guess()).rejects.toMatchObject({ code: "TOO_MANY_TRIES" });
    await expect(signInByPassword(house.services, { email, password: GOOD }, own)).resolves.toMatchObject({ email });
  });

  test("neighbours of one network share a hundred tries, whichever addresses they try", async () => {
    const tries = Array.from({ length: 110 }, (_, i) => i);
    const outcomes = [];
    for (const i of tries) {
      const origin = { address: `10.9.9.${i % 250}`, buyerKey: null };
      const email = `nobody-${i}@post.example`;
      outcomes.push(
        await signInByPassword(house.services, { email, password: BETTER }, origin).catch((error) => error.code),
      );
    }
    expect(outcomes.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => "PASSWORD_WRONG"));
    expect(outcomes.slice(100)).toEqual(Array.from({ length: 10 }, () => "TOO_MANY_TRIES"));
  });

  test("what a guest bought with the address since then is found", async () => {
    const { email, personId } = await withPassword();
    const { openSmallHall } = await import("../testing/small-hall.ts");
    const { organizerId } = await openSmallHall(house.services);
    const order = { id: newId(), code: newId().slice(-8), organizerId, buyerKey: "b", email, locale: "en" };
    const money = { currency: "EUR", totalMinor: 100, deadlineAt: new Date(), requestId: newId(), requestHash: "" };
    await house.services.db.order.create({ data: { ...order, ...money } });
    await signInByPassword(house.services, { email, password: GOOD }, elsewhere());
    expect(await house.services.db.order.findUniqueOrThrow({ where: { id: order.id } })).toMatchObject({ personId });
  });
});

describe("setting, changing and removing", () => {
  test("a session of long ago sets nothing, and says that signing in again is the way", async () => {
    const { ctx, personId } = await somebody({ signedInAgoMs: 16 * 60_000 });
    const set = () => setPassword(ctx, personId, { password: GOOD, current: null });
    await expect(set()).rejects.toEqual(refusal("SESSION_NOT_FRESH"));
    expect(await house.services.db.personPassword.count({ where: { personId } })).toBe(0);
  });

  test("nor one from before that moment was written down", async () => {
    const { ctx, personId } = await somebody();
    const old = { ...ctx, caller: { ...ctx.caller, signedInAtMs: null } };
    await expect(setPassword(old, personId, { password: GOOD, current: null })).rejects.toEqual(
      refusal("SESSION_NOT_FRESH"),
    );
  });

  test("the current password is as good as a fresh session, and a wrong one is not, however fresh the session", async () => {
    const { ctx, personId } = await withPassword();
    const old = { ...ctx, caller: { ...ctx.caller, signedInAtMs: null } };
    await expect(setPassword(ctx, personId, { password: BETTER, current: "not that one at all" })).rejects.toEqual(
      refusal("PASSWORD_WRONG"),
    );
    await setPassword(old, personId, { password: BETTER, current: GOOD });
  });

  test("a weak one is refused with the reason, and nothing changes", async () => {
    const { ctx, personId, cookies } = await somebody();
    const weak = setPassword(ctx, personId, { password: "password12", current: null });
    await expect(weak).rejects.toEqual(refusal("PASSWORD_WEAK", { reason: "common" }));
    expect(cookies).toEqual([]);
  });

  test("ends every other session at once, and this one goes on", async () => {
    const { ctx, personId, email, cookies } = await somebody();
    await setPassword(ctx, personId, { password: GOOD, current: null });
    const [cookie = ""] = cookies;
    expect(cookie).toMatch(/^usher-pwa\.session=[^;]+; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/);
    const token = cookie.slice(SESSION_COOKIE.pwa.length + 1).split(";")[0];
    expect(await readSession(house.services, token)).toMatchObject({
      personId,
      email,
      signedInAtMs: ctx.caller.signedInAtMs,
    });
    await setPassword(ctx, personId, { password: BETTER, current: GOOD });
    expect(await readSession(house.services, token)).toBeNull();
  });

  test("is told by letter in the person's language: set, changed, removed", async () => {
    const { ctx, personId, email } = await somebody();
    await setPassword(ctx, personId, { password: GOOD, current: null });
    await setPassword(ctx, personId, { password: BETTER, current: GOOD });
    await removePassword(ctx, personId, { current: BETTER });
    expect((await lettersTo(email)).sort()).toEqual([
      "Your account has a password now",
      "Your password was changed",
      "Your password was removed",
    ]);
    const chinese = await somebody({ locale: "zh" });
    await setPassword(chinese.ctx, chinese.personId, { password: GOOD, current: null });
    expect(await lettersTo(chinese.email)).toEqual(["您的账户已设置密码"]);
  });

  test("a removed password opens nothing, and removing it twice is no error", async () => {
    const { ctx, personId, email } = await withPassword();
    await removePassword(ctx, personId, { current: null });
    await removePassword(ctx, personId, { current: null });
    await expect(signInByPassword(house.services, { email, password: GOOD }, elsewhere())).rejects.toEqual(
      refusal("PASSWORD_WRONG"),
    );
  });
});
