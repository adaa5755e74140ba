"use client";

import { useQuery } from "@tanstack/react-query";
import type { OfficeVenuesView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";
import { useOrganizer } from "../shell/organizer.ts";

export type Venue = OfficeVenuesView["venues"][number];

/** The organizer's venues with their charts. */
export function useVenues() {
  const { id: organizerId } = useOrganizer();
  return useQuery(useTRPC().catalog.office.venues.queryOptions({ organizerId }));
}
