import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import type { PostgresBinaries } from "./binaries.ts";
import { lendCommand, type SystemUser } from "./system-user.ts";

const run = promisify(execFile);
const PASSWORD_FILE = "superuser-password";

/**
 * Makes the data folder when it is not there yet and returns the password of its superuser, which is drawn once for each folder:
 * on a shared machine the loopback address is open to everyone. Making happens beside the folder and ends in a rename, so an
 * interruption leaves no half folder behind.
 */
export async function prepareDataFolder(dir: string, binaries: PostgresBinaries, user: SystemUser): Promise<string> {
  if (!(await exists(join(dir, "PG_VERSION")))) await makeDataFolder(dir, binaries, user);
  return (await readFile(join(dir, PASSWORD_FILE), "utf8")).trim();
}

async function makeDataFolder(dir: string, binaries: PostgresBinaries, user: SystemUser): Promise<void> {
  await mkdir(dirname(dir), { recursive: true });
  const making = await mkdtemp(`${dir}.new-`);
  const passwordFile = `${making}.password`;
  try {
    await writeFile(passwordFile, `${randomBytes(18).toString("base64url")}\n`, { mode: 0o600 });
    await giveTo(user, making, passwordFile);
    // The built-in locale sorts the same on every system; English messages, since readiness is read from them.
    const flags = ["--auth=scram-sha-256", "--username=postgres", "--encoding=UTF8", "--locale=C", "--no-sync"];
    const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const initdb = [`--pgdata=${making}`, `--pwfile=${passwordFile}`, ...flags, ...locale];
    const { command, args, uid, gid } = await lendCommand(user, binaries.initdb, initdb, [making]);
    await run(command, args, { uid, gid });
    await rename(passwordFile, join(making, PASSWORD_FILE));
    // An empty folder may stand there already; anything else makes the rename fail, rightly.
    await rename(making, dir);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
    throw new Error(`The database folder ${dir} could not be made. ${hint(user)}`.trim(), { cause: error });
  }
}

function hint(user: SystemUser): string {
  return user.uid === undefined
    ? ""
    : 'As root, it is made by the user "postgres": see that its folder can be reached.';
}

async function giveTo(user: SystemUser, ...paths: string[]): Promise<void> {
  if (user.uid === undefined || user.gid === undefined) return;
  for (const path of paths) await chown(path, user.uid, user.gid);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Deals with the lock that a killed server leaves. A pid that is dead is PostgreSQL's own business; one that the system gave to
 * another program since would make it refuse for ever, so that lock is removed; a server still at work there (an orphan
 * may be on its way out) is given ten seconds, and then wins.
 */
export async function clearStaleLock(dir: string): Promise<void> {
  const lock = join(dir, "postmaster.pid");
  for (let tries = 0; tries < 100; tries++) {
    const pid = Number.parseInt((await readFile(lock, "utf8").catch(() => "")).split("\n")[0] ?? "", 10);
    if (!Number.isInteger(pid) || !isAlive(pid)) return;
    if (!(await isPostgres(pid))) {
      await rm(lock, { force: true });
      return;
    }
    await wait(100);
  }
  throw new Error(`Another PostgreSQL is at work in ${dir}. Is Usher running already?`);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

async function isPostgres(pid: number): Promise<boolean> {
  try {
    return /postgres/.test((await run("ps", ["-o", "command=", "-p", String(pid)])).stdout);
  } catch {
    // Without ps, or with the process gone in between, Linux still says it in /proc.
    return /postgres/.test(await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""));
  }
}
