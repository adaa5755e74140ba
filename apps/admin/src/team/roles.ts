import { mayGiveRole } from "@usher/api/contract";
import type { Organizer } from "../shell/organizer.ts";

export const ROLES = [
  "owner",
  "manager",
  "boxOffice",
  "finance",
  "gate",
] as const satisfies readonly Organizer["role"][];

/** The roles that somebody of this role may give to others. */
export function rolesToGive(own: Organizer["role"]): readonly Organizer["role"][] {
  return ROLES.filter((role) => mayGiveRole(own, role));
}

/** Whether a role gives money back, so that a limit means something. */
export function isLimited(role: Organizer["role"]): boolean {
  return role === "manager" || role === "boxOffice";
}
