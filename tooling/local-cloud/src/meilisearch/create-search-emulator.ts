import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { answerJson, BodyTooLarge, close, listen, readBody } from "../http/http-server.ts";
import { Engine } from "./engine.ts";
import { notHere, SearchRefusal } from "./refusal.ts";
import { type Call, route } from "./routes.ts";

/** Where to listen, and the one key. Port 0 takes a free one. */
export interface SearchOptions {
  readonly port: number;
  readonly host?: string;
  readonly masterKey: string;
}

/** What its operator can do to it. */
export interface SearchControl {
  /** Every connection is cut, as if there were no engine. */
  down: boolean;
  /** How long each answer and each task waits. */
  delayMs: number;
  /** Every index is gone, as after a loss of its disk. */
  forget(): void;
  behave(): void;
}

/** A Meilisearch. `port` is the real one once it has started. */
export interface SearchEmulator {
  start(): Promise<number>;
  stop(): Promise<void>;
  readonly port: number;
  readonly control: SearchControl;
}

const MOST_BYTES = 100 * 1024 * 1024;

/**
 * Meilisearch's HTTP interface, in memory: indexes, settings, documents, search, facets and tasks, for the client
 * `meilisearch`. It finds and orders much as the engine does, by the same rules of ranking. What it does not know it refuses. Source:
 * meilisearch.com/docs/reference/api.
 */
export function createSearchEmulator(options: SearchOptions): SearchEmulator {
  let engine = new Engine();
  let isDown = false;
  let delayMs = 0;
  const control: SearchControl = {
    get down() {
      return isDown;
    },
    set down(next) {
      isDown = next;
    },
    get delayMs() {
      return delayMs;
    },
    set delayMs(next) {
      delayMs = next;
      engine.tasks.delayMs = next;
    },
    forget() {
      engine = new Engine();
      engine.tasks.delayMs = delayMs;
    },
    behave() {
      control.down = false;
      control.delayMs = 0;
    },
  };
  const server = createServer((request, response) => {
    if (isDown) request.socket.destroy();
    else setTimeout(() => void serve(engine, options.masterKey, request, response), delayMs);
  });
  let port = options.port;
  return {
    control,
    get port() {
      return port;
    },
    async start() {
      port = await listen(server, options.port, options.host ?? "127.0.0.1");
      return port;
    },
    async stop() {
      if (server.listening) await close(server);
    },
  };
}

async function serve(
  engine: Engine,
  masterKey: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const call = await readCall(masterKey, request);
    const { status = 200, body } = route(engine, call);
    if (body === undefined) response.writeHead(status).end();
    else answerJson(response, status, body);
  } catch (error) {
    if (error instanceof SearchRefusal) answerJson(response, error.status, error);
    else if (error instanceof BodyTooLarge)
      answerJson(
        response,
        413,
        new SearchRefusal(413, "payload_too_large", "The provided payload reached the size limit."),
      );
    else answerJson(response, 500, new SearchRefusal(500, "internal", String(error), "internal"));
  }
}

async function readCall(masterKey: string, request: IncomingMessage): Promise<Call> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const method = request.method ?? "GET";
  const path = url.pathname.split("/").filter(Boolean).map(decodeURIComponent);
  if (path.join("/") !== "health") checkKey(masterKey, request.headers.authorization);
  const text = await readBody(request, MOST_BYTES);
  return { method, path, params: url.searchParams, body: bodyOf(method, request.headers["content-type"], text) };
}

function checkKey(masterKey: string, authorization: string | undefined): void {
  if (authorization === undefined)
    throw new SearchRefusal(
      401,
      "missing_authorization_header",
      "The Authorization header is missing. It must use the bearer authorization method.",
      "auth",
    );
  const [given, wanted] = [Buffer.from(authorization), Buffer.from(`Bearer ${masterKey}`)];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new SearchRefusal(403, "invalid_api_key", "The provided API key is invalid.", "auth");
}

function bodyOf(method: string, type: string | undefined, text: string): unknown {
  if (method === "GET" || method === "DELETE") return undefined;
  const [media = ""] = (type ?? "").split(";");
  if (/^(application\/x-ndjson|text\/csv)$/.test(media)) throw notHere(`documents in ${media}`);
  if (media !== "application/json")
    throw new SearchRefusal(
      415,
      "invalid_content_type",
      `The Content-Type \`${media}\` is invalid. Accepted values for the Content-Type header are: \`application/json\``,
    );
  if (text === "") throw new SearchRefusal(400, "missing_payload", "A json payload is missing.");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SearchRefusal(400, "malformed_payload", `The json payload provided is malformed: ${String(error)}`);
  }
}
