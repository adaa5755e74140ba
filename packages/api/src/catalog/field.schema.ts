import { z } from "zod";

export const instant = z.iso.datetime();
export const text = (max: number) => z.string().trim().max(max);

/** What was shown when the office read it: what somebody else changed since is not written over. */
export const revision = z.string().regex(/^[0-9a-f]{16}$/);
