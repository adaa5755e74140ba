import { z } from "zod";

/** What the journeys are told by the test command: where the product is. */
export const env = z
  .object({
    PWA_URL: z.url(),
    ADMIN_URL: z.url(),
    LOCAL_CLOUD_URL: z.url(),
    DATABASE_URL: z.url(),
    CHROMIUM_PATH: z.string().min(1),
  })
  .parse(process.env);
