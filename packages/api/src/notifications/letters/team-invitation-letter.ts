import type { Role } from "@usher/db";
import { button, framed, headline, type LetterLocale, paragraph, type WrittenLetter } from "./frame.ts";

export interface TeamInvitationFacts {
  readonly organizer: string;
  readonly role: Role;
  /** Who invites; null when they have left since. */
  readonly inviter: string | null;
  /** The last day of the link. */
  readonly until: string;
  readonly linkUrl: string;
}

const WORDS = {
  en: {
    subject: (organizer: string) => `Work with ${organizer} on Usher`,
    lead: (inviter: string | null, organizer: string) =>
      inviter === null
        ? `You are invited to the team of ${organizer}.`
        : `${inviter} invites you to the team of ${organizer}.`,
    roles: {
      owner: "You would be an owner: everything, the team and its rights included.",
      manager: "You would be a manager: events, prices, sales and orders.",
      boxOffice: "You would work at the box office: orders, refunds and the gate.",
      finance: "You would keep the books: orders and money.",
      gate: "You would work at the gate: scanning tickets.",
    },
    how: "Open the link and sign in with this address.",
    open: "Join the team",
    validity: (until: string) => `The link is good until ${until}.`,
    footer: "You do not know them? Then do nothing: without the link nothing happens.",
  },
  zh: {
    subject: (organizer: string) => `加入 ${organizer} 的 Usher 团队`,
    lead: (inviter: string | null, organizer: string) =>
      inviter === null ? `您受邀加入 ${organizer} 的团队。` : `${inviter} 邀请您加入 ${organizer} 的团队。`,
    roles: {
      owner: "您将是负责人：拥有全部权限，包括团队及其权限。",
      manager: "您将是经理：管理活动、价格、销售和订单。",
      boxOffice: "您将在票房工作：处理订单、退款和检票。",
      finance: "您将负责账务：查看订单和资金。",
      gate: "您将负责检票：扫描门票。",
    },
    how: "打开链接，并用此邮箱登录。",
    open: "加入团队",
    validity: (until: string) => `链接有效期至 ${until}。`,
    footer: "如果您不认识对方，请忽略此邮件：不打开链接，什么都不会发生。",
  },
} as const;

/** The letter that invites somebody to an organizer's team. */
export function teamInvitationLetter(facts: TeamInvitationFacts, locale: LetterLocale): WrittenLetter {
  const { organizer, role, inviter, until, linkUrl } = facts;
  const words = WORDS[locale];
  const subject = words.subject(organizer);
  const lead = words.lead(inviter, organizer);
  const said = [lead, words.roles[role], words.how];
  return {
    subject,
    text: [...said, "", linkUrl, "", words.validity(until), words.footer, ""].join("\n"),
    html: framed({
      locale,
      title: subject,
      preview: lead,
      corner: "",
      body: [headline(subject), ...said.map(paragraph), button(words.open, linkUrl), paragraph(words.validity(until))],
      footer: [words.footer],
    }),
  };
}
