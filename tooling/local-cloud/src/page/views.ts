import type { MailMessage } from "../mail/mail-message.ts";
import type { Service, ServiceAction } from "../operate/service.ts";
import type { PusherControl } from "../pusher/control.ts";
import type { StripeControl } from "../stripe/index.ts";
import { html, type Markup } from "./html.ts";

const PLACES = [
  ["/", "Services"],
  ["/inbox", "Inbox"],
  ["/payments", "Payments"],
  ["/webhooks", "Webhooks"],
  ["/events", "Events"],
] as const;

/** A whole page. What stands inside is refreshed in place. */
export function layout(title: string, path: string, content: Markup): string {
  const links = PLACES.map(
    ([href, name]) => html`<a href="${href}"${path === href && html` aria-current="page"`}>${name}</a>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${title} · Usher services</title>
<link rel="stylesheet" href="/page.css"><script src="/page.js" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header><strong>Usher services</strong><nav aria-label="Pages">${links}</nav></header>
<main id="content"><h1>${title}</h1>
<p id="said" role="status"></p>
<div data-live>${content}</div></main>
</body></html>`.text;
}

/** All services, whether they are up, and what can be done to them. */
export function servicesView(services: readonly Service[]): Markup {
  return html`${services.map(
    (service) => html`<section aria-labelledby="s-${service.id}">
<h2 id="s-${service.id}">${service.title} <span class="state ${service.state()}">${service.state() === "up" ? "● up" : "○ down"}</span></h2>
<p class="quiet">${service.address}${service.troubles().map((trouble) => html` · <b>${trouble}</b>`)}</p>
<div class="actions">${Object.entries(service.actions).map(
      ([id, action]) => !action.onObject && actionForm(service.id, id, action),
    )}</div></section>`,
  )}`;
}

function actionForm(service: string, id: string, action: ServiceAction, object?: string): Markup {
  const key = `${service}-${id}-${object ?? ""}`;
  return html`<form method="post" action="/api/control/${service}/${id}">${object !== undefined && html`<input type="hidden" name="id" value="${object}">`}${inputOf(key, action)}<button aria-label="${action.label}${object === undefined ? ` (${service})` : ` ${object}`}">${action.label}</button></form>`;
}

function inputOf(key: string, { input }: ServiceAction): Markup | undefined {
  if (!input) return undefined;
  const field =
    input.kind === "number"
      ? html`<input id="${key}" name="value" type="number" min="0" required value="${input.initial}">`
      : html`<select id="${key}" name="value">${input.choices?.map((choice) => html`<option>${choice}</option>`)}</select>`;
  return html`<label for="${key}">${input.label}</label>${field}`;
}

/** The list of received messages. */
export function inboxView(messages: readonly MailMessage[]): Markup {
  const rows = messages.map(
    ({ id, at, to, subject }) =>
      html`<tr><td><a href="/inbox/${id}">${subject || "(no subject)"}</a></td><td>${to.join(", ")}</td><td>${timeOf(at)}</td></tr>`,
  );
  return table(["Subject", "To", "Received"], rows, "No mail yet.");
}

/** One message, its HTML kept apart in a frame that may not run anything. */
export function messageView(message: MailMessage): Markup {
  const attachments = message.attachments.map(({ filename, bytes }) => `${filename} (${bytes} bytes)`).join(", ");
  return html`<dl><dt>From</dt><dd>${message.from}</dd><dt>To</dt><dd>${message.to.join(", ")}</dd><dt>Received</dt><dd>${timeOf(message.at)}</dd>${attachments !== "" && html`<dt>Attached</dt><dd>${attachments}</dd>`}</dl>
${message.html !== undefined && html`<h2>HTML</h2><iframe title="The message as HTML" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/inbox/${message.id}/html"></iframe>`}
<h2>Text</h2><pre>${linked(message.text)}</pre>`;
}

function linked(text: string): Markup[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, i) => (i % 2 === 1 ? html`<a href="${part}">${part}</a>` : html`${part}`));
}

/** Checkout sessions, payments and refunds. */
export function paymentsView(stripe: StripeControl, service: Service): Markup {
  const act = (id: string, object: string) => {
    const action = service.actions[id];
    return action && actionForm(service.id, id, action, object);
  };
  const sessions = stripe.sessions().map(({ id, amount_total, currency, status, payment_status, url }) => {
    const isOpen = status === "open";
    return html`<tr><td>${isOpen && url ? html`<a href="${url}">${id}</a>` : id}</td><td>${money(amount_total, currency)}</td><td>${status ?? ""}, ${payment_status}</td><td>${isOpen && html`<div class="actions">${act("pay", id)}${act("confirm-challenge", id)}${act("fail-challenge", id)}${act("expire", id)}</div>`}</td></tr>`;
  });
  const payments = stripe
    .payments()
    .map(
      ({ id, amount, currency, status }) =>
        html`<tr><td>${id}</td><td>${money(amount, currency)}</td><td>${status}</td></tr>`,
    );
  const refunds = stripe
    .refunds()
    .map(
      ({ id, amount, currency, status }) =>
        html`<tr><td>${id}</td><td>${money(amount, currency)}</td><td>${status ?? ""}</td><td>${act("fail-refund", id)}</td></tr>`,
    );
  return html`<h2>Checkout sessions</h2>${table(["Session", "Total", "State", "Do"], sessions, "No sessions yet.")}
<h2>Payments</h2>${table(["Payment", "Amount", "State"], payments, "No payments yet.")}
<h2>Refunds</h2>${table(["Refund", "Amount", "State", "Do"], refunds, "No refunds yet.")}`;
}

/** What Stripe told the product, and how it went. */
export function webhooksView(stripe: StripeControl, service: Service): Markup {
  const again = service.actions.redeliver;
  const rows = stripe
    .deliveries()
    .map(
      ({ eventId, eventType, status, attempts }) =>
        html`<tr><td>${eventType}<br><span class="quiet">${eventId}</span></td><td>${status}</td><td>${attempts.map(({ at, outcome }) => html`${timeOf(at)} ${outcome}<br>`)}</td><td>${again && actionForm(service.id, "redeliver", again, eventId)}</td></tr>`,
    );
  return table(["Event", "State", "Attempts", "Do"], rows, "No webhooks yet.");
}

/** What went over Pusher. */
export function eventsView(pusher: PusherControl): Markup {
  const channels = pusher
    .channels()
    .map(
      ({ name, subscriptions, userIds }) =>
        html`<tr><td>${name}</td><td>${subscriptions}</td><td>${userIds.join(", ")}</td></tr>`,
    );
  const events = pusher
    .recentEvents()
    .map(
      ({ at, channel, name, outcome, reached, data }) =>
        html`<tr><td>${name}<br><span class="quiet">${channel}</span></td><td>${outcome}, ${reached}</td><td>${timeOf(at)}</td><td><code>${JSON.stringify(data)?.slice(0, 300)}</code></td></tr>`,
    );
  return html`<p>${pusher.connections().length} connections</p><h2>Channels</h2>${table(["Channel", "Sockets", "People"], channels, "Nobody is listening.")}
<h2>Events</h2>${table(["Event", "Reached", "Time", "Content"], events, "No events yet.")}`;
}

function table(heads: readonly string[], rows: readonly Markup[], empty: string): Markup {
  if (rows.length === 0) return html`<p class="quiet">${empty}</p>`;
  return html`<div class="scroll" role="region" aria-label="${heads[0]} list" tabindex="0"><table><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function timeOf(at: number): Markup {
  const iso = new Date(at).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace("T", " ")} UTC</time>`;
}

function money(minor: number | null, currency: string | null): string {
  if (minor === null || !currency) return "";
  const format = new Intl.NumberFormat("en", { style: "currency", currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
