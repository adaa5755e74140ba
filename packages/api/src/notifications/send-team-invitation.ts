import type { JobPayloads } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";
import { letterLocale } from "./letters/frame.ts";
import { dayAt, pageUrl } from "./letters/letter-words.ts";
import { teamInvitationLetter } from "./letters/team-invitation-letter.ts";
import { sendLetter } from "./send-letter.ts";

/** Sends the link with which somebody joins a team. One that is accepted, withdrawn, over or sent anew needs no letter any more. */
export async function sendTeamInvitation(
  services: Services,
  { invitationId, sends, sealed }: JobPayloads["notifications.teamInvitation"],
): Promise<void> {
  const { db, env, clock, box } = services;
  const invitation = await db.invitation.findUnique({ where: { id: invitationId }, include: { organizer: true } });
  if (!invitation || invitation.acceptedAt || invitation.withdrawnAt) return;
  if (invitation.sends !== sends || invitation.expiresAt <= clock.now()) return;
  const inviter = await db.person.findUnique({ where: { id: invitation.invitedById } });
  const token = box.open(sealed, `invitation/${invitationId}/${sends}`);
  const locale = letterLocale(invitation.locale);
  const facts = {
    organizer: invitation.organizer.name,
    role: invitation.role,
    inviter: inviter?.name ?? (inviter?.deletedAt === null ? inviter.email : null),
    // By the universal clock: nobody knows where the reader is, and a day is not a deadline to the hour.
    until: dayAt(invitation.expiresAt, "UTC", locale),
    linkUrl: pageUrl(env.ADMIN_URL, locale, `/join/${token}`),
  };
  const intent = {
    dedupeKey: `team-invitation:${invitationId}:${sends}`,
    kind: "teamInvitation",
    to: invitation.email,
  };
  await sendLetter(services, intent, () => teamInvitationLetter(facts, locale));
}
