import { type AppToken, sign } from "./signatures.ts";

/** Where to tell what happens on channels; without `events` everything is told. */
export interface PusherWebhook {
  url: string;
  events?: WebhookEvent["name"][];
}

/** What a server is told. Source: Pusher Channels documentation, "Webhooks". */
export type WebhookEvent =
  | { name: "channel_occupied" | "channel_vacated" | "cache_miss"; channel: string }
  | { name: "member_added" | "member_removed"; channel: string; user_id: string }
  | { name: "client_event"; channel: string; event: string; data: string; socket_id: string; user_id?: string };

const BATCH_WINDOW_MS = 20;
const RETRY_AFTER_MS = [500, 1000, 2000, 4000, 8000];
const TIMEOUT_MS = 5000;

/** Collects events for a moment and posts them signed; tries again when the answer is not a 2xx. */
export class WebhookSender {
  readonly #token: AppToken;
  readonly #targets: { webhook: PusherWebhook; batch: WebhookEvent[]; timer: NodeJS.Timeout | undefined }[];
  readonly #retries = new Set<NodeJS.Timeout>();
  readonly #stopped = new AbortController();

  constructor(token: AppToken, webhooks: readonly PusherWebhook[]) {
    this.#token = token;
    this.#targets = webhooks.map((webhook) => ({ webhook, batch: [], timer: undefined }));
  }

  tell(event: WebhookEvent): void {
    for (const target of this.#targets) {
      if (target.webhook.events && !target.webhook.events.includes(event.name)) continue;
      target.batch.push(event);
      target.timer ??= setTimeout(() => {
        const body = JSON.stringify({ time_ms: Date.now(), events: target.batch });
        target.batch = [];
        target.timer = undefined;
        void this.#post(target.webhook.url, body, 0);
      }, BATCH_WINDOW_MS);
    }
  }

  stop(): void {
    this.#stopped.abort();
    for (const { timer } of this.#targets) clearTimeout(timer);
    for (const timer of this.#retries) clearTimeout(timer);
  }

  async #post(url: string, body: string, failures: number): Promise<void> {
    const headers = {
      "content-type": "application/json",
      "x-pusher-key": this.#token.key,
      "x-pusher-signature": sign(this.#token, body),
    };
    const signal = AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const arrived = await fetch(url, { method: "POST", headers, body, signal }).then(
      (answer) => answer.ok,
      () => false,
    );
    const wait = RETRY_AFTER_MS[failures];
    if (arrived || wait === undefined || this.#stopped.signal.aborted) return;
    const timer = setTimeout(() => {
      this.#retries.delete(timer);
      void this.#post(url, body, failures + 1);
    }, wait);
    this.#retries.add(timer);
  }
}
