import { randomBytes } from "node:crypto";
import {
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as openRequest,
  type ServerResponse,
} from "node:http";
import { pipeline } from "node:stream/promises";
import { chooseEncoding, isPackable, pack, packingStream, WORTH_PACKING_BYTES } from "./compression.ts";
import { contentPolicy, inlineHashes, type PolicyOptions, workerPolicy } from "./content-policy.ts";
import { type Forwarded, forwardedHeaders, withoutHops } from "./forwarding.ts";
import type { HeadScript } from "./head-script.ts";
import { confirmNow, isConfirmed, type KeptPage, type KeptPages } from "./kept-pages.ts";
import { letFinish } from "./request-body.ts";
import { UNAVAILABLE_PAGE } from "./unavailable-page.ts";

/** The app behind the front server. */
export interface Upstream {
  readonly host: string;
  readonly port: number;
  /** How long it may be silent. */
  readonly patienceSeconds: number;
  readonly agent: Agent;
  readonly kept: KeptPages;
  readonly policy: PolicyOptions;
  readonly headScript?: HeadScript;
  /** How long a page stands before the app is asked again; absent, it is asked each time. */
  readonly sharedPages?: SharedPages;
}

/**
 * What is known of an app's pages that were rendered ahead of time: who gets which of them depends on the address, the languages the
 * browser asks for, and these cookies, and on nothing else. Then one answer stands for all who ask alike for a moment.
 */
export interface SharedPages {
  readonly cookies: readonly string[];
  readonly standMs: number;
}

/** A page rendered ahead of time beyond this size is not served: its scripts could not be vouched for in bounded memory. */
const PAGE_LIMIT = 8 * 1024 * 1024;
/** Files whose address names their content, up to this size, are kept packed. */
const FILE_LIMIT = 2 * 1024 * 1024;

/**
 * Passes one request on to the app and its answer back. Pages that Next rendered ahead of time carry inline scripts that no nonce can reach, so they
 * are read whole and their scripts named by hash; other pages get a nonce, which Next reads from the policy in the request.
 */
export async function passOn(
  upstream: Upstream,
  request: IncomingMessage,
  response: ServerResponse,
  who: Omit<Forwarded, "policy" | "etag">,
): Promise<void> {
  const key = keyOf(request);
  const kept = key ? upstream.kept.get(key) : undefined;
  if (kept && isImmutable(kept)) return sendKept(request, response, kept);
  const { sharedPages } = upstream;
  const asker = sharedPages ? askerOf(request, sharedPages) : "";
  if (kept && sharedPages && isConfirmed(kept, asker, sharedPages.standMs)) return sendKept(request, response, kept);
  const policy = await policyWithNonce(upstream);
  const headers = forwardedHeaders(request, { ...who, policy, etag: kept?.etag });
  const answer = await ask(upstream, request, headers).catch(() => undefined);
  if (!answer) return sendUnavailable(request, response, upstream.policy);
  response.once("close", () => answer.destroy());
  if (kept && answer.statusCode === 304) {
    answer.resume();
    confirmNow(kept, asker);
    return sendKept(request, response, kept);
  }
  if (key && isKeepable(answer)) return keepAndSend(upstream, { key, asker }, request, response, answer);
  await stream(request, response, answer, {
    ...withoutHops(answer.headers),
    ...policyFor(answer, upstream.policy, policy),
  });
}

/** For a page that is made on request: a nonce, which the app puts on its scripts and styles, and the script that it puts none on. */
async function policyWithNonce({ policy, headScript }: Upstream): Promise<string> {
  const nonce = `'nonce-${randomBytes(16).toString("base64")}'`;
  return contentPolicy(policy, { scripts: [nonce, ...((await headScript?.sources()) ?? [])], styles: [nonce] });
}

function ask(upstream: Upstream, request: IncomingMessage, headers: OutgoingHttpHeaders): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { host, port, agent, patienceSeconds } = upstream;
    const out = openRequest({ host, port, agent, method: request.method, path: request.url, headers });
    out.setTimeout(patienceSeconds * 1000, () => out.destroy(new Error("The app did not answer.")));
    out.once("error", reject);
    out.once("response", (answer) => {
      // An answer may come before the body has been read; the rest of the body is then nobody's.
      answer.once("end", () => {
        request.unpipe(out);
        letFinish(request);
      });
      resolve(answer);
    });
    request.once("close", () => {
      if (!request.complete) out.destroy();
    });
    request.pipe(out);
  });
}

/** The address under which an answer may be kept: plain GETs of pages and files, not of React's partial payloads. */
function keyOf(request: IncomingMessage): string | undefined {
  const { headers, method, url = "" } = request;
  if (method !== "GET" || headers.range || headers.rsc || headers["next-action"] || url.startsWith("/api/"))
    return undefined;
  return `${headers.host} ${url}`;
}

/** What the app chooses an answer by, besides the address. */
function askerOf({ headers }: IncomingMessage, { cookies }: SharedPages): string {
  const sent = (headers.cookie ?? "").split("; ").filter((pair) => cookies.includes(pair.split("=", 1)[0] ?? ""));
  return [headers["accept-language"] ?? "", ...sent.sort()].join("\n");
}

function isKeepable(answer: IncomingMessage): boolean {
  const { headers, statusCode } = answer;
  if (isAheadPage(answer)) return true;
  const size = Number(headers["content-length"] ?? Number.POSITIVE_INFINITY);
  return statusCode === 200 && isImmutable({ headers }) && isPackable(headers["content-type"]) && size <= FILE_LIMIT;
}

