import { accessSync, constants, statSync } from "node:fs";

/** Whether there is a file here that can be run. */
export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
