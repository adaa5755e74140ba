import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { type Client, generators, Issuer } from "openid-client";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createOpenIdEmulator, type OpenIdEmulator } from "./create-openid-emulator.ts";
import { HOUSES, type House } from "./houses.ts";

const BACK = "http://localhost:3000/api/auth/callback/google";
const SECRET = "a secret: with + signs & more";
const team = generateKeyPairSync("ec", {
  namedCurve: "P-256",
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

let emulator: OpenIdEmulator;
let nowMs = Date.now();
beforeAll(async () => {
  emulator = createOpenIdEmulator({
    port: 0,
    clock: () => nowMs,
    clients: {
      google: { clientId: "usher-google", clientSecret: SECRET, redirectUris: [BACK] },
      apple: { clientId: "usher-apple", teamId: "TEAM", keyId: "KEY", publicKey: team.publicKey, redirectUris: [BACK] },
      facebook: { clientId: "usher-facebook", clientSecret: SECRET, redirectUris: [BACK] },
    },
  });
  await emulator.start();
});
afterAll(() => emulator.stop());
beforeEach(() => {
  nowMs = Date.now();
  emulator.control.behave();
  emulator.control.forgetPeople();
});

/** A statement as Apple wants it in the secret's place. */
function appleSecret(changes: Record<string, unknown> = {}, head: Record<string, unknown> = {}): string {
  const issuedAt = Math.floor(nowMs / 1_000);
  const claims = { iss: "TEAM", sub: "usher-apple", aud: emulator.url("apple"), iat: issuedAt, exp: issuedAt + 300 };
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = `${part({ alg: "ES256", kid: "KEY", ...head })}.${part({ ...claims, ...changes })}`;
  const key = { key: createPrivateKey(team.privateKey), dsaEncoding: "ieee-p1363" as const };
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}

async function clientOf(house: House, changes: { client_id?: string; client_secret?: string } = {}): Promise<Client> {
  const own = { client_id: `usher-${house}`, client_secret: house === "apple" ? appleSecret() : SECRET, ...changes };
  if (house !== "facebook") {
    const issuer = await Issuer.discover(`${emulator.url(house)}/.well-known/openid-configuration`);
    return new issuer.Client({ ...own, redirect_uris: [BACK] });
  }
  const base = emulator.url(house);
  const issuer = new Issuer({
    issuer: base,
    authorization_endpoint: `${base}/v11.0/dialog/oauth`,
    token_endpoint: `${base}/oauth/access_token`,
    userinfo_endpoint: `${base}/me`,
  });
  return new issuer.Client({ ...own, redirect_uris: [BACK], token_endpoint_auth_method: "client_secret_post" });
}

const SCOPES: Record<House, string> = { google: "openid email profile", apple: "openid name email", facebook: "email" };

function question(house: House, verifier: string, changes: Record<string, string | undefined> = {}) {
  return {
    scope: SCOPES[house],
    state: "s1",
    ...(house === "facebook" ? {} : { nonce: "n1" }),
    ...(house === "apple" ? { response_mode: "form_post" } : {}),
    code_challenge: generators.codeChallenge(verifier),
    code_challenge_method: "S256",
    ...changes,
  };
}

const unescaped = (text: string) => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
const hiddenIn = (page: string) =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = "", value = ""]) => [
      name,
      unescaped(value),
    ]),
  );

/** What a person's browser does with the page: fills it in, and is sent back. Returns what the client is told. */
async function answerAs(client: Client, asked: Record<string, string | undefined>, form: Record<string, string>) {
  const url = client.authorizationUrl(asked);
  const page = await fetch(url);
  expect(page.status).toBe(200);
  const { request = "" } = hiddenIn(await page.text());
  const sent = await fetch(url.split("?")[0] ?? "", {
    method: "POST",
    body: new URLSearchParams({ request, ...form }),
    redirect: "manual",
  });
  return toldBy(sent);
}

async function toldBy(sent: Response): Promise<Record<string, string>> {
  const location = sent.headers.get("location");
  if (!location) return hiddenIn(await sent.text());
  expect(location.startsWith(`${BACK}?`)).toBe(true);
  return Object.fromEntries(new URL(location).searchParams);
}

const INES = { name: "Inês Duarte", email: "ines@post.example", verified: "yes", do: "continue" };

/** The whole way, as next-auth goes it. */
async function signIn(house: House, form: Record<string, string> = INES, client?: Client) {
  const own = client ?? (await clientOf(house));
  const verifier = generators.codeVerifier();
  const told = await answerAs(own, question(house, verifier), form);
  const checks = { state: "s1", code_verifier: verifier };
  const tokens =
    house === "facebook"
      ? await own.oauthCallback(BACK, told, checks)
      : await own.callback(BACK, told, { ...checks, nonce: "n1" });
  return { client: own, told, tokens, verifier };
}

