import type { WalletTicketView } from "@usher/api/contract";
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";

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
}

const DATABASE = "usher-wallet";

let opening: Promise<IDBPDatabase<WalletSchema>> | null = null;
let isForgotten = false;
let hasAskedToPersist = false;

function open(): Promise<IDBPDatabase<WalletSchema>> {
  opening ??= openDB<WalletSchema>(DATABASE, 1, {
    upgrade: (database) => void database.createObjectStore("wallet"),
    // Another tab forgets: let go at once, or it waits for this one.
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

/**
 * Puts a wallet in place of whatever was kept, another person's too. Does nothing after `forgetWallet`: a sync that was on
 * its way may not bring back what was just wiped.
 */
export async function keepWallet(wallet: KeptWallet): Promise<void> {
  if (isForgotten) return;
  try {
    await (await open()).put("wallet", wallet, "mine");
    askToPersist(wallet);
  } catch {
    // A private window may keep nothing. The tickets still show for as long as there is a network.
  }
}

/** Puts one ticket in place of its older issue, as printing makes it. */
export async function keepTicket(wallet: KeptWallet, ticket: WalletTicketView): Promise<KeptWallet> {
  const tickets = wallet.tickets.map((other) => (other.id === ticket.id ? ticket : other));
  const next = { ...wallet, tickets };
  await keepWallet(next);
  return next;
}

/** Wipes the wallet from this device, for good until the page is loaded anew. */
export async function forgetWallet(): Promise<void> {
  isForgotten = true;
  await closeWallet().catch(() => undefined);
  await deleteDB(DATABASE);
}

/** Asks the browser once not to clear the tickets away when space runs short. */
function askToPersist({ tickets }: KeptWallet): void {
  if (hasAskedToPersist || tickets.length === 0) return;
  hasAskedToPersist = true;
  void navigator.storage?.persist?.().catch(() => false);
}
