import type { IncomingMessage } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";

/** Hands a connection that asks to become a web socket to the app, byte for byte. */
export function passUpgradeOn(
  upstream: { readonly host: string; readonly port: number },
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const far = connect(upstream.port, upstream.host, () => {
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
      lines.push(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}`);
    }
    far.write(`${lines.join("\r\n")}\r\n\r\n`);
    if (head.length > 0) far.write(head);
    far.pipe(socket);
    socket.pipe(far);
  });
  const end = () => {
    far.destroy();
    socket.destroy();
  };
  for (const side of [far, socket]) {
    side.on("error", end);
    side.on("close", end);
  }
}