describe("somebody signs in", () => {
  test("at Google: an id token that openid-client accepts, and the same claims as user info", async () => {
    const { client, tokens } = await signIn("google");
    const claims = { email: "ines@post.example", email_verified: true, name: "Inês Duarte" };
    expect(tokens.claims()).toMatchObject({ ...claims, nonce: "n1", aud: "usher-google" });
    expect(await client.userinfo(tokens)).toEqual({ ...claims, sub: tokens.claims().sub });
  });

  test("at Apple: the answer is posted, the secret is a signed statement, truth is a text, and no name is told", async () => {
    const { tokens, told } = await signIn("apple");
    expect(Object.keys(told).sort()).toEqual(["code", "state"]);
    expect(tokens.claims()).toMatchObject({ email: "ines@post.example", email_verified: "true" });
    expect(tokens.claims().name).toBeUndefined();
  });

  test("at Facebook: no id token; the graph tells the fields that are asked for and vouches for nothing", async () => {
    const { client, tokens } = await signIn("facebook");
    expect(tokens.id_token).toBeUndefined();
    const me = await client.userinfo(tokens.access_token ?? "", { params: { fields: "id,name,email" } });
    expect(me).toEqual({ id: expect.stringMatching(/^\d+$/), name: "Inês Duarte", email: "ines@post.example" });
    await expect(client.userinfo(tokens.access_token ?? "", { params: { fields: "id,shoe_size" } })).rejects.toThrow(
      "400",
    );
  });

  test("an account is the same one each time, another one at each house, and is offered the next time", async () => {
    const [once, again] = [await signIn("google"), await signIn("google")];
    expect(again.tokens.claims().sub).toBe(once.tokens.claims().sub);
    expect((await signIn("apple")).tokens.claims().sub).not.toBe(once.tokens.claims().sub);
    const chosen = await signIn("google", { subject: once.tokens.claims().sub });
    expect(chosen.tokens.claims()).toMatchObject({ email: "ines@post.example" });
  });

  test("an account may have an address that nobody vouches for, or none", async () => {
    const unsure = await signIn("google", { name: "Bo", email: "bo@post.example", do: "continue" });
    expect(unsure.tokens.claims()).toMatchObject({ email: "bo@post.example", email_verified: false });
    const without = await signIn("google", { name: "Cy", email: "", verified: "yes", do: "continue" });
    expect(without.tokens.claims().email).toBeUndefined();
  });

  test.each<[House, Record<string, string>]>([
    ["google", { error: "access_denied" }],
    ["apple", { error: "user_cancelled_authorize" }],
    ["facebook", { error: "access_denied", error_reason: "user_denied" }],
  ])("at %s one may cancel, and the client hears of it", async (house, error) => {
    const client = await clientOf(house);
    const told = await answerAs(client, question(house, generators.codeVerifier()), { do: "cancel" });
    expect(told).toMatchObject({ ...error, state: "s1" });
  });
});

describe("a request to sign in that cannot be right", () => {
  test.each([
    ["an unknown client", { client_id: "somebody-else" }],
    ["an address that is not registered", { redirect_uri: "http://localhost:3000/evil" }],
    ["a registered address with something added", { redirect_uri: `${BACK}/more` }],
  ])("%s is answered with a page, and nothing is sent anywhere", async (_, changes) => {
    for (const house of HOUSES) {
      const client = await clientOf(house);
      const answer = await fetch(client.authorizationUrl({ ...question(house, "v"), ...changes }), {
        redirect: "manual",
      });
      expect([answer.status, answer.headers.get("location")]).toEqual([400, null]);
    }
  });

  test.each<[string, House, Record<string, string | undefined>, string]>([
    ["another response type", "google", { response_type: "token" }, "unsupported_response_type"],
    ["no openid among the scopes", "google", { scope: "email" }, "invalid_scope"],
    ["an unknown scope", "facebook", { scope: "email user_friends" }, "invalid_scope"],
    ["an unknown parameter", "google", { colour: "red" }, "invalid_request"],
    ["a challenge in the clear", "google", { code_challenge_method: "plain" }, "invalid_request"],
    ["a method without a challenge", "google", { code_challenge: undefined }, "invalid_request"],
    ["a name asked of Apple without form_post", "apple", { response_mode: undefined }, "invalid_request"],
  ])("%s is told to the client", async (_, house, changes, error) => {
    const client = await clientOf(house);
    const sent = await fetch(client.authorizationUrl(question(house, "v", changes)), { redirect: "manual" });
    expect(await toldBy(sent)).toMatchObject({ error, state: "s1" });
  });

  test("a page that was answered is not answered twice", async () => {
    const client = await clientOf("google");
    const url = client.authorizationUrl(question("google", "v"));
    const { request = "" } = hiddenIn(await (await fetch(url)).text());
    const post = () =>
      fetch(url.split("?")[0] ?? "", {
        method: "POST",
        body: new URLSearchParams({ request, ...INES }),
        redirect: "manual",
      });
    expect((await post()).status).toBe(303);
    expect((await post()).status).toBe(400);
  });
});

