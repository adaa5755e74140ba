import { readBarcodes } from "zxing-wasm/reader";

/** The text of the first QR code in a picture: turned or mirrored as it may be, light on dark too. null when there is none. */
export async function findCode(picture: ImageData): Promise<string | null> {
  const [code] = await readBarcodes(picture, { formats: ["QRCode"], maxNumberOfSymbols: 1, textMode: "Plain" });
  return code?.text ?? null;
}
