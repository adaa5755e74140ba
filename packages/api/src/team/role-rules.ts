/** The roles of an organizer's people. */
export type TeamRole = "owner" | "manager" | "boxOffice" | "finance" | "gate";

/**
 * Whom a role may invite, change and remove, by the role they have or are to have. An owner everybody; a manager those who sell
 * and those who scan, since whoever could make an owner or open the books would be one; the others nobody.
 */
const MAY_GIVE: Readonly<Record<TeamRole, readonly TeamRole[]>> = {
  owner: ["owner", "manager", "boxOffice", "finance", "gate"],
  manager: ["boxOffice", "gate"],
  boxOffice: [],
  finance: [],
  gate: [],
};

/** Whether somebody of the first role may invite, change or remove somebody of the second. */
export function mayGiveRole(own: TeamRole, given: TeamRole): boolean {
  return MAY_GIVE[own].includes(given);
}