describe("a code that cannot be right", () => {
  const verifier = generators.codeVerifier();
  const codeFrom = async (house: House) => {
    const client = await clientOf(house);
    return { client, code: (await answerAs(client, question(house, verifier), INES)).code };
  };
  const redeem = (client: Client, code: string | undefined, changes: Record<string, string | undefined> = {}) =>
    client.grant({ grant_type: "authorization_code", code, redirect_uri: BACK, code_verifier: verifier, ...changes });

  test.each<[string, Record<string, string | undefined>, string]>([
    ["an unknown code", { code: "made-up" }, "invalid_grant"],
    ["another address to go back to", { redirect_uri: "http://localhost:3000/other" }, "invalid_grant"],
    ["another verifier", { code_verifier: generators.codeVerifier() }, "invalid_grant"],
    ["no verifier", { code_verifier: undefined }, "invalid_grant"],
    ["another grant", { grant_type: "password" }, "unsupported_grant_type"],
  ])("%s", async (_, changes, error) => {
    const { client, code } = await codeFrom("google");
    await expect(redeem(client, code, changes)).rejects.toMatchObject({ error });
  });

  test("is good once, and a second try takes back what the first one gave", async () => {
    const { client, code } = await codeFrom("google");
    const tokens = await redeem(client, code);
    await expect(redeem(client, code)).rejects.toMatchObject({ error: "invalid_grant" });
    await expect(client.userinfo(tokens.access_token ?? "")).rejects.toMatchObject({ error: "invalid_token" });
  });

  test("is good for a minute", async () => {
    const { client, code } = await codeFrom("google");
    nowMs += 61_000;
    await expect(redeem(client, code)).rejects.toMatchObject({ error: "invalid_grant" });
  });

  test("of one house is nothing at another", async () => {
    const { code } = await codeFrom("google");
    await expect(redeem(await clientOf("apple"), code)).rejects.toMatchObject({ error: "invalid_grant" });
    await expect(redeem(await clientOf("facebook"), code)).rejects.toThrow("400");
  });

  test.each<[string, House, () => { client_id?: string; client_secret?: string }]>([
    ["a wrong secret", "google", () => ({ client_secret: "guessed" })],
    ["an unknown client", "google", () => ({ client_id: "somebody-else" })],
    ["a secret where a statement is due", "apple", () => ({ client_secret: "plain" })],
    ["a statement of another team", "apple", () => ({ client_secret: appleSecret({ iss: "OTHER" }) })],
    ["a statement for somebody else", "apple", () => ({ client_secret: appleSecret({ aud: "https://elsewhere" }) })],
    ["a statement that has run out", "apple", () => ({ client_secret: appleSecret({ exp: 1 }) })],
    [
      "a statement for ten years",
      "apple",
      () => ({ client_secret: appleSecret({ exp: Math.floor(nowMs / 1e3) + 3e8 }) }),
    ],
    ["a statement under another key", "apple", () => ({ client_secret: appleSecret({}, { kid: "OLD" }) })],
  ])("and a client that is not who it says: %s", async (_, house, changes) => {
    const { code } = await codeFrom(house);
    await expect(redeem(await clientOf(house, changes()), code)).rejects.toMatchObject({ error: "invalid_client" });
  });

  test("at Facebook is told in Facebook's words", async () => {
    const answer = await fetch(`${emulator.url("facebook")}/oauth/access_token`, {
      method: "POST",
      body: new URLSearchParams({
        client_id: "usher-facebook",
        client_secret: SECRET,
        grant_type: "authorization_code",
      }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { type: "OAuthException" } });
  });
});

test.each([
  ["GET", "/google/nowhere", 404],
  ["GET", "/wechat/authorize", 404],
  ["GET", "/apple/userinfo", 404],
  ["GET", "/google/token", 405],
  ["GET", "/google/userinfo", 401],
  ["GET", "/facebook/me", 400],
])("%s %s is refused with %i", async (method, path, status) => {
  const base = emulator.url("google").replace("/google", "");
  expect((await fetch(base + path, { method })).status).toBe(status);
});

test("it can be told to be down, and to fail a number of sign-ins", async () => {
  emulator.control.failNext(1);
  await expect(signIn("google")).rejects.toThrow();
  await signIn("google");
  emulator.control.down = true;
  await expect(clientOf("google")).rejects.toThrow("temporarily_unavailable");
});
