"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { createContext, useContext } from "react";

export interface Organizer {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly role: "owner" | "manager" | "boxOffice" | "finance" | "gate";
  /** How much of one order the reader may give back; null: as much as was paid. */
  readonly refundLimit: { readonly amountMinor: number; readonly currency: string } | null;
  readonly locale: Locale;
}

const OrganizerContext = createContext<Organizer | null>(null);
export const OrganizerProvider = OrganizerContext.Provider;

/** The organizer whose office is open. */
export function useOrganizer(): Organizer {
  const organizer = useContext(OrganizerContext);
  if (!organizer) throw new Error("Only inside an organizer's office");
  return organizer;
}

/** Makes addresses inside the open office: `/orders` becomes `/zh/o/kade/orders`. */
export function useOfficePath(): (path: string) => string {
  const { locale, slug } = useOrganizer();
  return (path) => localePath(locale, `/o/${slug}${path}`);
}

/** Who may change events, prices and venues. */
export function mayEdit({ role }: Organizer): boolean {
  return role === "owner" || role === "manager";
}

/** Who may give money back. */
export function mayRefund({ role }: Organizer): boolean {
  return mayEdit({ role } as Organizer) || role === "boxOffice";
}

/** Who may send a refund again that the bank refused: whoever may give money back, and those who keep the books. */
export function mayResendRefund({ role }: Organizer): boolean {
  return mayRefund({ role } as Organizer) || role === "finance";
}

/** Who sees the books. */
export function keepsBooks({ role }: Organizer): boolean {
  return mayEdit({ role } as Organizer) || role === "finance";
}
