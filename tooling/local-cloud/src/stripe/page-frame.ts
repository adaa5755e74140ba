/** Text that may stand anywhere in a page, in attributes too. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const STYLE = `
:root { color-scheme: light dark; --page: #f3f5f5; --raised: #fff; --sunk: #e8ecec; --line: #d6dbdc; --edge: #7c868a;
  --text: #11171a; --soft: #475257; --press: #1d3f8f; --on-press: #fff; --danger: #b3261a; --danger-wash: #fde3df;
  --note: #8a4b00; --note-wash: #ffe9cc; --focus: #1d55c4; }
@media (prefers-color-scheme: dark) { :root { --page: #0a0d0f; --raised: #14191c; --sunk: #1e2529; --line: #2a3236;
  --edge: #74818a; --text: #f1f4f4; --soft: #b6c0c4; --press: #a9c4ff; --on-press: #0b1530; --danger: #ff8577;
  --danger-wash: #37150f; --note: #ffb454; --note-wash: #2e2009; --focus: #8db4ff; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.45 system-ui, "PingFang SC", "Noto Sans SC", sans-serif;
  font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.note { background: var(--note-wash); color: var(--note); padding: 10px 20px; text-align: center; font-size: 14px; font-weight: 600; }
main { max-width: 960px; margin: 0 auto; padding: 20px 20px 48px; display: grid; gap: 20px; }
main.narrow { max-width: 520px; }
@media (min-width: 800px) { main.wide { grid-template-columns: 1fr 1fr; gap: 48px; padding-top: 48px; align-items: start; } }
h1 { font-size: 22px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 18px; margin: 0 0 16px; }
p { margin: 0 0 12px; }
a { color: inherit; text-underline-offset: 3px; }
.back { display: inline-flex; align-items: center; min-height: 48px; font-size: 14px; }
.total { font-size: 36px; font-weight: 700; line-height: 1.2; margin: 0 0 20px; }
.lines { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line); }
.lines li { display: flex; justify-content: space-between; gap: 16px; padding: 12px 0; border-bottom: 1px solid var(--line); }
.soft { color: var(--soft); font-size: 14px; }
.under { margin: 12px 0 0; }
.amount { white-space: nowrap; }
.card { background: var(--raised); border: 1px solid var(--line); border-radius: 12px; padding: 20px; }
label { display: block; font-size: 14px; font-weight: 600; margin-bottom: 4px; }
.field { margin-bottom: 16px; min-width: 0; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
input { width: 100%; min-height: 48px; padding: 0 12px; font: inherit; color: inherit; background: var(--page);
  border: 1px solid var(--edge); border-radius: 8px; }
input[aria-invalid] { border-color: var(--danger); border-width: 2px; }
input[readonly] { background: var(--sunk); }
.error { color: var(--danger); font-size: 14px; margin: 4px 0 0; }
.alert { background: var(--danger-wash); color: var(--danger); border-radius: 8px; padding: 12px; margin-bottom: 16px; font-weight: 600; }
button { width: 100%; min-height: 52px; font: inherit; font-weight: 700; border-radius: 12px; border: 0; cursor: pointer;
  background: var(--press); color: var(--on-press); }
button.second { background: transparent; color: var(--text); border: 1px solid var(--edge); margin-top: 12px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
details { font-size: 14px; margin-top: 16px; }
summary { min-height: 48px; display: flex; align-items: center; cursor: pointer; font-weight: 600; }
summary::before { content: "▸"; margin-right: 8px; }
details[open] summary::before { content: "▾"; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; margin: 0; }
dt { white-space: nowrap; }
dd { margin: 0; color: var(--soft); }
`;

/** A whole page around `content`. It needs nothing from elsewhere and runs no script. `title` is plain text. */
export function pageAround(title: string, layout: "wide" | "narrow", content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<div class="note" role="note">Test mode: this is a local stand-in for Stripe Checkout. No money moves.</div>
<main class="${layout}">
${content}
</main>
</body>
</html>
`;
}

/** A page with one message and, where there is somewhere to go, one link. */
export function messagePage(title: string, message: string, link?: { href: string; label: string }): string {
  const onward = link ? `<p><a class="back" href="${escaped(link.href)}">${escaped(link.label)}</a></p>` : "";
  return pageAround(
    title,
    "narrow",
    `<section class="card"><h1>${escaped(title)}</h1><p>${escaped(message)}</p>${onward}</section>`,
  );
}
