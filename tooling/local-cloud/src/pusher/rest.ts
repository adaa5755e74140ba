import type { IncomingMessage, ServerResponse } from "node:http";
import { answer, answerJson, BodyTooLarge, readBody } from "../http/http-server.ts";
import type { PusherApp } from "./app.ts";
import type { RestCall } from "./rest-call.ts";
import { postBatch, postEvent } from "./rest-publishing.ts";
import { readChannel, readChannels, readUsers } from "./rest-reading.ts";
import { RestRefusal } from "./rest-refusal.ts";
import { signatureFault } from "./signatures.ts";

const MAX_BODY_BYTES = 512 * 1024;

const ROUTES: { method: string; path: RegExp; serve(call: RestCall): unknown }[] = [
  { method: "POST", path: /^\/events$/, serve: postEvent },
  { method: "POST", path: /^\/batch_events$/, serve: postBatch },
  { method: "GET", path: /^\/channels$/, serve: readChannels },
  { method: "GET", path: /^\/channels\/([^/]+)$/, serve: readChannel },
  { method: "GET", path: /^\/channels\/([^/]+)\/users$/, serve: readUsers },
  { method: "POST", path: /^\/users\/([^/]+)\/terminate_connections$/, serve: terminateConnections },
];

/** Serves the HTTP interface under `/apps/:id`. Errors are plain sentences, as Pusher's are. */
export async function serveRest(app: PusherApp, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    answerJson(response, 200, await route(app, request));
  } catch (error) {
    const [status, message] = describe(error);
    answer(response, status, "text/plain", message);
  }
}

function describe(error: unknown): [status: number, message: string] {
  if (error instanceof RestRefusal) return [error.status, error.message];
  if (error instanceof BodyTooLarge) return [413, "Request body too large"];
  return [500, "The emulator failed"];
}

async function route(app: PusherApp, request: IncomingMessage): Promise<unknown> {
  const [path = "/", search = ""] = (request.url ?? "/").split("?", 2);
  const [, appId, rest = ""] = /^\/apps\/([^/]+)(\/.*)$/.exec(path) ?? [];
  if (appId === undefined) throw new RestRefusal(404, "Not found");
  if (appId !== app.id) throw new RestRefusal(404, `No app with id ${appId}`);
  const query = readQuery(search);
  const body = await readBody(request, MAX_BODY_BYTES);
  const method = request.method ?? "GET";
  const fault = signatureFault(app.token, { method, path, query, body }, Math.floor(Date.now() / 1000));
  if (fault) throw new RestRefusal(401, fault);
  const known = ROUTES.filter((one) => one.path.test(rest));
  const found = known.find((one) => one.method === method);
  if (!found)
    throw new RestRefusal(known.length > 0 ? 405 : 404, known.length > 0 ? "Method not allowed" : "Not found");
  const parts = (found.path.exec(rest) ?? []).slice(1).map(decode);
  return found.serve({ app, query, body, parts });
}

/** The query with its values decoded; the SDK signs them so, and sends some of them unencoded. */
function readQuery(search: string): Map<string, string> {
  const pairs = search
    .split("&")
    .filter(Boolean)
    .map((pair): [string, string] => {
      const [name = "", ...value] = pair.split("=");
      return [decode(name), decode(value.join("="))];
    });
  return new Map(pairs);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new RestRefusal(400, "Malformed address");
  }
}

function terminateConnections({ app, parts: [userId] }: RestCall): Record<string, never> {
  for (const connection of app.connections) {
    if (connection.user?.id === userId) connection.refuse(4009, "You got disconnected by the app");
  }
  return {};
}
