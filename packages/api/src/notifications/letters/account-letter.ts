import type { AccountChange } from "../../kernel/jobs.ts";
import { button, framed, headline, type LetterLocale, paragraph, type WrittenLetter } from "./frame.ts";

export interface AccountFacts {
  readonly kind: AccountChange;
  /** "google", where the change is about another house. */
  readonly provider?: string;
  /** Where the account is looked at, or a new one begun. */
  readonly pageUrl: string;
}

interface Said {
  readonly subject: string;
  readonly lead: string;
}

interface Words {
  readonly said: Readonly<Record<AccountChange, (provider: string) => Said>>;
  readonly elsewhere: string;
  readonly open: string;
  readonly footer: string;
  readonly again: string;
  readonly kept: string;
}

const PROVIDER_NAMES: Readonly<Record<string, string>> = { google: "Google", facebook: "Facebook", apple: "Apple" };

const WORDS: Readonly<Record<LetterLocale, Words>> = {
  en: {
    said: {
      passwordSet: () => ({ subject: "Your account has a password now", lead: "You can sign in with it from now on." }),
      passwordChanged: () => ({ subject: "Your password was changed", lead: "The old one no longer signs you in." }),
      passwordRemoved: () => ({
        subject: "Your password was removed",
        lead: "You sign in by mail, or any other way you linked.",
      }),
      wayAdded: (provider) => ({
        subject: "A new way to sign in was added",
        lead: `${provider} now signs you in to Usher.`,
      }),
      wayRemoved: (provider) => ({
        subject: "A way to sign in was removed",
        lead: `${provider} no longer signs you in to Usher.`,
      }),
      accountDeleted: () => ({
        subject: "Your account was deleted",
        lead: "Your name, ways to sign in, reminders and preferences are gone.",
      }),
    },
    elsewhere:
      "If that was you, there is nothing to do. If not, sign in by mail, look at your account and sign out everywhere.",
    open: "Look at your account",
    footer: "We write this whenever somebody changes how one gets into your account.",
    again: "Prove this address again",
    kept: "Orders and invoices are kept as long as tax law demands. Tickets that are still valid open the gate: prove this address again, and you have them back.",
  },
  zh: {
    said: {
      passwordSet: () => ({ subject: "您的账户已设置密码", lead: "今后您可以用密码登录。" }),
      passwordChanged: () => ({ subject: "您的密码已更改", lead: "旧密码不再有效。" }),
      passwordRemoved: () => ({ subject: "您的密码已移除", lead: "您可以通过邮件或已绑定的其他方式登录。" }),
      wayAdded: (provider) => ({ subject: "已添加新的登录方式", lead: `现在可以用 ${provider} 登录 Usher。` }),
      wayRemoved: (provider) => ({ subject: "已移除一种登录方式", lead: `${provider} 不再能登录您的 Usher 账户。` }),
      accountDeleted: () => ({ subject: "您的账户已删除", lead: "您的姓名、登录方式、提醒和偏好设置均已删除。" }),
    },
    elsewhere: "如果是您本人操作，无需理会。如果不是，请通过邮件登录，检查您的账户并退出所有设备。",
    open: "查看您的账户",
    footer: "每当账户的登录方式发生变化，我们都会发送此邮件。",
    again: "重新验证此邮箱",
    kept: "订单和发票按税法要求的期限保存。仍然有效的门票可以照常入场：重新验证此邮箱即可取回。",
  },
};

/** The letter after somebody changed how one gets into an account, or deleted it. */
export function accountLetter({ kind, provider = "", pageUrl }: AccountFacts, locale: LetterLocale): WrittenLetter {
  const words = WORDS[locale];
  const { subject, lead } = words.said[kind](PROVIDER_NAMES[provider] ?? provider);
  const isGone = kind === "accountDeleted";
  const what = isGone ? words.kept : words.elsewhere;
  return {
    subject,
    text: [subject, "", lead, what, "", pageUrl, "", words.footer, ""].join("\n"),
    html: framed({
      locale,
      title: subject,
      preview: lead,
      corner: "",
      body: [headline(subject), paragraph(lead), paragraph(what), button(isGone ? words.again : words.open, pageUrl)],
      footer: [words.footer],
    }),
  };
}
