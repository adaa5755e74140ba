import type { OpenIdEmulator } from "@usher/local-cloud";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readEnv } from "../env.ts";
import { newId } from "../kernel/ids.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { AuthBrowser, openHouses } from "./auth-browser.fixture.ts";
import { enterByIdentity, linkByTicket, unlinkProvider } from "./identities.ts";
import { setPassword } from "./passwords.ts";
import { offeredProviders, vouchedEmail } from "./providers.ts";
import { requestSignIn } from "./sign-in.ts";
import { showWays } from "./ways.ts";

let house: TestServices;
let houses: OpenIdEmulator;
beforeAll(async () => {
  const opened = await openHouses(() => Date.now());
  houses = opened.emulator;
  house = await createTestServices({ settings: { ...opened.settings, RATE_LIMIT_FACTOR: "1000" } });
});
afterAll(async () => {
  await house?.close();
  await houses?.stop();
});
beforeEach(() => houses.control.behave());

/** A browser that nobody is signed in on, without an id of its own. */
const NOBODY_YET = { session: null, buyerKey: null, locale: "en" };

const newEmail = () => `${newId()}@post.example`;
const verified = (email: string) => ({ name: "Inês Duarte", email, verified: "yes" });
const unverified = (email: string) => ({ name: "Inês Duarte", email });
const browser = () => new AuthBrowser(house.services);
const peopleOf = (email: string) => house.services.db.person.findMany({ where: { email } });

const lettersTo = async (to: string) => {
  await house.runJobs();
  return house.mail.control.messages({ to }).map(({ subject }) => subject);
};

/** Somebody with an account already, and what they may do in a browser where they signed in a moment ago. */
async function somebody() {
  const email = newEmail();
  const person = await house.services.db.person.create({ data: { id: newId(), email } });
  const own = browser();
  const password = `lantern ${newId()}`;
  const caller = { personId: person.id, personEmail: email, buyerKey: own.key };
  const ctx = { ...contextFor(house.services, caller), setCookie: (line: string) => own.setCookie(line) };
  await setPassword(ctx, person.id, { password, current: null });
  await own.prove("password", { email, password });
  return { email, personId: person.id, browser: own, ctx, password };
}

const identity = (subject: string, email: string | null, isVerified = false) =>
  ({ provider: "google", subject, email, isVerified }) as const;

describe("through another house one comes in", () => {
  test.each(["google", "apple"] as const)("%s vouches for a new address: a person is made, once", async (provider) => {
    const email = newEmail();
    const [first, again] = [browser(), browser()];
    expect(await first.enter(provider, verified(email))).toBe("http://localhost:3000/account");
    const session = await first.session();
    expect(session).toMatchObject({ email, signedInAtMs: house.clock.nowMs() });
    expect(await again.enter(provider, verified(email))).toBe("http://localhost:3000/account");
    expect(await again.session()).toMatchObject({ personId: session?.personId });
    expect(await peopleOf(email)).toHaveLength(1);
    expect(await lettersTo(email)).toEqual([]);
  });

  test("and is the person of that address where there is one, who gets a letter in their language", async () => {
    const { email, personId } = await somebody();
    await house.services.db.person.update({ where: { id: personId }, data: { locale: "zh" } });
    const elsewhere = browser();
    await elsewhere.enter("google", verified(email.toUpperCase()));
    expect(await elsewhere.session()).toMatchObject({ personId, email });
    expect(await lettersTo(email)).toContain("已添加新的登录方式");
  });

  test("by the account at the house, whatever its address is by now", async () => {
    const { ctx, email, personId, browser: own } = await somebody();
    await own.enter("google", verified(newEmail()));
    const ways = await showWays(ctx, personId);
    expect(ways.providers.find(({ provider }) => provider === "google")?.linked?.email).not.toBe(email);
    const { subject } = await house.services.db.personIdentity.findFirstOrThrow({ where: { personId } });
    const entered = await enterByIdentity(house.services, identity(subject, newEmail(), true), NOBODY_YET);
    expect(entered).toMatchObject({ kind: "person", person: { id: personId } });
  });

  test("and what a guest bought with the address is theirs", async () => {
    const { openSmallHall } = await import("../testing/small-hall.ts");
    const { organizerId } = await openSmallHall(house.services);
    const email = newEmail();
    const id = newId();
    const money = { currency: "EUR", totalMinor: 100, deadlineAt: new Date(), requestId: newId(), requestHash: "" };
    const order = { id, code: id.slice(-8), organizerId, buyerKey: "b", email, locale: "en", ...money };
    await house.services.db.order.create({ data: order });
    const own = browser();
    await own.enter("google", verified(email));
    const { personId } = await house.services.db.order.findUniqueOrThrow({ where: { id } });
    expect(personId).toBe((await own.session())?.personId);
  });

  test("somebody new is written to in the language they came in", async () => {
    const email = newEmail();
    await browser().enter("google", verified(email), "/zh/sign-in?done=1&to=%2Fzh%2Ftickets");
    expect(await peopleOf(email)).toMatchObject([{ locale: "zh" }]);
    await browser().enter("google", verified(email), "/sign-in");
    expect(await peopleOf(email)).toMatchObject([{ locale: "zh" }]);
  });

  test("two taps at once make one person and one link", async () => {
    const email = newEmail();
    const taps = Array.from({ length: 6 }, () =>
      enterByIdentity(house.services, identity(`twice-${email}`, email, true), NOBODY_YET),
    );
    const people = (await Promise.all(taps)).map((one) => (one.kind === "person" ? one.person.id : "none"));
    expect(new Set(people).size).toBe(1);
    expect(await peopleOf(email)).toHaveLength(1);
    expect(await house.services.db.personIdentity.count({ where: { personId: people[0] } })).toBe(1);
  });
});

