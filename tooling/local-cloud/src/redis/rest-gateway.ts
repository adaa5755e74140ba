import { timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";
import { answerJson, BodyTooLarge, close, listen, readBody } from "../http/http-server.ts";
import { ErrorReply, type Reply, StatusReply } from "./resp.ts";
import { RedisUnreachable, RespConnection } from "./resp-connection.ts";
import { ScriptFlags } from "./script-flags.ts";

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** Where Redis is, what the client must show, where to listen. Port 0 takes a free one. */
export interface RedisRestOptions {
  redisUrl: string;
  token: string;
  port: number;
  host?: string;
}

/** A gateway that speaks Upstash's REST interface over a plain Redis. `url` is there once it has started. */
export interface RedisRestGateway {
  start(): Promise<string>;
  stop(): Promise<void>;
  readonly url: string;
}

const argument = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const command = z.array(argument).min(1);
const pipeline = z.array(command);

// They change the state of a connection, which all requests share here, or stall it.
const REFUSED = new Set(
  "AUTH BLMOVE BLMPOP BLPOP BRPOP BRPOPLPUSH BZMPOP BZPOPMAX BZPOPMIN CLIENT DISCARD EXEC HELLO MONITOR MULTI PSUBSCRIBE PSYNC PUNSUBSCRIBE QUIT RESET SELECT SHUTDOWN SSUBSCRIBE SUBSCRIBE SUNSUBSCRIBE SYNC UNSUBSCRIBE UNWATCH WAIT WATCH".split(
    " ",
  ),
);

/**
 * Redis over HTTP as Upstash offers it: `POST /` with one command, `/pipeline`, `/multi-exec`, a bearer token, and base64 when the
 * client asks for it with `Upstash-Encoding`. Commands in the path and subscriptions are refused.
 * Source: Upstash's REST API documentation and @upstash/redis 1.39.
 */
export function createRedisRestGateway(options: RedisRestOptions): RedisRestGateway {
  const host = options.host ?? "127.0.0.1";
  const redis = new RespConnection(options.redisUrl);
  const scripts = new ScriptFlags();
  let port = options.port;
  const server: Server = createServer((request, response) => {
    serve(request, response, { redis, scripts, token: options.token }).catch((error: unknown) =>
      refuse(response, error),
    );
  });
  return {
    get url() {
      return `http://${host}:${port}`;
    },
    async start() {
      port = await listen(server, options.port, host);
      return `http://${host}:${port}`;
    },
    async stop() {
      redis.close();
      if (server.listening) await close(server);
    },
  };
}

interface Gateway {
  redis: RespConnection;
  scripts: ScriptFlags;
  token: string;
}

/** A request that is answered with 400 and this sentence. */
class BadRequest extends Error {}

async function serve(request: IncomingMessage, response: ServerResponse, gateway: Gateway): Promise<void> {
  if (!bearsToken(request, gateway.token))
    return answerJson(response, 401, { error: "WRONGPASS invalid or missing auth token" });
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  if (request.method !== "POST") throw new BadRequest("ERR only POST is served here");
  const body = parseJson(await readBody(request, MAX_BODY_BYTES));
  const asBase64 = request.headers["upstash-encoding"] === "base64";
  if (path === "/") {
    const [reply = null] = await run(gateway, [read(command, body, "ERR failed to parse command")]);
    return answerJson(response, reply instanceof ErrorReply ? 400 : 200, toAnswer(reply, asBase64));
  }
  if (path !== "/pipeline" && path !== "/multi-exec") throw new BadRequest(`ERR no such path: ${path}`);
  const commands = read(pipeline, body, "ERR failed to parse pipeline request");
  if (commands.length === 0) throw new BadRequest("ERR empty pipeline request");
  const replies = path === "/pipeline" ? await run(gateway, commands) : await runTogether(gateway, commands);
  answerJson(
    response,
    200,
    replies.map((reply) => toAnswer(reply, asBase64)),
  );
}

async function run({ redis, scripts }: Gateway, commands: string[][]): Promise<Reply[]> {
  const allowed = commands.filter((one) => !refusal(one));
  const answers = allowed.length > 0 ? await redis.send(allowed.map((one) => scripts.translate(one))) : [];
  return commands.map((one) => {
    const refused = refusal(one);
    return refused ?? scripts.translateReply(one, answers.shift() ?? null);
  });
}

/** All commands in one transaction. One that Redis does not accept discards it whole. */
async function runTogether(gateway: Gateway, commands: string[][]): Promise<Reply[]> {
  const refused = commands.map(refusal).find((one) => one !== undefined);
  if (refused) throw new BadRequest(refused.message);
  const translated = commands.map((one) => gateway.scripts.translate(one));
  const replies = await gateway.redis.send([["MULTI"], ...translated, ["EXEC"]]);
  const outcome = replies.at(-1);
  if (Array.isArray(outcome))
    return outcome.map((reply, i) => gateway.scripts.translateReply(commands[i] ?? [], reply));
  const reason = replies.find((reply) => reply instanceof ErrorReply);
  throw new BadRequest(reason?.message ?? "EXECABORT Transaction discarded because of previous errors.");
}

function refusal([name = ""]: string[]): ErrorReply | undefined {
  return REFUSED.has(name.toUpperCase()) ? new ErrorReply(`ERR Command is not available: '${name}'`) : undefined;
}

function toAnswer(reply: Reply, asBase64: boolean): { result: unknown } | { error: string } {
  if (reply instanceof ErrorReply) return { error: reply.message };
  // The one word that stays plain, by Upstash's documentation; nested it is encoded like everything else.
  if (reply instanceof StatusReply && reply.text === "OK") return { result: "OK" };
  return { result: toJson(reply, asBase64) };
}

function toJson(reply: Reply, asBase64: boolean): unknown {
  if (Array.isArray(reply)) return reply.map((one) => toJson(one, asBase64));
  if (reply === null || typeof reply === "number") return reply;
  const bytes = Buffer.isBuffer(reply) ? reply : Buffer.from(reply instanceof StatusReply ? reply.text : reply.message);
  return bytes.toString(asBase64 ? "base64" : "utf8");
}

function bearsToken(request: IncomingMessage, token: string): boolean {
  const shown = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return shown.length === wanted.length && timingSafeEqual(shown, wanted);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequest("ERR failed to parse the request as JSON");
  }
}

function read<T>(shape: z.ZodType<T>, body: unknown, sentence: string): T {
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw new BadRequest(sentence);
  return parsed.data;
}

function refuse(response: ServerResponse, error: unknown): void {
  const [status, sentence] = describe(error);
  answerJson(response, status, { error: sentence });
}

function describe(error: unknown): [status: number, sentence: string] {
  if (error instanceof BadRequest) return [400, error.message];
  if (error instanceof BodyTooLarge) return [413, "ERR max request size exceeded"];
  if (error instanceof RedisUnreachable) return [503, `ERR ${error.message}`];
  return [500, "ERR the gateway failed"];
}
