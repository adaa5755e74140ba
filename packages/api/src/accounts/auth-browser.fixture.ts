import { generateKeyPairSync } from "node:crypto";
import { createOpenIdEmulator, type House } from "@usher/local-cloud";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import type { Services } from "../services.ts";
import { authOptions } from "./auth-options.ts";
import { addressForPost } from "./providers.ts";
import { BUYER_COOKIE, newBuyerCookie, readSession, SESSION_COOKIE } from "./sessions.ts";

const BASE = "http://localhost:3000";

/** The houses that sign people in, over HTTP, and the variables by which the product knows them. */
export async function openHouses(clock: () => number) {
  const team = generateKeyPairSync("ec", {
    namedCurve: "P-256",
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const back = (house: House) => [`${BASE}/api/auth/callback/${house}`];
  const emulator = createOpenIdEmulator({
    port: 0,
    clock,
    clients: {
      google: { clientId: "g", clientSecret: "google secret", redirectUris: back("google") },
      apple: { clientId: "a", teamId: "TEAM", keyId: "KEY", publicKey: team.publicKey, redirectUris: back("apple") },
      facebook: { clientId: "f", clientSecret: "facebook secret", redirectUris: back("facebook") },
    },
  });
  await emulator.start();
  const settings = {
    GOOGLE_CLIENT_ID: "g",
    GOOGLE_CLIENT_SECRET: "google secret",
    GOOGLE_ISSUER: emulator.url("google"),
    APPLE_CLIENT_ID: "a",
    APPLE_TEAM_ID: "TEAM",
    APPLE_KEY_ID: "KEY",
    // As it is written on one line.
    APPLE_PRIVATE_KEY: team.privateKey.replaceAll("\n", "\\n"),
    APPLE_ISSUER: emulator.url("apple"),
    FACEBOOK_CLIENT_ID: "f",
    FACEBOOK_CLIENT_SECRET: "facebook secret",
    FACEBOOK_DIALOG_URL: emulator.url("facebook"),
    FACEBOOK_GRAPH_URL: emulator.url("facebook"),
  };
  return { emulator, settings };
}

const unescaped = (text: string) => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
const hiddenIn = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name = "", value = ""]) => [
      name,
      unescaped(value),
    ]),
  );

/** What is typed at a house. */
export type Typed = Record<string, string>;

/**
 * A browser at the door: it keeps cookies, speaks to next-auth as the app's route does, and to a house over HTTP. `key` is its own
 * id, as `buyerKey` knows it.
 */
export class AuthBrowser {
  readonly #services: Services;
  readonly #cookies = new Map<string, string>();
  readonly key: string;

  constructor(services: Services) {
    this.#services = services;
    const { key, cookie } = newBuyerCookie(services.env.NEXTAUTH_SECRET);
    this.key = key;
    this.#cookies.set(BUYER_COOKIE, cookie);
  }

  /** Who is signed in here. */
  session() {
    return readSession(this.#services, this.#cookies.get(SESSION_COOKIE.pwa));
  }

  setCookie(line: string): void {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    const [name, value] = [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))];
    if (value === "" || /Max-Age=0/i.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }

  forget(name: string): void {
    this.#cookies.delete(name);
  }

  /** One request to next-auth. Returns where it sends the browser, or what it answers. */
  async ask(
    method: "GET" | "POST",
    path: string,
    given: Record<string, string> = {},
  ): Promise<{ to: string; body: unknown }> {
    const url = new URL(`${BASE}/api/auth/${path}`);
    const header = [...this.#cookies].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("; ");
    const options = await authOptions(this.#services, "pwa", { cookies: header, forwardedFor: "10.4.4.4" });
    const answer: { to: string; body: unknown } = { to: "", body: null };
    const request = {
      method,
      query: { ...Object.fromEntries(url.searchParams), nextauth: url.pathname.split("/").slice(3) },
      body: method === "POST" ? given : {},
      cookies: Object.fromEntries(this.#cookies),
      headers: { cookie: header, host: "localhost:3000" },
    };
    const response = {
      status: () => response,
      getHeader: () => [],
      setHeader: (name: string, value: string | string[]) => {
        if (name === "Set-Cookie") for (const line of [value].flat()) this.setCookie(line);
        if (name === "Location") answer.to = String(value);
        return response;
      },
      end: () => undefined,
      json: (body: { url?: string }) => {
        answer.to = body.url ?? "";
        answer.body = body;
      },
      send: (body: unknown) => {
        answer.body = body;
      },
    };
    await NextAuth(request as unknown as NextApiRequest, response as unknown as NextApiResponse, options);
    return answer;
  }

  async #post(path: string, given: Record<string, string>) {
    const { body } = await this.ask("GET", "csrf");
    const { csrfToken } = body as { csrfToken: string };
    return this.ask("POST", path, { ...given, csrfToken, json: "true" });
  }

  /** Signs in by a proof of one's own: a password, a code. Returns where one is sent. */
  async prove(way: string, proof: Record<string, string>): Promise<string> {
    return (await this.#post(`callback/${way}`, { ...proof, callbackUrl: "/account" })).to;
  }

  /** Begins at a house. Returns the address of its page. */
  async begin(house: House, callbackUrl = "/account"): Promise<string> {
    return (await this.#post(`signin/${house}`, { callbackUrl })).to;
  }

  /** Answers a house's page. Returns the address that the house sends the browser to. */
  async answer(page: string, typed: Typed): Promise<string> {
    const asked = await fetch(page);
    const { request = "" } = hiddenIn(await asked.text());
    const [action = ""] = page.split("?");
    const sent = await fetch(action, {
      method: "POST",
      body: new URLSearchParams({ request, do: "continue", ...typed }),
      redirect: "manual",
    });
    const location = sent.headers.get("location");
    if (location) return location;
    return addressForPost(BASE, "apple", String(new URLSearchParams(hiddenIn(await sent.text())))) ?? "";
  }

  /** Comes back from a house. Returns the page where it ends. */
  async comeBack(address: string): Promise<string> {
    const own = `${BASE}/api/auth/`;
    const { to } = await this.ask("GET", address.slice(own.length));
    return to.startsWith(own) ? this.comeBack(to) : to;
  }

  /** The whole way through a house. Returns where it ends. */
  async enter(house: House, typed: Typed, callbackUrl?: string): Promise<string> {
    return this.comeBack(await this.answer(await this.begin(house, callbackUrl), typed));
  }
}
