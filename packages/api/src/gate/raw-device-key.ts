import { z } from "zod";

const storedKey = z.object({ x: z.string(), y: z.string() });

/** A stored JWK as the uncompressed point that sealing takes: 0x04 ‖ x ‖ y, base64url (SEC 1, 2.3.3). */
export function rawDeviceKey(jwk: unknown): string {
  const { x, y } = storedKey.parse(jwk);
  const point = [Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")];
  return Buffer.concat(point).toString("base64url");
}
