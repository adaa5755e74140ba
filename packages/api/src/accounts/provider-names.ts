import { z } from "zod";

/** Other houses that can sign people in here, in the order in which they are offered. */
export const PROVIDERS = ["google", "apple", "facebook"] as const;
export type Provider = (typeof PROVIDERS)[number];
export const providerSchema = z.enum(PROVIDERS);
