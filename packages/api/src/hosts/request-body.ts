import type { IncomingMessage } from "node:http";
import { TRPCError } from "@trpc/server";

/** A client whose body is refused may go on sending for so long before its connection is cut. */
const LINGER_SECONDS = 5;

/** Reads a body of at most `limit` bytes as text. Throws `tooLarge()` beyond, and when the client goes away. */
export function readText(request: IncomingMessage, limit: number, tooLarge: () => TRPCError): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else {
        request.off("data", onData);
        letFinish(request);
        reject(tooLarge());
      }
    };
    request.on("data", onData);
    request.once("end", () =>
      resolve(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString("utf8")),
    );
    request.once("error", reject);
    request.once("close", () => {
      if (!request.complete)
        reject(new TRPCError({ code: "CLIENT_CLOSED_REQUEST", message: "The request broke off." }));
    });
  });
}

/**
 * Throws away what a refused client still sends, for a while: cutting it off at once would reset the connection, and the
 * client would never read why it was refused.
 */
export function letFinish(request: IncomingMessage): void {
  if (request.complete) return;
  request.resume();
  const patience = setTimeout(() => request.destroy(), LINGER_SECONDS * 1000);
  patience.unref();
  request.once("close", () => clearTimeout(patience));
  request.once("end", () => clearTimeout(patience));
}
