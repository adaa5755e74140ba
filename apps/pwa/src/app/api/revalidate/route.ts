import { createHash, timingSafeEqual } from "node:crypto";
import { revalidateTag } from "next/cache";
import { z } from "zod";
import { CATALOG_TAG_PATTERN } from "../../../catalog/catalog-tags.ts";
import { env } from "../../../env.ts";

const input = z.strictObject({ tags: z.array(z.string().regex(CATALOG_TAG_PATTERN)).min(1).max(100) });

/**
 * Has pages made anew after the organizer changed something: `{ "tags": ["events", "event:<slug>"] }` with the secret in
 * `x-revalidate-secret`. 401 without it, 400 for tags that no page carries.
 */
export async function POST(request: Request): Promise<Response> {
  if (!isSecret(request.headers.get("x-revalidate-secret") ?? "")) return new Response(null, { status: 401 });
  const body = input.safeParse(await request.json().catch(() => null));
  if (!body.success) return new Response(null, { status: 400 });
  // A sold-out or cancelled event must not be shown from the old page even once more.
  for (const tag of body.data.tags) revalidateTag(tag, { expire: 0 });
  return Response.json({ revalidated: body.data.tags });
}

/** Digests are compared, so that neither length nor content of the secret shows in the time it takes. */
function isSecret(offered: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(offered), digest(env().REVALIDATE_SECRET));
}
