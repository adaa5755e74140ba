import { delimiter, join } from "node:path";
import { isProgram } from "../process/is-program.ts";

const NAMES = ["redis-server", "valkey-server"];
const USUAL_FOLDERS = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/snap/bin"];

/** The path of a Redis (or Valkey) server on this machine. Where there is none, the error says how to get one. */
export function findRedisServer(): string {
  const folders = [...(process.env.PATH ?? "").split(delimiter).filter(Boolean), ...USUAL_FOLDERS];
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = candidates.find(isProgram);
  if (!found) throw new Error(`Usher needs a Redis server and found none. ${howToGetIt()}`);
  return found;
}

function howToGetIt(): string {
  if (process.platform === "darwin") return "Get it with: brew install redis";
  if (process.platform === "win32") return "Run Usher inside WSL, and there: sudo apt-get install redis-server";
  return "Get it with: sudo apt-get install redis-server (or dnf install valkey, apk add redis, pacman -S valkey)";
}