/** Next marks what it rendered ahead of time; such a page has no nonce in it. */
function isAheadPage({ headers }: IncomingMessage): boolean {
  if (!isHtml(headers["content-type"])) return false;
  const isShared = String(headers["cache-control"] ?? "").includes("s-maxage");
  return Boolean(headers["x-nextjs-prerender"] ?? headers["x-nextjs-cache"]) || isShared;
}

function isImmutable({ headers }: { headers: Record<string, string | string[] | undefined> }): boolean {
  return String(headers["cache-control"] ?? "").includes("immutable");
}

async function keepAndSend(
  upstream: Upstream,
  { key, asker }: { readonly key: string; readonly asker: string },
  request: IncomingMessage,
  response: ServerResponse,
  answer: IncomingMessage,
): Promise<void> {
  const body = await readWhole(answer);
  if (!body) return sendUnavailable(request, response, upstream.policy);
  const { "content-length": _, ...headers } = withoutHops(answer.headers);
  const type = answer.headers["content-type"];
  const ofPage = isHtml(type) ? contentPolicy(upstream.policy, inlineHashes(body.toString("utf8"))) : undefined;
  const policy = isScript(type) ? workerPolicy(upstream.policy) : ofPage;
  const page: KeptPage = {
    etag: String(answer.headers.etag ?? ""),
    headers: { ...headers, ...(policy ? { "content-security-policy": policy } : {}) },
    body,
    packed: new Map(),
    confirmedAt: new Map(),
  };
  confirmNow(page, asker);
  const isForAll = answer.statusCode === 200 && !answer.headers["set-cookie"] && (page.etag || isImmutable(page));
  if (isForAll) upstream.kept.set(key, page);
  await sendKept(request, response, page, answer.statusCode);
}

async function readWhole(answer: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += chunk.length;
    if (size > PAGE_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function sendKept(
  request: IncomingMessage,
  response: ServerResponse,
  page: KeptPage,
  status = 200,
): Promise<void> {
  if (page.etag && status === 200 && namesTag(request.headers["if-none-match"], page.etag)) {
    const { "content-security-policy": _policy, "content-type": _type, ...headers } = page.headers;
    response.writeHead(304, headers).end();
    return;
  }
  const encoding =
    page.body.length >= WORTH_PACKING_BYTES ? chooseEncoding(request.headers["accept-encoding"]) : undefined;
  let body = page.body;
  if (encoding) {
    body = page.packed.get(encoding) ?? (await pack(page.body, encoding, "thorough"));
    page.packed.set(encoding, body);
  }
  response.writeHead(status, { ...packedHeaders(page.headers, encoding), "content-length": body.length });
  response.end(body);
}

async function stream(
  request: IncomingMessage,
  response: ServerResponse,
  answer: IncomingMessage,
  headers: Record<string, string | string[]>,
): Promise<void> {
  const { statusCode = 502 } = answer;
  const length = Number(answer.headers["content-length"] ?? Number.POSITIVE_INFINITY);
  const isWhole =
    request.method !== "HEAD" && ![204, 206, 304].includes(statusCode) && !answer.headers["content-encoding"];
  const isWorth = isWhole && length >= WORTH_PACKING_BYTES && isPackable(answer.headers["content-type"]);
  const encoding = isWorth ? chooseEncoding(request.headers["accept-encoding"]) : undefined;
  response.writeHead(statusCode, packedHeaders(headers, encoding));
  try {
    if (encoding) await pipeline(answer, packingStream(encoding), response);
    else await pipeline(answer, response);
  } catch {
    // Either side went away in the middle; there is nobody left to tell.
    response.destroy();
  }
}

/** Packed bytes are another representation: the tag becomes a weak one, and the length is not known any more. */
function packedHeaders(headers: Record<string, string | string[]>, encoding: string | undefined) {
  if (!encoding) return headers;
  const { "content-length": _, etag, vary, ...rest } = headers;
  const tag = etag === undefined ? {} : { etag: weak(String(etag)) };
  return {
    ...rest,
    ...tag,
    vary: [vary, "accept-encoding"].flat().filter(Boolean).join(", "),
    "content-encoding": encoding,
  };
}

function policyFor(answer: IncomingMessage, options: PolicyOptions, withNonce: string): Record<string, string> {
  const type = answer.headers["content-type"];
  // The policy of a page that the browser already has belongs to that page's bytes.
  if (answer.statusCode === 304) return {};
  if (isHtml(type)) return { "content-security-policy": withNonce };
  return isScript(type) ? { "content-security-policy": workerPolicy(options) } : {};
}

function sendUnavailable(request: IncomingMessage, response: ServerResponse, policy: PolicyOptions): void {
  letFinish(request);
  if (response.headersSent) return void response.destroy();
  const isPage = String(request.headers.accept ?? "").includes("text/html");
  const body = isPage ? UNAVAILABLE_PAGE : JSON.stringify({ error: "The app cannot be reached just now." });
  response.writeHead(502, {
    "content-type": isPage ? "text/html; charset=utf-8" : "application/json",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "retry-after": "5",
    "content-security-policy": contentPolicy(policy),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}

function namesTag(offered: string | undefined, etag: string): boolean {
  return offered?.split(",").some((tag) => tag.trim() === "*" || weak(tag.trim()) === weak(etag)) ?? false;
}

function weak(etag: string): string {
  return etag.startsWith("W/") ? etag : `W/${etag}`;
}

function isHtml(contentType: string | undefined): boolean {
  return /^(text\/html|application\/xhtml)/i.test(contentType ?? "");
}

/** What can itself run code in a browser: scripts (a worker's policy comes with its script) and drawings. */
function isScript(contentType: string | undefined): boolean {
  return /^((text|application)\/javascript|image\/svg)/i.test(contentType ?? "");
}
