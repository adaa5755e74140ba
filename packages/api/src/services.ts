import type { Database } from "@usher/db";
import type { ApiEnv } from "./env.ts";
import type { Mailer } from "./integrations/mail/index.ts";
import type { SearchEngine } from "./integrations/meilisearch/index.ts";
import type { Live } from "./integrations/pusher/index.ts";
import type { PaymentProvider } from "./integrations/stripe/index.ts";
import type { Clock } from "./kernel/clock.ts";
import type { Logger } from "./kernel/logging.ts";
import type { RedisAccess } from "./kernel/redis.ts";
import type { SealedBox } from "./kernel/sealed-box.ts";

/** What every use case stands on, opened once a process. */
export interface Services {
  readonly env: ApiEnv;
  readonly db: Database;
  readonly redis: RedisAccess;
  readonly clock: Clock;
  readonly log: Logger;
  readonly box: SealedBox;
  readonly payments: PaymentProvider;
  readonly live: Live;
  readonly search: SearchEngine;
  readonly mailer: Mailer;
  close(): Promise<void>;
}

/** Who asks. A guest has a buyer key and no person. */
export interface Caller {
  readonly personId: string | null;
  readonly personEmail: string | null;
  /** When this session began by proving who it is, in milliseconds since 1970; null for guests and where it was not noted. */
  readonly signedInAtMs: number | null;
  /** The signed id of this browser: holds and guest orders belong to it. */
  readonly buyerKey: string;
  /** Network address as the front server saw it. */
  readonly address: string;
}

export interface RequestContext extends Services {
  readonly app: "pwa" | "admin";
  readonly caller: Caller;
  readonly requestId: string;
  /** Adds a Set-Cookie header to the answer. */
  setCookie(line: string): void;
}
