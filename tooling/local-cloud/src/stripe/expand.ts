import type { Account } from "./account.ts";
import { invalidRequest } from "./failures.ts";
import type { Shelf } from "./shelf.ts";

type Thing = Record<string, unknown>;

function find(account: Account, id: string): object | undefined {
  const { store } = account;
  if (id.startsWith("pi_")) return store.intents.get(id)?.intent;
  if (id.startsWith("cs_")) return store.sessions.get(id)?.session;
  const shelves: Shelf<{ id: string }>[] = [store.charges, store.refunds];
  return shelves.map((shelf) => shelf.get(id)).find((found) => found !== undefined);
}

/** A list nested in an object, as an expanded field shows it: the first ten entries. */
export function nestedList(entries: readonly object[], url: string) {
  return { object: "list", data: entries.slice(0, 10), has_more: entries.length > 10, url };
}

function lookUp(account: Account, thing: Thing, name: string): unknown {
  if (thing.object === "checkout.session" && name === "line_items") {
    const entries = account.store.sessions.get(String(thing.id))?.lineItems ?? [];
    return nestedList(entries, `/v1/checkout/sessions/${String(thing.id)}/line_items`);
  }
  if (thing.object === "charge" && name === "refunds") {
    return nestedList(
      account.store.refundsByCharge.get(String(thing.id)) ?? [],
      `/v1/charges/${String(thing.id)}/refunds`,
    );
  }
  const value = thing[name];
  return typeof value === "string" ? find(account, value) : value;
}

function expandOne(account: Account, thing: Thing, path: string[], whole: string): Thing {
  const [name, ...rest] = path;
  if (name === undefined) return thing;
  if (name === "data" && Array.isArray(thing.data)) {
    return { ...thing, data: thing.data.map((one: Thing) => expandOne(account, one, rest, whole)) };
  }
  const value = lookUp(account, thing, name);
  if (value === undefined) {
    throw invalidRequest(`This property cannot be expanded (${whole}).`, undefined, "expand");
  }
  if (value === null || typeof value !== "object") return thing;
  return { ...thing, [name]: expandOne(account, value as Thing, rest, whole) };
}

/**
 * The object with the named ids replaced by what they name; paths may go four levels deep, as at Stripe. The stored
 * object stays as it is. Refuses a property that is no reference.
 */
export function withExpanded(account: Account, thing: object, paths: readonly string[] = []): object {
  return paths.reduce<object>((expanded, whole) => {
    const path = whole.split(".");
    if (path.length > 4) throw invalidRequest("You cannot expand more than 4 levels.", undefined, "expand");
    return expandOne(account, expanded as Thing, path, whole);
  }, thing);
}
