"use client";

import { stepAt } from "@usher/api/codes";
import type { WalletTicketView } from "@usher/api/contract";
import { useSeatName } from "@usher/client/seats";
import { ProofOfLife, QrCode } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { codeOf, secondsToNextCode } from "./ticket-code.ts";
import { useServerClock } from "./use-server-clock.ts";

const FOUR_TIMES_A_SECOND_MS = 250;

interface LiveCodeProps {
  readonly ticket: WalletTicketView;
  readonly serverOffsetMs: number;
}

/** The ticket's code: it moves on the phone, stands still on paper, and is gone once the ticket is worth nothing. */
export function LiveCode({ ticket, serverOffsetMs }: LiveCodeProps) {
  const t = useTranslations("tickets");
  const seatName = useSeatName();
  const now = useServerClock(serverOffsetMs, FOUR_TIMES_A_SECOND_MS);
  const step = now === null ? null : stepAt(now);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the code is the same for a whole step, and drawing it is what costs.
  const code = useMemo(() => (now === null ? null : codeOf(ticket, now)), [ticket, step]);
  if (now === null) return <div aria-busy="true" className="mx-auto aspect-square w-full max-w-83" />;
  if (code === null)
    return <p className="px-5 pt-4 text-14">{t(ticket.status === "refunded" ? "refundedText" : "noCode")}</p>;
  const label = t("codeOf", { seat: seatName(ticket) });
  if (ticket.mode === "printed") {
    return (
      <div className="px-4 pt-2 text-center text-13">
        <QrCode value={code} label={label} className="mx-auto w-full max-w-74" />
        <p>{t("printedNote")}</p>
      </div>
    );
  }
  const secondsLeft = secondsToNextCode(now);
  const words = t.rich("live", {
    time: clockAt(now, ticket.timeZone),
    seconds: Math.ceil(secondsLeft),
    b: (chunks) => <b>{chunks}</b>,
  });
  return (
    <ProofOfLife secondsLeft={secondsLeft} words={words} className="px-2">
      <QrCode value={code} label={label} />
    </ProofOfLife>
  );
}

/** "18:52:07" at the venue: the door's clock beside it shows the same. */
function clockAt(ms: number, timeZone: string): string {
  const format = { timeZone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en-GB", format).format(ms);
}
