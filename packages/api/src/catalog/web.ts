import { createHash } from "node:crypto";
import sharp from "sharp";
import { CHART_CONTENT_TYPE, chartBytes, isChart } from "../seating/index.ts";
import type { Services } from "../services.ts";
import { drawPoster } from "./poster/index.ts";

const IMMUTABLE = "public, max-age=31536000, immutable";
const POSTER_WIDTHS = [360, 780, 1280];
/** How a poster is stored: AVIF for browsers, JPEG for mail programs and papers, which know nothing newer. */
const POSTER_FORMATS = ["avif", "jpeg"] as const;
type PosterFormat = (typeof POSTER_FORMATS)[number];
/** What cards and rows ask for. */
const LIST_WIDTH = 360;
/** Widest drawing for a poster that no event carries: an office looks at it before it is saved, and it is not kept. */
const PREVIEW_WIDTH = 360;
const LARGEST_SEED = 2_147_483_647;

/** A chart's geometry as a cache may keep it for ever. 404 when there is none of that hash. */
export async function chartResponse(services: Services, hash: string): Promise<Response> {
  if (!/^[0-9a-f]{16,128}$/.test(hash)) return plain(404, "There is no such chart.");
  const asset = await services.db.asset.findUnique({ where: { hash } });
  if (!asset || !isChart(asset)) return plain(404, "There is no such chart.");
  return immutable(chartBytes(asset), CHART_CONTENT_TYPE, hash);
}

/**
 * A poster by its seed, `wantedWidth` 360, 780 or 1280 px in 4:5, as AVIF or JPEG. Drawn once and kept. 400 for another width,
 * seed or format, 404 for a seed that no event carries in a width above 360.
 */
export async function posterResponse(
  services: Services,
  wantedSeed: string | number,
  wantedWidth: string | number,
  wantedFormat: string = "avif",
): Promise<Response> {
  const width = Number(wantedWidth);
  if (!POSTER_WIDTHS.includes(width)) return plain(400, `A poster is ${POSTER_WIDTHS.join(", ")} pixels wide.`);
  const seed = /^\d{1,10}$/.test(String(wantedSeed)) ? Number(wantedSeed) : Number.NaN;
  if (!(seed <= LARGEST_SEED)) return plain(400, "That is not the seed of a poster.");
  const format = POSTER_FORMATS.find((known) => known === wantedFormat);
  if (!format) return plain(400, `A poster is stored as ${POSTER_FORMATS.join(" or ")}.`);
  const key = `poster:${seed}:${width}${format === "avif" ? "" : `:${format}`}`;
  const contentType = `image/${format}`;
  const kept = await services.db.asset.findUnique({ where: { hash: key } });
  if (kept) return immutable(kept.bytes, kept.contentType, key);
  const isCarried = (await services.db.event.count({ where: { posterSeed: seed } })) > 0;
  if (!isCarried && width > PREVIEW_WIDTH) return plain(404, "No event has this poster.");
  const bytes = await drawOnce(key, seed, width, format);
  if (isCarried) {
    await services.db.asset.createMany({
      data: [{ hash: key, contentType, bytes }],
      skipDuplicates: true,
    });
  }
  return immutable(bytes, contentType, key);
}

/** Draws an event's poster as lists show it, if that was not done. */
export async function drawListPoster(services: Services, seed: number): Promise<void> {
  await posterResponse(services, seed, LIST_WIDTH);
}

const drawing = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
let lastDrawing: Promise<unknown> = Promise.resolve();

/** Those who ask for the same picture share one drawing, and pictures are drawn one after another: they fill a core. */
function drawOnce(key: string, seed: number, width: number, format: PosterFormat): Promise<Uint8Array<ArrayBuffer>> {
  const running = drawing.get(key);
  if (running) return running;
  const drawn = lastDrawing.then(() => rasterize(seed, width, format)).finally(() => drawing.delete(key));
  lastDrawing = drawn.catch(() => undefined);
  drawing.set(key, drawn);
  return drawn;
}

/** Without words: the page beside it says the name in the reader's language, and no font is needed to draw it. */
async function rasterize(seed: number, width: number, format: PosterFormat): Promise<Uint8Array<ArrayBuffer>> {
  const svg = drawPoster({ seed, bare: true, width, height: (width * 5) / 4 });
  const drawn = sharp(Buffer.from(svg));
  const stored =
    format === "avif" ? drawn.avif({ quality: 60, effort: 1 }) : drawn.jpeg({ quality: 82, mozjpeg: true });
  return Uint8Array.from(await stored.toBuffer());
}

function immutable(bytes: Uint8Array<ArrayBuffer>, contentType: string, tag: string): Response {
  const etag = createHash("sha256").update(tag).digest("base64url").slice(0, 27);
  return new Response(bytes, {
    headers: {
      "content-type": contentType,
      "content-length": String(bytes.byteLength),
      "cache-control": IMMUTABLE,
      etag: `"${etag}"`,
      "x-content-type-options": "nosniff",
    },
  });
}

function plain(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
