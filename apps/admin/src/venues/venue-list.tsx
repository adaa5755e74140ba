"use client";

export function VenueList() {
  return null;
}
