import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { answer, answerJson, BodyTooLarge, close, listen, readBody } from "../http/http-server.ts";
import { Grants, type Person, type SignInRequest, subjectOf } from "./grants.ts";
import { HOUSE_RULES, HOUSES, type House, isClient, type OpenIdClients } from "./houses.ts";
import { choosePage, postBackPage, wrongPage } from "./pages.ts";
import { checkSignIn } from "./sign-in-request.ts";
import { halfHash, SigningKey } from "./signing.ts";

const ID_TOKEN_SECONDS = 600;
const ASKED_AT_MOST = 1_000;

/** Where to listen (port 0 for a free one), how browsers and servers reach it, and which clients are registered. */
export interface OpenIdOptions {
  port: number;
  host?: string;
  /** `http://localhost:<port>` when absent: an issuer is one text for everybody. */
  publicUrl?: string;
  clients: OpenIdClients;
  clock?: () => number;
}

/** Looks at who signed in, and makes the houses misbehave. */
export interface OpenIdControl {
  /** True answers everything with 503. */
  down: boolean;
  /** How many of the next codes will be answered with 500. */
  readonly toFail: number;
  failNext(count: number): void;
  behave(): void;
  /** Who signed in at a house, latest first. */
  people(house: House): readonly Person[];
  forgetPeople(): void;
}

/** A house that signs people in: Google, Apple and Facebook under one port. `port` and `url` are the real ones once it has started. */
export interface OpenIdEmulator {
  start(): Promise<number>;
  stop(): Promise<void>;
  readonly port: number;
  /** Where a house is: an issuer, or what stands before Facebook's paths. */
  url(house: House): string;
  readonly control: OpenIdControl;
}

/**
 * Signs in whoever one says one is, over the same endpoints and with the same refusals as the three: discovery, authorization, token
 * with client secret and PKCE, keys, user info; Apple's form post and signed client secret; Facebook's dialog and graph.
 */
export function createOpenIdEmulator(options: OpenIdOptions): OpenIdEmulator {
  const emulator = new Emulator(options);
  const server = createServer((request, response) => {
    emulator.serve(request, response).catch((error: unknown) => {
      const status = error instanceof BodyTooLarge ? 413 : 500;
      if (!response.headersSent) answerJson(response, status, { error: "server_error" });
    });
  });
  return {
    control: emulator,
    get port() {
      return emulator.port;
    },
    url: (house) => emulator.issuer(house),
    async start() {
      emulator.port = await listen(server, options.port, options.host ?? "127.0.0.1");
      return emulator.port;
    },
    async stop() {
      if (server.listening) await close(server);
    },
  };
}

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

class Emulator implements OpenIdControl {
  down = false;
  toFail = 0;
  port: number;
  readonly #options: OpenIdOptions;
  readonly #nowMs: () => number;
  readonly #grants: Grants;
  readonly #key = new SigningKey();
  readonly #asked = new Map<string, SignInRequest>();
  readonly #people = new Map<string, Person>();

  constructor(options: OpenIdOptions) {
    this.#options = options;
    this.port = options.port;
    this.#nowMs = options.clock ?? Date.now;
    this.#grants = new Grants(this.#nowMs);
  }

  failNext(count: number): void {
    this.toFail = Math.max(0, Math.trunc(count));
  }

  behave(): void {
    this.down = false;
    this.toFail = 0;
  }

