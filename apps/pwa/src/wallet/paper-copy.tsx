"use client";

import type { WalletTicketView } from "@usher/api/contract";
import { useRefusalWords } from "@usher/client/refusals";
import { useSeatName } from "@usher/client/seats";
import { useTRPCClient } from "@usher/client/trpc";
import { Ask } from "@usher/ui";
import { FileText } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

interface PaperCopyProps {
  readonly ticket: WalletTicketView;
  /** Whether whoever opened the ticket wants it on paper: then the question stands there at once. */
  readonly isWanted: boolean;
  readonly onPrinted: (ticket: WalletTicketView) => Promise<void>;
  readonly className: string;
}

/** The ticket on paper. Paper cannot move, so the moving code ends with it; that is asked before it is done. */
export function PaperCopy({ ticket, isWanted, onPrinted, className }: PaperCopyProps) {
  const t = useTranslations("tickets");
  const seatName = useSeatName();
  const client = useTRPCClient();
  const say = useRefusalWords();
  const [isAsking, setAsking] = useState(isWanted && ticket.mode !== "printed");
  const [isPrinting, setPrinting] = useState(false);
  const [problem, setProblem] = useState("");
  const open = () => window.location.assign(`/api/tickets/${ticket.id}/pdf`);
  const print = async () => {
    setPrinting(true);
    setProblem("");
    try {
      await onPrinted(await client.tickets.print.mutate({ ticketId: ticket.id }));
      open();
    } catch (error) {
      setProblem(say(error));
    } finally {
      setPrinting(false);
      setAsking(false);
    }
  };
  return (
    <>
      <button
        type="button"
        className={className}
        onClick={() => (ticket.mode === "printed" ? open() : setAsking(true))}
      >
        <FileText aria-hidden className="size-6" />
        {t("paper")}
      </button>
      <Ask
        open={isAsking}
        onOpenChange={setAsking}
        title={t("paperAsk", { seat: seatName(ticket) })}
        description={t("paperText")}
        confirm={t("paperYes")}
        cancel={t("paperNo")}
        busy={isPrinting}
        onConfirm={() => void print()}
      />
      <p role="alert" className="order-last col-span-2 text-center text-14 text-danger">
        {problem}
      </p>
    </>
  );
}
