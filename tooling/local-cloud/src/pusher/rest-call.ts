import type { PusherApp } from "./app.ts";

/** A request of the app's server that has proven who it is. */
export interface RestCall {
  app: PusherApp;
  query: ReadonlyMap<string, string>;
  body: string;
  /** The variable parts of the path, decoded. */
  parts: string[];
}
