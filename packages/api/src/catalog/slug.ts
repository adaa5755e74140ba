import { randomBytes } from "node:crypto";
import type { EventKind, Tx } from "@usher/db";

const LONGEST = 80;

/** A text as it stands in an address: small Latin letters and digits with hyphens. Null when it has no Latin letter. */
export function latinSlug(text: string): string | null {
  const latin = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll(/[æÆ]/g, "ae")
    .replaceAll(/[øØ]/g, "o")
    .toLowerCase()
    .replaceAll(/[’']/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, "");
  return /[a-z]/.test(latin) ? latin : null;
}

/** A title in an address. One that has no Latin letter, as a Chinese one, is named by its kind and eight random characters. */
export function slugOf(title: string, kind: EventKind): string {
  return latinSlug(title) ?? `${kind}-${randomBytes(4).toString("hex")}`;
}

/** The first of `name`, `name-2`, `name-3`… that no other event has. A lock lets one writer a name look at a time. */
export async function freeSlug(tx: Tx, wanted: string, eventId: string): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`slug:${wanted}`}, 0))`;
  const taken = await tx.event.findMany({
    where: { slug: { startsWith: wanted }, id: { not: eventId } },
    select: { slug: true },
  });
  return firstFree(wanted, taken);
}

/** The first of `name`, `name-2`, `name-3`… that is not taken. */
export function firstFree(wanted: string, taken: readonly { readonly slug: string }[]): string {
  const names = new Set(taken.map((row) => row.slug));
  let slug = wanted;
  for (let number = 2; names.has(slug); number++) slug = `${wanted}-${number}`;
  return slug;
}
