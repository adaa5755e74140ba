import type { WalletTicketView } from "@usher/api/contract";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** The tickets of one person or guest as this device keeps them, with all that shows a code with no network. */
export interface KeptWallet {
  /** Whose: another one's wallet is never mixed in. */
  readonly personKey: string;
  readonly tickets: readonly WalletTicketView[];
  /** Server's clock minus this device's, ms. */
  readonly serverOffsetMs: number;
  /** This device's clock at the last sync, ms. */
  readonly syncedAt: number;
}

interface WalletSchema extends DBSchema {
  wallet: { key: "mine"; value: KeptWallet };
  /** How often this device forgot a wallet. It is all that is left of one. */
  departures: { key: "count"; value: number };
}

/** How often this device had forgotten a wallet when a question was asked; null in a browser that keeps nothing. */
export type Departures = number | null;

const FORGOTTEN = "usher:wallet-forgotten";

let opening: Promise<IDBPDatabase<WalletSchema>> | null = null;
let hasAskedToPersist = false;

function open(): Promise<IDBPDatabase<WalletSchema>> {
  opening ??= openDB<WalletSchema>("usher-wallet", 2, {
    upgrade(database, oldVersion) {
      if (oldVersion < 1) database.createObjectStore("wallet");
      if (oldVersion < 2) database.createObjectStore("departures");
    },
    // Another tab brings a newer form of it: let go at once, or it waits for this one.
    blocking: () => void closeWallet(),
    terminated: () => {
      opening = null;
    },
  });
  return opening;
}

async function closeWallet(): Promise<void> {
  const database = await opening;
  opening = null;
  database?.close();
}

/** What this device keeps, or null: nothing yet, or a browser that keeps nothing. */
export async function readWallet(): Promise<KeptWallet | null> {
  try {
    return (await (await open()).get("wallet", "mine")) ?? null;
  } catch {
    return null;
  }
}

/** To be read before the server is asked for a wallet, and given to `keepWallet` with the answer. */
export async function countDepartures(): Promise<Departures> {
  try {
    return (await (await open()).get("departures", "count")) ?? 0;
  } catch {
    return null;
  }
}

/**
 * Puts a wallet in place of whatever was kept, another person's too. Returns false, and keeps nothing, when this device has
 * forgotten a wallet since the question: an answer that was on its way, in whichever tab, may not bring back what was
 * just wiped.
 */
export async function keepWallet(wallet: KeptWallet, askedAt: Departures): Promise<boolean> {
  try {
    const tx = (await open()).transaction(["wallet", "departures"], "readwrite");
    const isLate = ((await tx.objectStore("departures").get("count")) ?? 0) !== askedAt;
    if (!isLate) await tx.objectStore("wallet").put(wallet, "mine");
    await tx.done;
    if (!isLate) askToPersist(wallet);
    return !isLate;
  } catch {
    // A private window may keep nothing. The tickets still show for as long as there is a network.
    return askedAt === null;
  }
}

/** Wipes the wallet from this device, in every tab. */
export async function forgetWallet(): Promise<void> {
  const tx = (await open()).transaction(["wallet", "departures"], "readwrite");
  await tx.objectStore("wallet").clear();
  const count = (await tx.objectStore("departures").get("count")) ?? 0;
  await tx.objectStore("departures").put(count + 1, "count");
  await tx.done;
  const channel = new BroadcastChannel(FORGOTTEN);
  channel.postMessage(null);
  channel.close();
}

/** Calls back when another tab has the wallet forgotten; returns the way to stop. */
export function onWalletForgotten(listener: () => void): () => void {
  const channel = new BroadcastChannel(FORGOTTEN);
  channel.addEventListener("message", listener);
  return () => channel.close();
}

/** Asks the browser once not to clear the tickets away when space runs short. */
function askToPersist({ tickets }: KeptWallet): void {
  if (hasAskedToPersist || tickets.length === 0) return;
  hasAskedToPersist = true;
  void navigator.storage?.persist?.().catch(() => false);
}
