/** HTML that is safe to send. Only `markup` makes it, so a text can never pass for it. */
export class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

type Interpolation = string | number | Markup | readonly Markup[];

/** A piece of HTML. Every text put into it is escaped, in content and attributes alike; markup goes in as it is. */
export function markup(pieces: TemplateStringsArray, ...between: readonly Interpolation[]): Markup {
  const html = pieces.map((piece, place) => {
    const value = between[place];
    return value === undefined ? piece : piece + htmlOf(value);
  });
  return new Markup(html.join(""));
}

function htmlOf(value: Interpolation): string {
  if (value instanceof Markup) return value.html;
  if (typeof value === "object") return value.map((one) => one.html).join("");
  return escapeHtml(String(value));
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A text as HTML shows it, in content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
}
