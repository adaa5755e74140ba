import type { Locale } from "@usher/client/i18n";

/**
 * What a page that broke says. Not among the other sentences: what broke may be what brings those, and a page that never breaks should not
 * carry more than these.
 */
export const BROKEN_WORDS = {
  en: {
    title: "Something went wrong on our side",
    text: "What you hold stays held, and what you paid for is yours. Try again.",
    retry: "Try again",
  },
  zh: {
    title: "我们这边出了问题",
    text: "您保留的座位仍然保留，已付款的仍归您。请重试。",
    retry: "重试",
  },
} as const satisfies Record<Locale, { readonly title: string; readonly text: string; readonly retry: string }>;
