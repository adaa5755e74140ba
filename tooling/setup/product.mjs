import { rmSync } from "node:fs";
import { join } from "node:path";
import { APPS, buildApps } from "./building.mjs";
import { prepareDatabase } from "./database.mjs";
import { childEnvironment, localCloudEnvironment, productEnvironment, secrets } from "./environment.mjs";
import { at, foldersOf, pinnedNode } from "./paths.mjs";
import { choosePort, freePort } from "./ports.mjs";
import { Household } from "./processes.mjs";
import { step } from "./progress.mjs";

const PREFERRED = { pwa: 3000, admin: 3001, page: 4000 };
/** Demo accounts and an open inbox are for this machine alone, unless somebody says otherwise. */
const HOST = process.env.USHER_HOST ?? "127.0.0.1";
/** Not 127.0.0.1: Next calls that "localhost" in rewrites, takes it for another site, and turns in circles. */
const NEXT_HOST = "localhost";
const NEXT = at("node_modules/next/dist/bin/next");

/**
 * Starts the whole product: services, database, builds, worker, both apps. In development mode Next compiles on demand and the servers restart when
 * their source changes. Nothing stays when it fails. `settings` are variables that this installation has otherwise.
 *
 * @returns what {@link Household} runs, the environment that commands need to reach it, and its addresses.
 */
export async function startProduct({
  installation = "product",
  development = false,
  settings = {},
  onLoss = () => {},
} = {}) {
  const folders = foldersOf(installation);
  const household = new Household(onLoss);
  try {
    // First, since it takes minutes: a port that was free before may be somebody else's afterwards.
    if (!development) await buildApps(folders);
    const ports = await choosePorts(installation);
    const urls = {
      pwa: `http://localhost:${ports.pwa}`,
      admin: `http://localhost:${ports.admin}`,
      page: `http://localhost:${ports.page}`,
    };
    const keys = secrets(join(folders.home, "secrets.json"));
    const services = await startServices({ household, folders, keys, ports, urls });
    const environment = { ...productEnvironment({ keys, services, urls, development }), ...settings };
    await prepareDatabase(folders, environment);
    await startApps({ household, folders, environment, ports, urls, development });
    return { household, environment, urls, folders };
  } catch (error) {
    await household.stop();
    throw error;
  }
}

/** Starts the services and their database alone, for commands that need no app. */
export async function startData(installation = "product") {
  const folders = foldersOf(installation);
  const household = new Household();
  try {
    const ports = { page: await freePort(), stripe: await freePort(), pusher: await freePort() };
    const urls = { pwa: `http://localhost:${PREFERRED.pwa}`, admin: `http://localhost:${PREFERRED.admin}` };
    const keys = secrets(join(folders.home, "secrets.json"));
    const services = await startServices({ household, folders, keys, ports, urls });
    const environment = productEnvironment({ keys, services, urls });
    await prepareDatabase(folders, environment);
    return { household, environment };
  } catch (error) {
    await household.stop();
    throw error;
  }
}

/** The product takes the ports people know; tests take what is free, so that both may run at once. */
async function choosePorts(installation) {
  const ports = {
    nextPwa: await freePort(),
    nextAdmin: await freePort(),
    stripe: await freePort(),
    pusher: await freePort(),
    openid: await freePort(),
  };
  for (const [name, preferred] of Object.entries(PREFERRED)) {
    ports[name] =
      installation === "product"
        ? await choosePort(preferred, (other) => console.log(`! Port ${preferred} is taken; using ${other} instead.`))
        : await freePort();
  }
  return ports;
}

async function startServices({ household, folders, keys, ports, urls }) {
  let services;
  await step("PostgreSQL, Redis and the outside services", async () => {
    const member = household.start("local services", pinnedNode(), [at("tooling/local-cloud/src/main.ts")], {
      cwd: at("."),
      env: localCloudEnvironment({ keys, data: folders.data, ports, urls }),
      log: join(folders.logs, "services.log"),
      talks: true,
    });
    ({ services } = await household.untilReady(member));
  });
  return services;
}

async function startApps({ household, folders, environment, ports, urls, development }) {
  const watch = development ? ["--watch"] : [];
  await step("Worker and apps", async () => {
    household.start("worker", pinnedNode(), [...watch, at("packages/api/src/jobs/worker.ts")], {
      cwd: at("."),
      env: childEnvironment(environment),
      log: join(folders.logs, "worker.log"),
      talks: true,
    });
    await Promise.all(
      APPS.map(({ name }) => startApp({ name, household, folders, environment, ports, urls, development })),
    );
  });
}

async function startApp({ name, household, folders, environment, ports, urls, development }) {
  const port = String(ports[name]);
  const nextPort = String(name === "pwa" ? ports.nextPwa : ports.nextAdmin);
  const env = childEnvironment({ ...environment, NEXTAUTH_URL: urls[name], NEXT_DIST_DIR: folders.nextDist });
  // What an earlier run compiled may be of other sources, and pages made of both load themselves anew without end.
  if (development) rmSync(at("apps", name, folders.nextDist, "dev"), { recursive: true, force: true });
  const mode = development ? ["dev"] : ["start", "--keepAliveTimeout", "75000"];
  household.start(`${name} (Next)`, pinnedNode(), [NEXT, ...mode, "-p", nextPort, "-H", NEXT_HOST], {
    cwd: at("apps", name),
    env,
    log: join(folders.logs, `${name}-next.log`),
  });
  const serve = [
    at("packages/api/src/hosts/serve.ts"),
    "--app",
    name,
    "--host",
    HOST,
    "--port",
    port,
    "--next-port",
    nextPort,
    "--next-host",
    NEXT_HOST,
  ];
  const args = development ? ["--watch", ...serve, "--dev"] : serve;
  const front = household.start(`${name} (front server)`, pinnedNode(), args, {
    cwd: at("."),
    env,
    log: join(folders.logs, `${name}.log`),
    talks: true,
  });
  // A built app answers within seconds. In development the first answer waits for compilation, minutes on a busy machine.
  await household.untilAnswers(front, `${urls[name]}/api/health`, development ? 600 : 90);
}
