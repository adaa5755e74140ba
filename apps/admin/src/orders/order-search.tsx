"use client";

export function OrderSearch() {
  return null;
}
