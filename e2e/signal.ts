import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** `dead`: the phone shows bars, and nothing is answered. `none`: every connection breaks. */
export type Reception = "good" | "dead" | "none";

/** The signal between a browser and the product. Service workers go through it as pages do. */
export interface Signal {
  /** For a browser's `proxy` option. */
  readonly proxy: { readonly server: string; readonly bypass: string };
  become(reception: Reception): void;
  /** Has every page and the worker say `build` where they said `former`, as if a new version were out. Their policy goes, since it names them. */
  putOut(former: string, build: string, ofWorker?: (script: string) => string): void;
  close(): Promise<void>;
}

/** A forwarding proxy on loopback (RFC 9110, 9.3.6 for what is tunnelled) whose reception a test decides. */
export async function openSignal(start: Reception = "good"): Promise<Signal> {
  let reception = start;
  let rewrite: ((pathname: string, text: string) => string) | null = null;
  const sockets = new Set<Socket>();
  const held = new Set<Socket>();
  const keep = (socket: Socket) => {
    // A connection that serves several requests is kept once.
    if (sockets.has(socket)) return;
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
  };

  const server = createServer((asked: IncomingMessage, answer: ServerResponse) => {
    if (reception === "dead") return;
    const { pathname } = new URL(asked.url ?? "");
    const headers = { ...asked.headers };
    if (rewrite) for (const name of ["accept-encoding", "if-none-match"]) delete headers[name];
    const going = forward(asked.url ?? "", { method: asked.method, headers }, (came) => {
      const isPage = came.headers["content-type"]?.startsWith("text/html") || pathname === "/sw.js";
      if (rewrite && isPage) void passRewritten(came, answer, (text) => rewrite?.(pathname, text) ?? text);
      else {
        answer.writeHead(came.statusCode ?? 502, came.rawHeaders);
        came.pipe(answer);
      }
    });
    going.on("socket", keep);
    going.on("error", () => answer.destroy());
    asked.pipe(going);
  });
  server.on("connection", (socket) => {
    if (reception === "none") socket.destroy();
    else keep(socket);
  });
  server.on("connect", (asked: IncomingMessage, socket: Socket, head: Buffer) => {
    if (reception === "dead") {
      held.add(socket);
      return;
    }
    const [host = "", port = "80"] = (asked.url ?? "").split(":");
    const far = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      far.write(head);
      far.pipe(socket).pipe(far);
    });
    keep(far);
    far.on("close", () => socket.destroy());
    socket.on("close", () => far.destroy());
  });

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    // Chromium goes past a proxy to loopback unless it is told not to.
    proxy: { server: `http://127.0.0.1:${port}`, bypass: "<-loopback>" },
    become(next) {
      reception = next;
      if (next === "dead") {
        for (const socket of sockets) socket.pause();
        return;
      }
      // What hung while the signal was dead is tried again rather than waited for.
      for (const socket of [...sockets, ...held]) socket.destroy();
      held.clear();
    },
    putOut(former, build, ofWorker = (script) => script) {
      rewrite = (pathname, text) => {
        const ours = text.replaceAll(former, build);
        return pathname === "/sw.js" ? ofWorker(ours) : ours;
      };
    },
    async close() {
      for (const socket of [...sockets, ...held]) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function passRewritten(
  came: IncomingMessage,
  answer: ServerResponse,
  rewrite: (text: string) => string,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of came) parts.push(part as Buffer);
  const headers = { ...came.headers };
  for (const name of ["content-length", "content-security-policy", "etag", "transfer-encoding"]) delete headers[name];
  answer.writeHead(came.statusCode ?? 502, headers);
  answer.end(rewrite(Buffer.concat(parts).toString("utf8")));
}
