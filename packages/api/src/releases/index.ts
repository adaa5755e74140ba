export { openDueRelease } from "./open-release.ts";
export { setAside } from "./set-aside.ts";
