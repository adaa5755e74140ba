import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Whom the server runs as. Empty for everybody but root. */
export interface SystemUser {
  uid?: number;
  gid?: number;
}

/** PostgreSQL refuses to run as root, so root (a container, mostly) lends it the user `postgres`, made when missing. */
export async function postgresSystemUser(): Promise<SystemUser> {
  if (process.getuid?.() !== 0) return {};
  return (await lookUp()) ?? (await create());
}

async function lookUp(): Promise<SystemUser | undefined> {
  try {
    const [uid, gid] = await Promise.all([run("id", ["-u", "postgres"]), run("id", ["-g", "postgres"])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function create(): Promise<SystemUser> {
  try {
    await run("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
  } catch (error) {
    throw new Error('PostgreSQL does not run as root and the user "postgres" could not be made. Run as another user.', {
      cause: error,
    });
  }
  const user = await lookUp();
  if (!user) throw new Error('The user "postgres" was made but is not known to the system.');
  return user;
}

/** A command with what spawning it needs to be that user. */
export interface LentCommand extends SystemUser {
  readonly command: string;
  readonly args: string[];
}

/**
 * A command as it is run by `user`. Where a folder above the given paths is closed to everybody but root (a clone in
 * root's own home), the user alone could not reach its programs and data: setpriv then lends it the right to pass
 * through, and to nothing that is not PostgreSQL's business.
 */
export async function lendCommand(
  user: SystemUser,
  command: string,
  args: readonly string[],
  paths: readonly string[],
): Promise<LentCommand> {
  if (user.uid === undefined || user.gid === undefined) return { command, args: [...args] };
  const isOpen = (await Promise.all([command, ...paths].map(isReachable))).every(Boolean);
  if (isOpen) return { command, args: [...args], ...user };
  const rights = ["--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"];
  const identity = ["--reuid", String(user.uid), "--regid", String(user.gid), "--clear-groups"];
  return { command: "setpriv", args: [...identity, ...rights, "--", command, ...args] };
}

async function isReachable(path: string): Promise<boolean> {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const found = await stat(folder).catch(() => undefined);
    if (found && (found.mode & 0o001) === 0) return false;
  }
  return true;
}
