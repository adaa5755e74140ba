"use client";

export function EventList() {
  return null;
}
