"use client";

export function LiveSales(_: { performanceId: string }) {
  return null;
}
