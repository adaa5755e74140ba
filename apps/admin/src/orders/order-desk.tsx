"use client";

export function OrderDesk(_: { orderId: string }) {
  return null;
}