describe("an address nobody vouches for is proved first", () => {
  test.each([
    ["google", unverified],
    ["facebook", verified],
    ["facebook", () => ({ name: "Without Address" })],
  ] as const)("at %s, even that of a person, and then the account is theirs", async (provider, typed) => {
    const { email, personId } = await somebody();
    const own = browser();
    const to = new URL(await own.enter(provider, typed(email), "/zh/sign-in?to=%2Ftickets"));
    expect(await own.session()).toBeNull();
    expect([to.pathname, to.searchParams.get("to"), to.searchParams.get("provider")]).toEqual([
      "/zh/sign-in",
      "/tickets",
      provider,
    ]);
    const ticket = to.searchParams.get("link") ?? "";
    const proved = contextFor(house.services, { personId, personEmail: email, buyerKey: own.key });
    await linkByTicket(proved, personId, ticket);
    await linkByTicket(proved, personId, ticket);
    await own.enter(provider, typed(email));
    expect(await own.session()).toMatchObject({ personId });
    expect((await lettersTo(email)).filter((subject) => subject === "A new way to sign in was added")).toHaveLength(1);
    await unlinkProvider(proved, personId, provider);
  });

  test("a note to link opens in the browser it was made for alone, for half an hour, and for a fresh session", async () => {
    const { email, personId, ctx } = await somebody();
    const own = { ...NOBODY_YET, buyerKey: ctx.caller.buyerKey };
    const entrance = await enterByIdentity(house.services, identity(newId(), email), own);
    const ticket = entrance.kind === "proveAddress" ? entrance.ticket : "";
    const victim = contextFor(house.services, { personId, personEmail: email });
    await expect(linkByTicket(victim, personId, ticket)).rejects.toMatchObject({ code: "LINK_OLD" });
    await expect(linkByTicket(ctx, personId, "v1.made.up.note-of-mine")).rejects.toMatchObject({ code: "LINK_OLD" });
    const stale = { ...ctx, caller: { ...ctx.caller, signedInAtMs: null } };
    await expect(linkByTicket(stale, personId, ticket)).rejects.toMatchObject({ code: "SESSION_NOT_FRESH" });
    house.clock.advance(31 * 60_000);
    const later = { ...ctx, caller: { ...ctx.caller, signedInAtMs: house.clock.nowMs() } };
    await expect(linkByTicket(later, personId, ticket)).rejects.toMatchObject({ code: "LINK_OLD" });
    expect(await house.services.db.personIdentity.count({ where: { personId } })).toBe(0);
  });
});

describe("linking while signed in", () => {
  test("links to whoever is signed in, tells them, and leaves the session as old as it was", async () => {
    const { email, personId, browser: own } = await somebody();
    const before = await own.session();
    house.clock.advance(60_000);
    expect(await own.enter("google", verified(newEmail()), "/account?linked=google")).toBe(
      "http://localhost:3000/account?linked=google",
    );
    expect(await own.session()).toEqual(before);
    expect(before).toMatchObject({ personId });
    expect(await lettersTo(email)).toContain("A new way to sign in was added");
  });

  test("is refused when the account belongs to somebody else, and nothing changes", async () => {
    const [one, other] = [await somebody(), await somebody()];
    const google = verified(newEmail());
    await one.browser.enter("google", google);
    expect(await other.browser.enter("google", google)).toContain("/account?error=IDENTITY_TAKEN");
    expect(await other.browser.session()).toMatchObject({ personId: other.personId });
    expect(await house.services.db.personIdentity.count({ where: { personId: other.personId } })).toBe(0);
  });

  test("takes a fresh session, which signing in by an account that is linked already gives", async () => {
    const { personId, browser: own } = await somebody();
    const google = verified(newEmail());
    await own.enter("google", google);
    house.clock.advance(16 * 60_000);
    const facebook = { name: newId() };
    expect(await own.enter("facebook", facebook)).toContain("/account?error=SESSION_NOT_FRESH");
    await own.enter("google", google);
    expect(await own.session()).toMatchObject({ personId, signedInAtMs: house.clock.nowMs() });
    await own.enter("facebook", facebook);
    expect(await house.services.db.personIdentity.count({ where: { personId } })).toBe(2);
  });

  test("is taken back: the account no longer leads in, other sessions end, this one goes on, a letter says so", async () => {
    const { email, personId, ctx, browser: own, password } = await somebody();
    const google = verified(newEmail());
    await own.enter("google", google);
    const other = browser();
    await other.prove("password", { email, password });
    await unlinkProvider(ctx, personId, "google");
    expect(await other.session()).toBeNull();
    expect(await own.session()).toMatchObject({ personId });
    const elsewhere = browser();
    await elsewhere.enter("google", google);
    expect((await elsewhere.session())?.personId).not.toBe(personId);
    expect(await lettersTo(email)).toContain("A way to sign in was removed");
    const stale = { ...ctx, caller: { ...ctx.caller, signedInAtMs: null } };
    await expect(unlinkProvider(stale, personId, "google")).rejects.toMatchObject({ code: "SESSION_NOT_FRESH" });
  });
});

