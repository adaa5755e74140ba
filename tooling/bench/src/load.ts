import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** Some kept-alive connections to one server, each asking again as soon as it is answered. */
export interface Load {
  /** Asks for `ms`; returns how many were answered and in what time. Throws for an answer other than 200. */
  run(ms: number): Promise<{ answered: number; seconds: number }>;
  /** Asks once, with this very request, and returns the answer's body. */
  ask(request: string): Promise<string>;
  close(): void;
}

/**
 * Opens connections to `127.0.0.1:port`. It speaks HTTP/1.1 on bare sockets, since a client that costs more than the server
 * would measure itself; servers must answer with `content-length`.
 */
export async function openLoad(port: number, connections: number, nextRequest: () => string): Promise<Load> {
  const sockets = Array.from({ length: connections }, () => connect({ port, host: "127.0.0.1", noDelay: true }));
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  const askers = sockets.map(createAsker);
  return {
    async run(ms) {
      const startedMs = performance.now();
      const endsMs = startedMs + ms;
      let answered = 0;
      await Promise.all(
        askers.map(async (ask) => {
          while (performance.now() < endsMs) {
            await ask(nextRequest());
            answered++;
          }
        }),
      );
      return { answered, seconds: (performance.now() - startedMs) / 1_000 };
    },
    ask: (request) => (askers[0] as ReturnType<typeof createAsker>)(request),
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function createAsker(socket: Socket): (request: string) => Promise<string> {
  let waiting: PromiseWithResolvers<string> | undefined;
  let received = "";
  socket.setEncoding("latin1");
  socket.on("data", (piece: string) => {
    received += piece;
    const headEnd = received.indexOf("\r\n\r\n");
    if (headEnd < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(received)?.[1] ?? Number.NaN);
    if (received.length < headEnd + 4 + length) return;
    const answer = received;
    received = "";
    if (answer.startsWith("HTTP/1.1 200 ")) waiting?.resolve(answer.slice(headEnd + 4));
    else
      waiting?.reject(new Error(`A server of the bench refused: ${answer.slice(0, 12)} ${answer.slice(headEnd + 4)}`));
  });
  let isLost = false;
  const lost = () => {
    isLost = true;
    waiting?.reject(new Error("A server of the bench closed a connection"));
  };
  socket.on("error", lost);
  socket.on("close", lost);
  return (request) => {
    waiting = Promise.withResolvers<string>();
    if (isLost) lost();
    else socket.write(request, "latin1");
    return waiting.promise;
  };
}
