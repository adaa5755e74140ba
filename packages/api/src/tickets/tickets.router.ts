import type { TRPCRouterRecord } from "@trpc/server";
import { publicProcedure } from "../trpc.ts";
import { printTicket } from "./print-ticket.ts";
import { ticketRef, walletTicketView, walletView } from "./tickets.schema.ts";
import { showWallet } from "./wallet.ts";

export const ticketsRouter = {
  wallet: publicProcedure.output(walletView).query(({ ctx }) => showWallet(ctx)),
  print: publicProcedure
    .input(ticketRef)
    .output(walletTicketView)
    .mutation(({ ctx, input }) => printTicket(ctx, input)),
} satisfies TRPCRouterRecord;
