"use client";

import { timeOfDay } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { Button, type SeatPart, Verdict } from "@usher/ui";
import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useEffectEvent } from "react";
import type { GateWork, Judged } from "./gate-work.ts";
import { verdictText } from "./verdict-words.ts";

const WELCOME_LASTS_MS = 2_000;
/** With a tariff somebody reads a word more and looks at the guest. */
const LOOKED_AT_LASTS_MS = 4_000;

interface GateVerdictProps {
  readonly locale: Locale;
  readonly work: GateWork;
  readonly judged: Judged;
  readonly onNext: () => void;
  readonly onAnswer: (isAccepted: boolean) => void;
  readonly children: ReactNode;
}

/** The answer over the whole screen. A welcome goes by itself, a refusal stays until it is tapped, a question waits for its answer. */
export function GateVerdict({ locale, work, judged, onNext, onAnswer, children }: GateVerdictProps) {
  const t = useTranslations("gate");
  const { verdict } = judged;
  const { carried } = work.kept();
  const party = "ticketId" in verdict ? work.partyOf(verdict.ticketId) : [];
  const { kind, word, reason, tariff } = verdictText(t, verdict, {
    party: { size: party.length, inside: party.filter(({ inside }) => inside).length },
    nowMs: judged.judgedAtMs + carried.clockOffsetMs,
    timeOf: (atMs) => timeOfDay(new Date(atMs).toISOString(), carried.performance.timeZone, locale),
  });
  const isQuestion = judged.scan === null;
  const next = useEffectEvent(onNext);
  const lastsMs = tariff === null ? WELCOME_LASTS_MS : LOOKED_AT_LASTS_MS;
  useEffect(() => {
    if (kind !== "welcome") return;
    const timer = setTimeout(() => next(), lastsMs);
    return () => clearTimeout(timer);
  }, [kind, lastsMs]);
  return (
    // The tap is a shortcut for the thumb; the key below does the same for everyone else.
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside is the control.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button inside takes the keyboard.
    <div className="fixed inset-0 z-20 overflow-y-auto" onClick={isQuestion ? undefined : onNext}>
      <Verdict {...{ kind, word, reason }} tag={tariff} seat={seatParts(t, verdict)} place={carried.gate.name}>
        {isQuestion ? (
          <>
            <p className="mb-3 text-14 text-[#b4bdc0]">{t("notYetIn")}</p>
            <div className="grid grid-cols-2 gap-2">
              <Button kind="night" className="px-2!" style={{ minHeight: 64 }} onClick={() => onAnswer(false)}>
                <X size={22} aria-hidden="true" />
                {t("notTheOne")}
              </Button>
              <Button
                kind="quiet"
                className="bg-white! px-2! text-[#0a0d0f]"
                style={{ minHeight: 64 }}
                onClick={() => onAnswer(true)}
              >
                <Check size={22} aria-hidden="true" />
                {t("letIn")}
              </Button>
            </div>
          </>
        ) : (
          <>
            {children}
            <Button kind="night" wide className="mt-3" onClick={onNext}>
              {t("next")}
            </Button>
          </>
        )}
      </Verdict>
    </div>
  );
}

function seatParts(t: ReturnType<typeof useTranslations<"gate">>, verdict: Judged["verdict"]): SeatPart[] {
  if (!("ticket" in verdict) || !verdict.ticket) return [];
  const { section, row, seat } = verdict.ticket;
  return [
    { key: "section", label: t("section"), value: section },
    { key: "row", label: t("row"), value: row },
    { key: "seat", label: t("seat"), value: seat },
  ].filter(({ value }) => value !== "");
}
