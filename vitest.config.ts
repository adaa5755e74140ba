import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const NEVER = ["**/node_modules/**", "**/.next*/**", "**/generated/**", "**/.local/**"];

/** One project per way of preparing: only what speaks to PostgreSQL and Redis waits for them. */
export default defineConfig({
  test: {
    maxWorkers: Math.max(1, Math.min(4, availableParallelism())),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A condition that is waited for may take its time on a machine that has other things to do.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: "domain",
          include: ["packages/{api,db}/**/*.test.ts"],
          exclude: NEVER,
          globalSetup: ["tooling/setup/test-services.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "rest",
          include: ["packages/{client,ui}/**/*.test.{ts,tsx}", "apps/**/*.test.{ts,tsx}", "tooling/**/*.test.{ts,mjs}"],
          exclude: NEVER,
        },
      },
    ],
  },
});
