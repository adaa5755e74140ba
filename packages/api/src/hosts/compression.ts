import { promisify } from "node:util";
import zlib from "node:zlib";

/** The encodings we write. */
export type Encoding = "br" | "gzip";

/** Below this, headers and the cost of packing outweigh what is saved. */
export const WORTH_PACKING_BYTES = 1400;

const packGzip = promisify(zlib.gzip);
const packBrotli = promisify(zlib.brotliCompress);

/** Picks the best encoding that `Accept-Encoding` allows; undefined sends the bytes as they are. */
export function chooseEncoding(accepted: string | undefined): Encoding | undefined {
  if (!accepted) return undefined;
  const allowed = new Set<string>();
  for (const entry of accepted.toLowerCase().split(",")) {
    const [name = "", ...parameters] = entry.split(";").map((part) => part.trim());
    const isRefused = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
    if (!isRefused) allowed.add(name);
  }
  if (allowed.has("br")) return "br";
  return allowed.has("gzip") ? "gzip" : undefined;
}

/** Whether a type shrinks when packed: text, scripts, JSON, charts, fonts that are not packed already. */
export function isPackable(contentType: string | undefined): boolean {
  return /^(text\/(?!event-stream)|application\/(json|javascript|manifest\+json|xml|wasm|vnd\.usher\.chart|[\w.]+\+json)|image\/svg)/i.test(
    contentType ?? "",
  );
}

/** Packs a whole body. `effort` is how long it may take: `quick` for an answer to one person, `thorough` for one that is kept. */
export function pack(body: Buffer, encoding: Encoding, effort: "quick" | "thorough"): Promise<Buffer> {
  if (encoding === "gzip") return packGzip(body, { level: effort === "quick" ? 4 : 9 });
  const quality = effort === "quick" ? 3 : 9;
  return packBrotli(body, {
    params: {
      [zlib.constants.BROTLI_PARAM_QUALITY]: quality,
      [zlib.constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
}

/** A stream that packs what is written into it and holds nothing back, so a page that streams still streams. */
export function packingStream(encoding: Encoding): zlib.Gzip | zlib.BrotliCompress {
  if (encoding === "gzip") return zlib.createGzip({ level: 4, flush: zlib.constants.Z_SYNC_FLUSH });
  return zlib.createBrotliCompress({
    flush: zlib.constants.BROTLI_OPERATION_FLUSH,
    params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 },
  });
}
