import type { ChartToDrawView } from "@usher/api/contract";
import type { Drawing } from "@usher/api/drawing";

type Zone = Drawing["plan"]["zones"][number];

// A zone that stayed the same is written the same: what one stroke changes is written in the time of one section.
const written = new WeakMap<Zone, string>();

function zoneText(zone: Zone): string {
  const known = written.get(zone);
  if (known !== undefined) return known;
  const text = JSON.stringify(zone);
  written.set(zone, text);
  return text;
}

/** A plan as its file has it. */
export function planText({ zones, ...plan }: Drawing["plan"]): string {
  const { name, categories, size } = plan;
  const rest = `"size":${JSON.stringify(size)}`;
  return `{"name":${JSON.stringify(name)},"categories":${JSON.stringify(categories)},"zones":[${zones.map(zoneText).join(",")}],${rest}}`;
}

/** A drawing as it is sent: its JSON, gzipped away from the page's own thread, in base64. */
export async function packDocument({ plan, sidecar }: Drawing): Promise<string> {
  const text = `{"plan":${planText(plan)},"sidecar":${JSON.stringify(sidecar)}}`;
  const packed = await through(new CompressionStream("gzip"), new Blob([text]));
  const bytes = new Uint8Array(await packed.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 32_768)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
  return btoa(pieces.join(""));
}

/** The drawing that a chart opens with. */
export async function openDocument({ document }: Pick<ChartToDrawView, "document">): Promise<Drawing> {
  const bytes = Uint8Array.from(atob(document), (letter) => letter.charCodeAt(0));
  const text = await (await through(new DecompressionStream("gzip"), new Blob([bytes]))).text();
  return JSON.parse(text) as Drawing;
}

function through(stream: CompressionStream | DecompressionStream, blob: Blob): Promise<Blob> {
  return new Response(blob.stream().pipeThrough(stream)).blob();
}

/** Gives the browser a file to keep. */
export function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
