import { type Markup, markup } from "./markup.ts";

/** A letter that is ready to be posted. */
export interface WrittenLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Frame {
  readonly locale: LetterLocale;
  readonly title: string;
  /** The line that mail apps show beside the subject. */
  readonly preview: string;
  /** Beside the wordmark: "Order 8QF3 M2ZD". */
  readonly corner: string;
  /** Absolute address of a picture without words, and what it shows. */
  readonly picture?: { readonly url: string; readonly label: string };
  readonly body: readonly Markup[];
  readonly footer: readonly string[];
}

/** Languages that letters are written in. */
export type LetterLocale = "en" | "zh";

/** The language of a letter: the one asked for, or English. */
export const letterLocale = (locale: string): LetterLocale => (locale === "zh" ? "zh" : "en");

const FONT = "font-family:Archivo,-apple-system,'Segoe UI','PingFang SC','Microsoft YaHei',Helvetica,Arial,sans-serif";

// What follows the reader's dark mode. Mail apps that strip it show the light letter, which is complete by itself.
const DARK = markup`
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #0a0d0f !important; } .card { background: #14191c !important; } .line { border-color: #2a3236 !important; }
  .ink { color: #f1f4f4 !important; } .soft { color: #b6c0c4 !important; } .wash { background: #1e2529 !important; }
  .num { background: #1e2529 !important; color: #b6c0c4 !important; } .ok { background: #0e2a1c !important; color: #45d18b !important; }
}
@media (max-width: 480px) { .side { padding-left: 20px !important; padding-right: 20px !important; } }`;

/** The whole page around a letter's body: tables and inline styles, as mail apps want them. */
export function framed({ locale, title, preview, corner, picture, body, footer }: Frame): string {
  const sentences = footer.map((sentence, place) => (place === 0 ? markup`${sentence}` : markup`<br>${sentence}`));
  return markup`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>${DARK}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f3f5f5">
<div style="display:none;max-height:0;overflow:hidden">${preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#f3f5f5"><tr><td align="center">
<table role="presentation" class="card" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;background:#ffffff">
<tr><td class="side" style="padding:20px 40px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="ink" style="${FONT};font-size:20px;line-height:28px;font-weight:760;letter-spacing:-.03em;color:#11171a">Usher</td><td align="right" class="soft" style="${FONT};font-size:14px;line-height:20px;color:#475257">${corner}</td></tr></table></td></tr>
${picture ? pictureRow(picture) : []}
<tr><td class="side" style="padding:32px 40px 0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${body}</table></td></tr>
<tr><td class="side line soft" style="${FONT};padding:20px 40px 32px;border-top:1px solid #d6dbdc;font-size:13px;line-height:20px;color:#475257">${sentences}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`.html;
}

/** Posters stand upright and the letter shows a strip: as a background, which is cut and never squashed. */
function pictureRow({ url, label }: { url: string; label: string }): Markup {
  return markup`<tr><td role="img" aria-label="${label}" height="225" background="${url}" bgcolor="#11171a" style="height:225px;font-size:0;line-height:0;background:#11171a url('${url}') center / cover no-repeat">&nbsp;</td></tr>`;
}

const gap = (pixels: number) => markup`<tr><td style="height:${pixels}px;font-size:0;line-height:0">&nbsp;</td></tr>`;

export function headline(text: string): Markup {
  return markup`<tr><td><h1 class="ink" style="${FONT};margin:0;font-size:36px;line-height:40px;font-weight:700;letter-spacing:-.02em;color:#11171a">${text}</h1></td></tr>${gap(12)}`;
}

export function subhead(text: string): Markup {
  return markup`<tr><td><h2 class="ink" style="${FONT};margin:0 0 12px;font-size:22px;line-height:28px;font-weight:700;letter-spacing:-.02em;color:#11171a">${text}</h2></td></tr>`;
}

export function paragraph(text: string): Markup {
  return markup`<tr><td class="ink" style="${FONT};font-size:16px;line-height:24px;color:#11171a">${text}</td></tr>${gap(24)}`;
}

/** What, when and where of one performance. */
export function occasion({
  title,
  subtitle,
  lines,
}: {
  title: string;
  subtitle: string;
  lines: readonly string[];
}): Markup {
  const rest = lines.map((line, place) => (place === 0 ? markup`${line}` : markup`<br>${line}`));
  const extra = subtitle ? markup`, ${subtitle}` : [];
  return markup`<tr><td class="ink" style="${FONT};font-size:18px;line-height:26px;color:#11171a"><strong style="font-weight:650">${title}</strong>${extra}<br><span class="soft" style="font-size:16px;line-height:24px;color:#475257">${rest}</span></td></tr>${gap(24)}`;
}

