import { openClient } from "@usher/client/trpc/open-client";
import { askWallet } from "./ask-wallet.ts";
import { keepWallet } from "./wallet-store.ts";

/** Brings the wallet of whoever is here to this device, on pages that do without procedures. Throws when it cannot be had now. */
export async function fetchWallet(): Promise<void> {
  const { wallet, askedAt } = await askWallet(() => openClient().tickets.wallet.query());
  await keepWallet(wallet, askedAt);
}
