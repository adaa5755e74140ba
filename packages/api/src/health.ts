import type { Services } from "./services.ts";

export interface DependencyHealth {
  readonly name: string;
  readonly ok: boolean;
  /** Milliseconds the answer took. */
  readonly ms: number;
}

const PATIENCE_MS = 2_000;

/** Asks each dependency for a sign of life. `ok` means that seats can be sold; the rest is said one by one. */
export async function checkHealth(services: Services): Promise<{ ok: boolean; dependencies: DependencyHealth[] }> {
  const dependencies = await Promise.all([
    ask("postgres", async () => void (await services.db.$queryRaw`SELECT 1`)),
    ask("redis", async () => void (await services.redis.client.ping())),
    ask("pusher", async () => void (await services.live.occupiedChannels("health-"))),
    ask("stripe", async () => void (await services.payments.recentEvents(Math.floor(Date.now() / 1_000)))),
    ask("meilisearch", () => services.search.check()),
    ask("mail", () => services.mailer.check()),
  ]);
  const needed = dependencies.filter(({ name }) => name === "postgres" || name === "redis");
  return { ok: needed.every(({ ok }) => ok), dependencies };
}

async function ask(name: string, question: () => Promise<void>): Promise<DependencyHealth> {
  const startedMs = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), PATIENCE_MS);
  });
  const ok = await Promise.race([question(), patience]).then(
    () => true,
    () => false,
  );
  clearTimeout(timer);
  return { name, ok, ms: Math.round(performance.now() - startedMs) };
}
