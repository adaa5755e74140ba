import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@usher/api/contract";
import { serverOffset } from "./clock-offset.ts";
import { countDepartures, type Departures, type KeptWallet } from "./wallet-store.ts";

/** An answer of the server, and what `keepWallet` must know of the question. */
export interface AskedWallet {
  readonly wallet: KeptWallet;
  readonly askedAt: Departures;
}

type WalletAnswer = inferRouterOutputs<AppRouter>["tickets"]["wallet"];

/** Asks the server for the wallet of whoever is here. Throws what the call throws. */
export async function askWallet(ask: () => Promise<WalletAnswer>): Promise<AskedWallet> {
  const askedAt = await countDepartures();
  const askedAtMs = Date.now();
  const { serverTimeMs, personKey, tickets } = await ask();
  const syncedAt = Date.now();
  const serverOffsetMs = serverOffset({ serverTimeMs, askedAtMs, heardAtMs: syncedAt });
  return { wallet: { personKey, tickets, serverOffsetMs, syncedAt }, askedAt };
}