describe("the way back from a house is believed only in the browser that went", () => {
  test.each(["state", "pkce", "nonce"])("without its %s nobody comes in", async (name) => {
    const own = browser();
    const back = await own.answer(await own.begin("google"), verified(newEmail()));
    own.forget(`usher-pwa.${name}`);
    expect(await own.comeBack(back)).toContain("error=OAuthCallback");
    expect(await own.session()).toBeNull();
  });

  test("an answer that somebody else began signs nobody in", async () => {
    const [attacker, victim] = [browser(), browser()];
    const back = await attacker.answer(await attacker.begin("google"), verified(newEmail()));
    await victim.begin("google");
    expect(await victim.comeBack(back)).toContain("error=OAuthCallback");
    expect(await victim.session()).toBeNull();
  });

  test.each(["google", "apple", "facebook"] as const)(
    "whoever cancels at %s is back where they began",
    async (provider) => {
      const own = browser();
      const page = await own.begin(provider, "/zh/sign-in?to=%2Ftickets");
      const to = await own.comeBack(await own.answer(page, { do: "cancel" }));
      expect(to).toMatch(/^\/zh\/sign-in\?to=%2Ftickets&.*error=Callback$/);
      expect(await own.session()).toBeNull();
    },
  );

  test("a house that is down is said to be so", async () => {
    houses.control.down = true;
    expect(await browser().begin("google")).toContain("error=OAuthSignin");
  });

  test("nobody is sent to another site afterwards", async () => {
    const own = browser();
    expect(await own.enter("google", verified(newEmail()), "https://evil.example/")).toBe("http://localhost:3000");
  });
});

describe("by a code from the mail", () => {
  test("next-auth signs in as before, and the session is fresh", async () => {
    const email = newEmail();
    const ctx = contextFor(house.services);
    const { challengeId } = await requestSignIn(ctx, { email, locale: "zh", returnTo: "/" });
    await house.runJobs();
    const [letter] = house.mail.control.messages({ to: email });
    const code = /\d{6}/.exec(letter?.subject ?? "")?.[0] ?? "";
    const own = browser();
    expect(await own.prove("mail-code", { challengeId, code: "000000" })).toMatch(/error=SIGN_IN_CODE_WRONG/);
    await own.prove("mail-code", { challengeId, code });
    expect(await own.session()).toMatchObject({ email, signedInAtMs: house.clock.nowMs() });
    expect(await peopleOf(email)).toMatchObject([{ locale: "zh" }]);
  });

  test("a wrong password is told by its code", async () => {
    const { email } = await somebody();
    expect(await browser().prove("password", { email, password: "not that one" })).toMatch(/error=PASSWORD_WRONG/);
  });
});

test("only houses whose keys are set are offered", () => {
  const { env } = house.services;
  expect(offeredProviders(env)).toEqual(["google", "apple", "facebook"]);
  expect(offeredProviders({ ...env, APPLE_CLIENT_ID: undefined })).toEqual(["google", "facebook"]);
  const half = { ...house.environment, APPLE_KEY_ID: undefined, GOOGLE_CLIENT_SECRET: undefined };
  expect(() => readEnv(half)).toThrow(/GOOGLE_CLIENT_SECRET too.*APPLE_KEY_ID too/s);
});

test.each([
  [{ email: "A@b.example", email_verified: true }, "a@b.example", true],
  [{ email: "a@b.example", email_verified: "true" }, "a@b.example", true],
  [{ email: "a@b.example", email_verified: "false" }, "a@b.example", false],
  [{ email: "a@b.example", email_verified: 1 }, "a@b.example", false],
  [{ email: "a@b.example" }, "a@b.example", false],
  [{ email: "no address", email_verified: true }, null, true],
  [{}, null, false],
])("of %j an address is believed as %s, %s", (profile, email, isVerified) => {
  expect(vouchedEmail(profile)).toEqual({ email, isVerified });
});
