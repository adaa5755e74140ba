"use client";

import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@usher/client/trpc";
import { useOrganizer } from "../shell/organizer.ts";

/** The organizer's venues with their charts. */
export function useVenues() {
  const { id: organizerId } = useOrganizer();
  return useQuery(useTRPC().catalog.office.venues.queryOptions({ organizerId }));
}
