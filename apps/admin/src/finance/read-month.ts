import { MONTH_PATTERN } from "@usher/api/contract";

/** The month that an address asks for, if it is one. */
export function readMonth(query: { get(name: string): string | null }): string | undefined {
  const month = query.get("month") ?? "";
  return MONTH_PATTERN.test(month) ? month : undefined;
}