/** Lines with a rule above each: what it is, and beside it a link. */
export function ruledRows(
  rows: readonly { readonly name: string; readonly detail: string; readonly link?: { url: string; label: string } }[],
): Markup {
  const cells = rows.map(({ name, detail, link }) => {
    const anchor = link
      ? markup`<a href="${link.url}" class="ink" style="color:#11171a;font-weight:600">${link.label}</a>`
      : markup`&nbsp;`;
    return markup`<tr><td class="ink line" style="${FONT};padding:14px 0;border-top:1px solid #d6dbdc;font-size:16px;line-height:22px;color:#11171a"><strong style="font-weight:650">${name}</strong><br><span class="soft" style="font-size:14px;line-height:20px;color:#475257">${detail}</span></td><td align="right" class="ink line" style="${FONT};padding:14px 0;border-top:1px solid #d6dbdc;font-size:14px;color:#11171a">${anchor}</td></tr>`;
  });
  return markup`<tr><td><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${cells}</table></td></tr><tr><td class="line" style="height:24px;font-size:0;line-height:0;border-top:1px solid #d6dbdc">&nbsp;</td></tr>`;
}

export function button(label: string, url: string): Markup {
  return markup`<tr><td><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" bgcolor="#ffc431" style="background:#ffc431;border-radius:12px"><a href="${url}" style="${FONT};display:block;padding:15px 24px;font-size:16px;line-height:22px;font-weight:650;color:#191300;text-decoration:none">${label}</a></td></tr></table></td></tr>${gap(16)}`;
}

export function links(all: readonly { readonly label: string; readonly url: string }[]): Markup {
  const anchors = all.map(
    ({ label, url }) => markup`<a href="${url}" class="ink" style="color:#11171a">${label}</a> &nbsp;&nbsp; `,
  );
  return markup`<tr><td align="center" class="ink" style="${FONT};font-size:14px;line-height:22px;color:#11171a">${anchors}</td></tr>${gap(24)}`;
}

export function note(strong: string, text: string): Markup {
  return markup`<tr><td class="wash ink" style="${FONT};background:#e8ecec;border-radius:12px;padding:14px 16px;font-size:14px;line-height:20px;color:#11171a"><strong style="font-weight:650">${strong}</strong> ${text}</td></tr>${gap(32)}`;
}

/** What happens when, the first of it done. */
export function steps(all: readonly { readonly when: string; readonly what: string }[]): Markup {
  const rows = all.map(({ when, what }, place) => {
    const look = place === 0 ? "background:#dcf3e6;color:#0b6e42" : "background:#e8ecec;color:#475257";
    const mark = place === 0 ? "✓" : String(place + 1);
    return markup`<tr><td width="36" valign="top" style="padding:0 0 16px"><table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td align="center" width="24" height="24" class="${place === 0 ? "ok" : "num"}" style="${FONT};width:24px;height:24px;border-radius:12px;font-size:13px;line-height:24px;font-weight:650;${look}">${mark}</td></tr></table></td><td class="ink" style="${FONT};padding:0 0 16px;font-size:16px;line-height:22px;color:#11171a"><strong style="font-weight:650">${when}</strong><br><span class="soft" style="font-size:14px;line-height:20px;color:#475257">${what}</span></td></tr>`;
  });
  return markup`<tr><td><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${rows}</table></td></tr>${gap(16)}`;
}

/** Amounts with their total under a rule, and a sentence below. */
export function amounts(
  rows: readonly (readonly [label: string, amount: string])[],
  total: readonly [label: string, amount: string],
  sentence: string,
): Markup {
  const lines = rows.map(
    ([label, amount]) =>
      markup`<tr><td class="soft" style="${FONT};padding:0 0 8px;font-size:14px;line-height:20px;color:#475257">${label}</td><td align="right" class="soft" style="${FONT};padding:0 0 8px;font-size:14px;line-height:20px;color:#475257">${amount}</td></tr>`,
  );
  const large =
    "padding:14px 0 0;font-size:22px;line-height:28px;font-weight:700;border-top:1px solid #d6dbdc;color:#11171a";
  return markup`<tr><td><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">${lines}<tr><td class="ink line" style="${FONT};${large}">${total[0]}</td><td align="right" class="ink line" style="${FONT};${large}">${total[1]}</td></tr></table></td></tr>${gap(12)}<tr><td class="soft" style="${FONT};font-size:14px;line-height:20px;color:#475257">${sentence}</td></tr>${gap(32)}`;
}

/** Six digits, large enough to be typed from another screen. */
export function digits(code: string): Markup {
  return markup`<tr><td align="center" class="wash ink" style="${FONT};background:#e8ecec;border-radius:12px;padding:20px 16px;font-size:36px;line-height:40px;font-weight:700;letter-spacing:.2em;color:#11171a">${code}</td></tr>${gap(24)}`;
}
