"use client";

export function NewEvent() {
  return null;
}

export function EventEditor(_: { eventId: string }) {
  return null;
}
