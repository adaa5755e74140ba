import type { Services } from "../../services.ts";

const TIMEOUT_MS = 5_000;

/** Tells the buyer's app that what it shows of an event is no longer so. Throws when it does not answer; the job tries again. */
export function revalidateEvent(services: Pick<Services, "env">, slug: string): Promise<void> {
  return revalidate(services, ["events", `event:${slug}`]);
}

/** The same of every list of events, such as home. */
export function revalidateLists(services: Pick<Services, "env">): Promise<void> {
  return revalidate(services, ["events"]);
}

async function revalidate(services: Pick<Services, "env">, tags: readonly string[]): Promise<void> {
  const response = await fetch(`${services.env.PWA_URL}/api/revalidate`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: services.env.PWA_URL,
      "x-revalidate-secret": services.env.REVALIDATE_SECRET,
    },
    body: JSON.stringify({ tags }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new Error(`Revalidating ${tags.join(" and ")} answered ${response.status}`);
}
