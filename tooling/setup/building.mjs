import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { childEnvironment } from "./environment.mjs";
import { at, pinnedNode } from "./paths.mjs";
import { run } from "./processes.mjs";
import { step } from "./progress.mjs";
import { hashSources, unlessStamped } from "./stamps.mjs";

/** The two apps, with the name of the step that builds each. */
export const APPS = [
  { name: "pwa", title: "Build of the PWA" },
  { name: "admin", title: "Build of the admin" },
];

/**
 * Builds both apps for production where their source, configuration or packages have changed. A build knows neither addresses nor keys: they
 * are read when it runs.
 */
export async function buildApps(folders) {
  for (const { name, title } of APPS) {
    const cwd = at("apps", name);
    const dist = join(cwd, folders.nextDist);
    const hash = hashSources(
      [cwd, at("packages"), at("package.json"), at("package-lock.json"), at("tsconfig.base.json")],
      [folders.nextDist],
    );
    await step(title, async () => {
      const hadWork = await unlessStamped(
        join(folders.stamps, `build-${name}`),
        hash,
        async () => {
          // A build that was broken off leaves pieces that the next one would trust. Its cache is made for that, and stays, but for what
          // TypeScript remembers: it does not see that sentences have changed, and goes on saying what was wrong before.
          rmSync(join(dist, "BUILD_ID"), { force: true });
          rmSync(join(dist, "cache/.tsbuildinfo"), { force: true });
          await run(pinnedNode(), [at("node_modules/next/dist/bin/next"), "build", "--webpack"], {
            cwd,
            env: childEnvironment({ NODE_ENV: "production", NEXT_DIST_DIR: folders.nextDist }),
            log: join(folders.logs, `build-${name}.log`),
          });
        },
        () => existsSync(join(dist, "BUILD_ID")),
      );
      return hadWork ? undefined : "as it was";
    });
  }
}
