import { createServer, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import { close, listen } from "../http/http-server.ts";
import { PusherApp } from "./app.ts";
import { Connection } from "./connection.ts";
import { createPusherControl, type PusherControl } from "./control.ts";
import { hear } from "./conversation.ts";
import { serveRest } from "./rest.ts";
import type { PusherWebhook } from "./webhooks.ts";

/** One app and where to listen. Port 0 takes a free one. */
export interface PusherOptions {
  port: number;
  host?: string;
  appId: string;
  key: string;
  secret: string;
  webhooks?: PusherWebhook[];
  /** After how much silence a client is asked whether it is there. */
  activityTimeoutSeconds?: number;
  /** How long it may take to answer. */
  pongTimeoutSeconds?: number;
}

/** A Pusher Channels for one app. `port` is the real one once it has started. */
export interface PusherEmulator {
  start(): Promise<number>;
  stop(): Promise<void>;
  readonly port: number;
  readonly control: PusherControl;
}

const MAX_MESSAGE_BYTES = 64 * 1024;

/**
 * Pusher Channels on this machine: protocol 7 over WebSocket at `/app/:key` and the HTTP interface at `/apps/:id`, for pusher-js and
 * pusher. Encrypted channels pass through unread. What it does not know it refuses. Source: pusher.com/docs/channels.
 */
export function createPusherEmulator(options: PusherOptions): PusherEmulator {
  const app = new PusherApp(options.appId, { key: options.key, secret: options.secret }, options.webhooks ?? []);
  const idleMs = (options.activityTimeoutSeconds ?? 120) * 1000;
  const pongMs = (options.pongTimeoutSeconds ?? 30) * 1000;
  const control = createPusherControl(app);
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_MESSAGE_BYTES });
  const server = createServer((request, response) => {
    if (control.down) request.socket.destroy();
    else void serveRest(app, request, response);
  });
  server.on("upgrade", (request, wire, head) => {
    if (control.down) wire.end("HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
    else sockets.handleUpgrade(request, wire, head, (web) => greet(app, request, { web, wire }, idleMs / 1000));
  });
  let port = options.port;
  let sweep: NodeJS.Timeout | undefined;
  return {
    control,
    get port() {
      return port;
    },
    async start() {
      port = await listen(server, options.port, options.host ?? "127.0.0.1");
      sweep = setInterval(() => findSilent(app, idleMs, pongMs), Math.min(idleMs, pongMs) / 4);
      return port;
    },
    async stop() {
      clearInterval(sweep);
      app.delivery.clear();
      app.webhooks.stop();
      for (const connection of app.connections) connection.cut();
      if (server.listening) await close(server);
    },
  };
}

function greet(
  app: PusherApp,
  request: IncomingMessage,
  socket: { web: WebSocket; wire: Duplex },
  idleSeconds: number,
): void {
  const connection = new Connection(socket.web, socket.wire);
  socket.web.on("error", () => connection.cut());
  const refusal = refusalOf(app, request);
  if (refusal) {
    connection.refuse(...refusal);
    return;
  }
  app.connections.add(connection);
  socket.web.on("close", () => app.forget(connection));
  socket.web.on("message", (data, isBinary) => {
    if (isBinary) connection.refuse(4200, "Binary frames are not supported");
    else hear(app, connection, data.toString());
  });
  const data = JSON.stringify({ socket_id: connection.socketId, activity_timeout: idleSeconds });
  connection.tell({ event: "pusher:connection_established", data });
}

function refusalOf(app: PusherApp, request: IncomingMessage): [code: number, message: string] | undefined {
  const url = new URL(request.url ?? "/", "http://localhost");
  const [, key] = /^\/app\/([^/]+)$/.exec(url.pathname) ?? [];
  if (key === undefined) return [4005, "Path not found"];
  if (key !== app.token.key)
    return [4001, `App key ${key} not in this cluster. Did you forget to specify the cluster?`];
  const protocol = url.searchParams.get("protocol");
  if (protocol === null) return [4008, "No protocol version supplied"];
  if (!/^\d+$/.test(protocol)) return [4006, "Invalid protocol version"];
  if (Number(protocol) < 4 || Number(protocol) > 7) return [4007, "Unsupported protocol version"];
  return undefined;
}

/** Asks the silent whether they are there, and closes those who did not answer. One timer serves all sockets. */
function findSilent(app: PusherApp, idleMs: number, pongMs: number): void {
  const now = Date.now();
  for (const connection of app.connections) {
    const silentMs = now - connection.lastSeen;
    if (silentMs >= idleMs + pongMs) {
      connection.refuse(4201, "Pong reply not received");
    } else if (silentMs >= idleMs && !connection.wasPinged) {
      connection.wasPinged = true;
      connection.tell({ event: "pusher:ping", data: "{}" });
    }
  }
}
