import { createServer, request as forward, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";

/** `dead`: the phone shows bars, and nothing is answered. `none`: every connection breaks. */
export type Reception = "good" | "dead" | "none";

/** The signal between a browser and the product. Service workers go through it as pages do. */
export interface Signal {
  /** For a browser's `proxy` option. */
  readonly proxy: { readonly server: string; readonly bypass: string };
  become(reception: Reception): void;
  close(): Promise<void>;
}

/** A forwarding proxy on loopback (RFC 9110, 9.3.6 for what is tunnelled) whose reception a test decides. */
export async function openSignal(start: Reception = "good"): Promise<Signal> {
  let reception = start;
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
    const going = forward(asked.url ?? "", { method: asked.method, headers: asked.headers }, (came) => {
      answer.writeHead(came.statusCode ?? 502, came.rawHeaders);
      came.pipe(answer);
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
    async close() {
      for (const socket of [...sockets, ...held]) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
