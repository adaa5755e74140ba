import { createTRPCClient, httpLink } from "@trpc/client";
import type { AppRouter } from "@usher/api/contract";
import { askWallet } from "./ask-wallet.ts";
import { keepWallet } from "./wallet-store.ts";

/** Brings the wallet of whoever is here to this device, on pages that do without procedures. Throws when it cannot be had now. */
export async function fetchWallet(): Promise<void> {
  const client = createTRPCClient<AppRouter>({ links: [httpLink({ url: "/api/trpc" })] });
  const { wallet, askedAt } = await askWallet(() => client.tickets.wallet.query());
  await keepWallet(wallet, askedAt);
}
