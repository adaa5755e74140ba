import { button, digits, framed, headline, type LetterLocale, note, paragraph, type WrittenLetter } from "./frame.ts";

export interface SignInFacts {
  /** Six digits. */
  readonly code: string;
  readonly linkUrl: string;
  readonly minutesValid: number;
}

const WORDS = {
  en: {
    subject: (code: string) => `${code} is your sign-in code`,
    title: "Sign in",
    preview: "Type the six digits, or press the button on the device you want to use.",
    lead: "Type these six digits where you asked for them:",
    or: "Or, on this device, open the link and confirm:",
    open: "Sign in here",
    keep: "Nobody from Usher asks for this code.",
    validity: (minutes: number) => `It works once, for ${minutes} minutes.`,
    footer: "You did not ask for this? Then do nothing: without this mail nobody gets in.",
  },
  zh: {
    subject: (code: string) => `登录验证码 ${code}`,
    title: "登录",
    preview: "输入六位验证码，或在要使用的设备上点击按钮。",
    lead: "请在登录页面输入以下六位数字：",
    or: "或者在本设备上打开链接并确认：",
    open: "在此登录",
    keep: "Usher 的任何人都不会向您索要此验证码。",
    validity: (minutes: number) => `验证码仅可使用一次，${minutes} 分钟内有效。`,
    footer: "如果不是您本人的请求，请忽略此邮件：没有这封邮件，任何人都无法登录。",
  },
} as const;

/** The letter with a link and a code; either proves the address. */
export function signInLetter({ code, linkUrl, minutesValid }: SignInFacts, locale: LetterLocale): WrittenLetter {
  const words = WORDS[locale];
  const validity = words.validity(minutesValid);
  return {
    subject: words.subject(code),
    text: [words.lead, "", `    ${code}`, "", words.or, linkUrl, "", validity, words.keep, words.footer, ""].join("\n"),
    html: framed({
      locale,
      title: words.subject(code),
      preview: words.preview,
      corner: "",
      body: [
        headline(words.title),
        paragraph(words.lead),
        digits(code),
        paragraph(words.or),
        button(words.open, linkUrl),
        note(words.keep, validity),
      ],
      footer: [words.footer],
    }),
  };
}
