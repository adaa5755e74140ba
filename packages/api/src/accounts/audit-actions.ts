/**
 * Every change that an organizer's people can make, and what kind of thing it is made to. What is not written here cannot be
 * recorded, and the office has words for each in both languages.
 */
export const AUDIT_ACTIONS = {
  "event.create": "event",
  "event.change": "event",
  "event.publish": "event",
  "event.unpublish": "event",
  "event.agenda": "event",
  "event.exhibitors": "event",
  "event.repeat": "event",
  "event.copy": "event",
  "performance.create": "performance",
  "performance.change": "performance",
  "performance.move": "performance",
  "performance.cancel": "performance",
  "venue.create": "venue",
  "venue.change": "venue",
  "chart.create": "chart",
  "chart.import": "chart",
  "chart.draw": "chart",
  "chart.publish": "chart",
  "release.setAside": "release",
  "release.change": "release",
  "release.open": "release",
  "release.openKeptBack": "performance",
  "gate.enrol": "device",
  "order.refund": "order",
  "order.lookedAt": "order",
  "order.letterAgain": "order",
  "refund.resend": "order",
  "membership.left": "member",
  "team.invite": "invitation",
  "team.resend": "invitation",
  "team.withdraw": "invitation",
  "team.accept": "member",
  "team.change": "member",
  "team.remove": "member",
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;
export type AuditObject = (typeof AUDIT_ACTIONS)[AuditAction];

/** The kinds of things that changes are made to. */
export const AUDIT_OBJECTS: readonly AuditObject[] = [...new Set(Object.values(AUDIT_ACTIONS))];
