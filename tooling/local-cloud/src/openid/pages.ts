import { html, type Markup } from "../page/html.ts";
import type { Person, SignInRequest } from "./grants.ts";
import { HOUSE_RULES, type House } from "./houses.ts";

const STYLE = `
:root { color-scheme: light dark; --page: #f3f5f5; --raised: #fff; --edge: #7c868a; --text: #11171a; --soft: #475257; --press: #1d3f8f;
  --on-press: #fff; --note: #8a4b00; --note-wash: #ffe9cc; --focus: #1d55c4; }
@media (prefers-color-scheme: dark) { :root { --page: #0a0d0f; --raised: #14191c; --edge: #74818a; --text: #f1f4f4; --soft: #b6c0c4;
  --press: #a9c4ff; --on-press: #0b1530; --note: #ffb454; --note-wash: #2e2009; --focus: #8db4ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
.note { background: var(--note-wash); color: var(--note); padding: 10px 20px; text-align: center; font-size: 14px; font-weight: 600; margin: 0; }
main { max-width: 480px; margin: 0 auto; padding: 24px 20px 48px; }
h1 { font-size: 24px; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 18px; margin: 28px 0 12px; }
p { color: var(--soft); margin: 0 0 16px; }
label { display: block; font-size: 14px; font-weight: 600; margin: 12px 0 4px; }
label.tick { display: flex; gap: 12px; align-items: center; min-height: 48px; font-size: 16px; font-weight: 400; }
input:not([type]) { width: 100%; min-height: 48px; padding: 0 12px; font: inherit; color: inherit; background: var(--raised);
  border: 1px solid var(--edge); border-radius: 8px; }
input[type=checkbox] { width: 24px; height: 24px; margin: 0; }
button { width: 100%; min-height: 52px; font: inherit; font-weight: 700; border-radius: 12px; border: 0; cursor: pointer; margin-top: 12px;
  background: var(--press); color: var(--on-press); }
button.second { background: var(--raised); color: var(--text); border: 1px solid var(--edge); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
`;

function page(title: string, content: Markup): string {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${title}</title><style>${STYLE}</style></head>
<body><p class="note" role="note">Test mode: this is a local stand-in. Nobody is asked anywhere else.</p><main>${content}</main></body></html>`
    .text;
}

/** Asks who signs in: one of those who did before, somebody new, or nobody. It runs no script. */
export function choosePage({ house }: SignInRequest, requestId: string, people: readonly Person[]): string {
  const { title } = HOUSE_RULES[house];
  const hidden = html`<input type="hidden" name="request" value="${requestId}">`;
  const known = people.map(
    ({ subject, name, email }) =>
      html`<form method="post">${hidden}<button class="second" name="subject" value="${subject}">${name || "Without name"}${email !== null && ` (${email})`}</button></form>`,
  );
  const vouches = house !== "facebook";
  return page(
    `Sign in with ${title}`,
    html`<h1>Sign in with ${title}</h1><p>Usher wants to know who you are.</p>
${known.length > 0 && html`<h2>Continue as</h2>${known}`}
<h2>Somebody else</h2>
<form method="post">${hidden}
<label for="name">Name</label><input id="name" name="name" autocomplete="off" value="">
<label for="email">Email</label><input id="email" name="email" autocomplete="off" inputmode="email" value="" aria-describedby="without">
<p id="without">Leave it empty for an account without an address.</p>
${vouches && html`<label class="tick"><input type="checkbox" name="verified" value="yes" checked>${title} vouches for the address</label>`}
<button name="do" value="continue">Continue</button>
<button class="second" name="do" value="cancel">Cancel</button></form>`,
  );
}

/** Says what is wrong where nothing may be sent back. */
export function wrongPage(house: House, message: string): string {
  return page(
    "This cannot be right",
    html`<h1>This cannot be right</h1><p>${HOUSE_RULES[house].title}: ${message}</p>`,
  );
}

/** Has the browser post the answer to the client, at once or by a button (OAuth 2.0 Form Post Response Mode). */
export function postBackPage(to: string, answer: Readonly<Record<string, string>>): string {
  const fields = Object.entries(answer).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return page(
    "Going back",
    html`<form method="post" action="${to}">${fields}<button>Go back to Usher</button></form><script>document.forms[0].submit();</script>`,
  );
}
