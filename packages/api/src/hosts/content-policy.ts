import { createHash } from "node:crypto";

/** What differs between installations and modes. */
export interface PolicyOptions {
  /** Origins that pages may speak to besides their own: the live channel's `ws://` or `wss://` origin. */
  readonly connectTo: readonly string[];
  /** Next's development server evaluates code and injects styles; a built app does neither. */
  readonly development?: boolean;
}

/** How one page's own inline scripts and styles are told from injected ones. */
export interface InlineSources {
  /** Sources for inline scripts: `'nonce-…'` or `'sha256-…'`. */
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
}

const NO_INLINE: InlineSources = { scripts: [], styles: [] };

/**
 * The content security policy of a response (https://www.w3.org/TR/CSP3/). Scripts run from our own origin or by hash or nonce, never merely
 * because they are inline. Style *attributes* are allowed, since React writes them for positions and sizes and a browser cannot be
 * made to run code by one.
 */
export function contentPolicy(options: PolicyOptions, inline: InlineSources = NO_INLINE): string {
  const devScripts = options.development ? ["'unsafe-eval'"] : [];
  const styles = options.development ? ["'unsafe-inline'"] : inline.styles;
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'self'"],
    "script-src": ["'self'", ...inline.scripts, ...devScripts],
    "script-src-attr": ["'none'"],
    "style-src": ["'self'", ...styles],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'", ...options.connectTo],
    "worker-src": ["'self'"],
    "manifest-src": ["'self'"],
    "media-src": ["'self'", "blob:"],
    "frame-src": ["'none'"],
    "frame-ancestors": ["'none'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "object-src": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

/**
 * The policy that comes with a script and governs it as a worker: pages' own rules do not reach into one. A worker may compile WebAssembly,
 * which the gate reads codes with; a page may not.
 */
export function workerPolicy(options: PolicyOptions): string {
  return contentPolicy(options, { ...NO_INLINE, scripts: ["'wasm-unsafe-eval'"] });
}

const INLINE_SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;
const INLINE_STYLE = /<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi;

/** The hashes of everything inline in a page that we rendered ourselves, ahead of time, and therefore trust as it stands. */
export function inlineHashes(html: string): InlineSources {
  const scripts = [...html.matchAll(INLINE_SCRIPT)]
    .filter(([, attributes = ""]) => !/\ssrc\s*=/i.test(attributes))
    .map(([, , text = ""]) => hashSource(text));
  const styles = [...html.matchAll(INLINE_STYLE)].map(([, text = ""]) => hashSource(text));
  return { scripts: [...new Set(scripts)], styles: [...new Set(styles)] };
}

/** What a policy names an inline script or style by. A browser hashes the text after it has turned CRLF into LF. */
export function hashSource(text: string): string {
  const hash = createHash("sha256").update(text.replaceAll(/\r\n?/g, "\n"), "utf8");
  return `'sha256-${hash.digest("base64")}'`;
}

/** Headers that every response of the front server carries. HSTS is a promise only https can keep. */
export function securityHeaders(isHttps: boolean): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(), geolocation=(self), payment=(), usb=()",
    ...(isHttps ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}
