import { Ratelimit } from "@upstash/ratelimit";
import type { Caller, Services } from "../services.ts";

/**
 * How often one buyer and one address may try. `failsOpen` says what a stuck Redis means: selling goes on, since the
 * scripts that sell need Redis anyway, but nobody guesses sign-in codes or passwords meanwhile.
 */
const RATES = {
  signIn: { tries: 5, perAddress: 30, window: "10 m", failsOpen: false },
  signInCode: { tries: 10, perAddress: 60, window: "10 m", failsOpen: false },
  password: { tries: 10, perAddress: 100, window: "10 m", failsOpen: false },
  invitations: { tries: 40, perAddress: 400, window: "10 m", failsOpen: false },
  holds: { tries: 60, perAddress: 1_200, window: "1 m", failsOpen: true },
  search: { tries: 300, perAddress: 6_000, window: "1 m", failsOpen: true },
  checkout: { tries: 15, perAddress: 300, window: "1 m", failsOpen: true },
} as const satisfies Record<
  string,
  { tries: number; perAddress: number; window: `${number} ${"m" | "s"}`; failsOpen: boolean }
>;

export type RateName = keyof typeof RATES;

const TIMEOUT_MS = 1_000;
const limiters = new WeakMap<object, Map<string, Ratelimit>>();

function limiter(services: Services, name: RateName, kind: "tries" | "perAddress"): Ratelimit {
  let own = limiters.get(services.redis);
  if (!own) {
    own = new Map();
    limiters.set(services.redis, own);
  }
  const key = `${name}:${kind}`;
  const known = own.get(key);
  if (known) return known;
  const rate = RATES[name];
  const made = new Ratelimit({
    redis: services.redis.client,
    limiter: Ratelimit.fixedWindow(rate[kind] * services.env.RATE_LIMIT_FACTOR, rate.window),
    prefix: `${services.redis.prefix}rate:${key}`,
    timeout: TIMEOUT_MS,
    analytics: false,
    ephemeralCache: false,
  });
  own.set(key, made);
  return made;
}

/** Counts one try of this caller, or of `subject` in the caller's place, and one of the caller's address. Returns 0 when it may go on, else the seconds to wait. */
export async function allowsRate(
  services: Services,
  name: RateName,
  caller: Pick<Caller, "personId" | "buyerKey" | "address">,
  subject?: string,
): Promise<number> {
  try {
    const checks = await Promise.all([
      limiter(services, name, "tries").limit(subject ?? caller.personId ?? caller.buyerKey),
      limiter(services, name, "perAddress").limit(caller.address),
    ]);
    for (const check of checks) {
      if (check.reason === "timeout" && !RATES[name].failsOpen) return 60;
      if (!check.success) return Math.max(1, Math.ceil((check.reset - Date.now()) / 1_000));
    }
    return 0;
  } catch (error) {
    services.log.warn({ rate: name, err: error }, "rate limit could not be read");
    return RATES[name].failsOpen ? 0 : 60;
  }
}
