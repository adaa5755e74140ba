import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { childEnvironment } from "./environment.mjs";
import { at, LOCAL } from "./paths.mjs";
import { run } from "./processes.mjs";
import { SetupFailure, step } from "./progress.mjs";
import { otherRun } from "./run-state.mjs";
import { hashSources, unlessStamped } from "./stamps.mjs";

const OLDEST_NODE = [20, 19];
const CHROMIUM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const MAC_BROWSERS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** Refuses a Node that is too old to run even the set-up. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetupFailure(
    `Usher needs Node ${OLDEST_NODE.join(".")} or newer; this is ${version}. Get it from your package manager.`,
  );
}

/** Installs the packages that the lock file names, unless they are there. */
export async function ensureDependencies() {
  const hash = hashSources(
    [at("package-lock.json"), at(".npmrc")],
    [systemNodeVersion(), process.platform, process.arch],
  );
  await step("Packages", async () => {
    const hadWork = await unlessStamped(
      join(LOCAL, "stamps/dependencies"),
      hash,
      async () => {
        if (otherRun())
          throw new SetupFailure("The lock file has changed while the product runs. Stop it first (Ctrl-C there).");
        const { npm_execpath: npm, npm_node_execpath: node = process.execPath } = process.env;
        // Not `npm ci`: that refuses a lock file which lacks an optional package of some other platform. The versions are
        // those of the lock file either way, and it is left as it is.
        const install = ["install", "--no-save", "--prefer-offline"];
        const [command, ...args] = npm?.endsWith(".js") ? [node, npm, ...install] : ["npm", ...install];
        await run(command, args, { cwd: at("."), log: join(LOCAL, "logs/npm-install.log") });
      },
      () => existsSync(at("node_modules/.package-lock.json")),
    );
    return hadWork ? undefined : "as they were";
  });
}

/**
 * The version of the machine's own Node. Under npm this process may already be the pinned one, which comes first on the path once it is
 * installed; npm says what it runs on itself.
 */
function systemNodeVersion() {
  return /node\/(\S+)/.exec(process.env.npm_config_user_agent ?? "")?.[1] ?? process.version;
}

/** Finds `redis-server`, or gets it from the system's package manager. */
export async function ensureRedis() {
  await step("Redis", () =>
    ensureProgram({
      what: "Redis",
      find: () => findProgram(["redis-server", "valkey-server"]),
      aptPackage: "redis-server",
      brewPackage: "redis",
    }),
  );
}

/** Finds a Chromium for the browser tests, or gets one, and returns its path. */
export async function ensureChromium() {
  let path;
  await step("Chromium", async () => {
    const word = await ensureProgram({ what: "Chromium", find: findChromium, aptPackage: "chromium" });
    path = findChromium();
    return word;
  });
  return path;
}

function findChromium() {
  const named = process.env.USHER_CHROMIUM;
  return named || findProgram(CHROMIUM_NAMES) || MAC_BROWSERS.find((path) => existsSync(path));
}

async function ensureProgram({ what, find, aptPackage, brewPackage }) {
  if (find()) return "found";
  const log = join(LOCAL, `logs/install-${aptPackage}.log`);
  for (const [command, ...args] of installCommands(aptPackage, brewPackage)) {
    await run(command, args, { log, env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, allowFailure: true });
  }
  if (find()) return "installed";
  throw new SetupFailure(
    `${what} is needed and could not be installed. ${howToGet(what, aptPackage, brewPackage)}`,
    log,
  );
}

function installCommands(aptPackage, brewPackage) {
  if (process.platform === "darwin")
    return brewPackage && findProgram(["brew"]) ? [["brew", "install", brewPackage]] : [];
  if (!findProgram(["apt-get"])) return [];
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (asRoot.length > 0 && process.stdin.isTTY) {
    // Asks for the password where a person can type it; the quiet commands below then need none.
    console.log(`\nInstalling ${aptPackage} needs your password for sudo.`);
    spawnSync("sudo", ["-v"], { stdio: "inherit" });
  }
  return [
    [...asRoot, "apt-get", "update"],
    [...asRoot, "apt-get", "install", "-y", "--no-install-recommends", aptPackage],
  ];
}

function howToGet(what, aptPackage, brewPackage) {
  if (process.platform === "darwin") {
    return brewPackage
      ? `Install Homebrew and run: brew install ${brewPackage}`
      : "Install Google Chrome, then run this again.";
  }
  const packages = `apt-get install ${aptPackage}, or your system's package of ${what}`;
  return `Run as an administrator: ${packages}. Then run this again.`;
}

/** The first of these programs on the path (or where package managers put them). */
export function findProgram(names) {
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    "/usr/bin",
    "/usr/local/bin",
    "/opt/homebrew/bin",
    "/usr/sbin",
  ];
  return names.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name))).find(isRunnable);
}

function isRunnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Everything that any command needs before it can run: Node, packages, the database client's code. */
export async function ensureBasics() {
  checkNode();
  await ensureDependencies();
  await ensureGeneratedClient();
}

async function ensureGeneratedClient() {
  const hash = hashSources([
    at("packages/db/prisma/schema"),
    at("packages/db/prisma.config.ts"),
    at("package-lock.json"),
  ]);
  await step("Database client", async () => {
    const stamp = join(LOCAL, "stamps/database-client");
    const isThere = () => existsSync(at("packages/db/generated/client.ts"));
    const generate = async () => {
      const log = join(LOCAL, "logs/prisma-generate.log");
      await run(at("node_modules/.bin/prisma"), ["generate"], { cwd: at("packages/db"), env: childEnvironment(), log });
    };
    const hadWork = await unlessStamped(stamp, hash, generate, isThere);
    return hadWork ? undefined : "as it was";
  });
}