  people(house: House): readonly Person[] {
    const own = [...this.#people].filter(([key]) => key.startsWith(`${house} `));
    return own.map(([, person]) => person).toReversed();
  }

  forgetPeople(): void {
    this.#people.clear();
  }

  issuer(house: House): string {
    return `${this.#options.publicUrl ?? `http://localhost:${this.port}`}/${house}`;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.down) return answerJson(response, 503, { error: "temporarily_unavailable" });
    const url = new URL(request.url ?? "/", "http://localhost");
    const [, first = "", ...rest] = url.pathname.split("/");
    const house = HOUSES.find((one) => one === first && this.#options.clients[one]);
    const routes = house ? this.#routes(house) : {};
    const path = `/${rest.join("/")}`;
    const handler = routes[`${request.method} ${path}`];
    if (handler) return handler(request, response, url);
    const isKnown = ["GET", "POST"].some((method) => routes[`${method} ${path}`]);
    answerJson(response, isKnown ? 405 : 404, { error: isKnown ? "method_not_allowed" : "not_found" });
  }

  #routes(house: House): Record<string, Handler> {
    const ask: Handler = (_, response, url) => this.#ask(house, response, url);
    const decide: Handler = (request, response) => this.#decide(house, request, response);
    const token: Handler = (request, response) => this.#token(house, request, response);
    if (house === "facebook")
      return {
        "GET /v11.0/dialog/oauth": ask,
        "POST /v11.0/dialog/oauth": decide,
        "POST /oauth/access_token": token,
        "GET /me": (request, response, url) => this.#graph(request, response, url),
      };
    const routes: Record<string, Handler> = {
      "GET /.well-known/openid-configuration": (_, response) => answerJson(response, 200, this.#discovery(house)),
      "GET /keys": (_, response) => answerJson(response, 200, { keys: [this.#key.jwk()] }),
      "GET /authorize": ask,
      "POST /authorize": decide,
      "POST /token": token,
    };
    if (house === "google") routes["GET /userinfo"] = (request, response) => this.#userinfo(house, request, response);
    return routes;
  }

  #discovery(house: House) {
    const issuer = this.issuer(house);
    const isApple = house === "apple";
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      ...(isApple ? {} : { userinfo_endpoint: `${issuer}/userinfo` }),
      response_types_supported: ["code"],
      response_modes_supported: isApple ? ["form_post"] : ["query"],
      subject_types_supported: [isApple ? "pairwise" : "public"],
      id_token_signing_alg_values_supported: ["RS256"],
      scopes_supported: HOUSE_RULES[house].scopes,
      token_endpoint_auth_methods_supported: isApple
        ? ["client_secret_post"]
        : ["client_secret_post", "client_secret_basic"],
      code_challenge_methods_supported: ["S256"],
    };
  }

  #ask(house: House, response: ServerResponse, url: URL): void {
    const checked = checkSignIn(house, this.#options.clients, url.searchParams);
    if (checked.kind === "shown") showPage(response, 400, wrongPage(house, checked.message));
    else if (checked.kind === "sentBack")
      sendBack(response, checked.to, { error: checked.error, error_description: checked.description });
    else showPage(response, 200, choosePage(checked.request, this.#remember(checked.request), this.people(house)));
  }

  /** Keeps a request until it is answered. Returns its id. */
  #remember(request: SignInRequest): string {
    const id = randomUUID();
    this.#asked.set(id, request);
    const [oldest] = this.#asked.keys();
    if (this.#asked.size > ASKED_AT_MOST && oldest) this.#asked.delete(oldest);
    return id;
  }

  async #decide(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await readBody(request, 10_000));
    const id = form.get("request") ?? "";
    const asked = this.#asked.get(id);
    if (asked?.house !== house)
      return showPage(response, 400, wrongPage(house, "This was answered already. Begin again."));
    this.#asked.delete(id);
    if (form.get("do") === "cancel") return sendBack(response, asked, HOUSE_RULES[house].cancelled);
    const person = this.#chosen(house, form);
    if (!person) return showPage(response, 400, wrongPage(house, "Give a name or an address."));
    const key = `${house} ${person.subject}`;
    this.#people.delete(key);
    this.#people.set(key, person);
    sendBack(response, asked, { code: this.#grants.grant(asked, person) });
  }

  #chosen(house: House, form: URLSearchParams): Person | undefined {
    const known = form.get("subject");
    if (known !== null) return this.#people.get(`${house} ${known}`);
    const [name, email] = [(form.get("name") ?? "").trim(), (form.get("email") ?? "").trim()];
    if (!name && !email) return undefined;
    const isVerified = email !== "" && form.get("verified") === "yes";
    return { subject: subjectOf(house, email || name), name, email: email || null, isVerified };
  }

  async #token(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await readBody(request, 20_000));
    const refuse = (status: number, error: string, description: string) =>
      house === "facebook"
        ? answerJson(response, 400, { error: { message: description, type: "OAuthException", code: 100 } })
        : answerJson(response, status, { error, error_description: description });
    if (this.toFail > 0) {
      this.toFail -= 1;
      return answerJson(response, 500, { error: "server_error" });
    }
    const client = readClient(request, form, house);
    if (!isClient(this.#options.clients, house, client, this.issuer(house), this.#nowMs()))
      return refuse(401, "invalid_client", "The client is not known here, or its secret is wrong");
    if (form.get("grant_type") !== "authorization_code")
      return refuse(400, "unsupported_grant_type", "Only authorization_code is offered");
    const redeemed = this.#grants.redeem(house, client.id, {
      code: form.get("code") ?? "",
      redirectUri: form.get("redirect_uri") ?? "",
      verifier: form.get("code_verifier"),
    });
    if (typeof redeemed === "string") return refuse(400, "invalid_grant", redeemed);
    const { accessToken, expiresIn, request: asked, person } = redeemed;
    const granted = { access_token: accessToken, token_type: "Bearer", expires_in: expiresIn };
    if (house === "facebook") return answerJson(response, 200, { ...granted, token_type: "bearer" });
    const issuedAt = Math.floor(this.#nowMs() / 1_000);
    const idToken = this.#key.sign({
      iss: this.issuer(house),
      aud: client.id,
      iat: issuedAt,
      exp: issuedAt + ID_TOKEN_SECONDS,
      at_hash: halfHash(accessToken),
      ...(asked.nonce === null ? {} : { nonce: asked.nonce }),
      ...claimsOf(house, person, asked.scopes),
    });
    answerJson(response, 200, { ...granted, id_token: idToken, scope: asked.scopes.join(" ") });
  }

  #userinfo(house: House, request: IncomingMessage, response: ServerResponse): void {
    const access = this.#grants.access(house, bearerOf(request));
    if (!access) {
      response.setHeader("www-authenticate", 'Bearer error="invalid_token"');
      answerJson(response, 401, { error: "invalid_token", error_description: "The access token opens nothing" });
    } else answerJson(response, 200, claimsOf(house, access.person, access.scopes));
  }

  #graph(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const refuse = (message: string, code: number) =>
      answerJson(response, 400, { error: { message, type: "OAuthException", code } });
    const access = this.#grants.access("facebook", bearerOf(request));
    const fields = (url.searchParams.get("fields") ?? "id,name").split(",");
    const unknown = fields.find((field) => !["id", "name", "email"].includes(field));
    if (!access) refuse("Invalid OAuth access token.", 190);
    else if (unknown) refuse(`Tried accessing nonexisting field (${unknown})`, 100);
    else {
      const { subject, name, email } = access.person;
      const sharesEmail = email !== null && access.scopes.includes("email");
      const all: Record<string, string> = { id: subject, name, ...(sharesEmail ? { email } : {}) };
      answerJson(response, 200, Object.fromEntries(Object.entries(all).filter(([field]) => fields.includes(field))));
    }
  }
}

function claimsOf(house: House, { subject, name, email, isVerified }: Person, scopes: readonly string[]) {
  const sharesEmail = email !== null && scopes.includes("email");
  // Apple writes truth as a text, and tells the name only to the form that it posts back the first time.
  const verified = house === "apple" ? String(isVerified) : isVerified;
  return {
    sub: subject,
    ...(sharesEmail ? { email, email_verified: verified } : {}),
    ...(house === "google" && scopes.includes("profile") ? { name } : {}),
  };
}

/** Who calls the token endpoint: by the header, where that is offered, else by the body. */
function readClient(request: IncomingMessage, form: URLSearchParams, house: House): { id: string; secret: string } {
  const [, basic] = /^Basic (.+)$/i.exec(request.headers.authorization ?? "") ?? [];
  if (basic === undefined || house !== "google")
    return { id: form.get("client_id") ?? "", secret: form.get("client_secret") ?? "" };
  const [id = "", secret = ""] = Buffer.from(basic, "base64").toString("utf8").split(":");
  const plain = (text: string) => decodeURIComponent(text.replaceAll("+", " "));
  return { id: plain(id), secret: plain(secret) };
}

const bearerOf = ({ headers }: IncomingMessage) => /^Bearer (.+)$/i.exec(headers.authorization ?? "")?.[1] ?? "";

/** Sends an answer back the way the client asked for. */
function sendBack(response: ServerResponse, request: SignInRequest, given: Readonly<Record<string, string>>): void {
  const whole = { ...given, ...(request.state === null ? {} : { state: request.state }) };
  if (request.isPostedBack) showPage(response, 200, postBackPage(request.redirectUri, whole));
  else {
    const to = new URL(request.redirectUri);
    for (const [name, value] of Object.entries(whole)) to.searchParams.set(name, value);
    response.writeHead(303, { location: to.href, "cache-control": "no-store" }).end();
  }
}

const showPage = (response: ServerResponse, status: number, page: string) =>
  answer(response, status, "text/html; charset=utf-8", page);
