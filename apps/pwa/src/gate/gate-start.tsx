"use client";

import { dayAndTime } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { useRefusalWords } from "@usher/client/refusals";
import { Ask, Button, Callout } from "@usher/ui";
import { ScanLine } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { CarriedGate, GateStore } from "./gate-store.ts";
import type { GateSync } from "./use-gate-sync.ts";

interface GateStartProps {
  readonly locale: Locale;
  readonly store: GateStore;
  readonly carried: CarriedGate;
  readonly sync: GateSync;
  readonly unsynced: number;
  /** A press, since phones keep sound shut until someone touches the screen. */
  readonly onStart: () => void;
  readonly onLeft: () => void;
  readonly children: ReactNode;
}

/** The gate at rest: where it stands, what the house said, the way in and the way out. */
export function GateStart({ locale, store, carried, sync, unsynced, onStart, onLeft, children }: GateStartProps) {
  const t = useTranslations("gate");
  const words = useRefusalWords();
  const [leaving, setLeaving] = useState<"no" | "sending" | "asking">("no");
  const { performance, gate } = carried;
  const leave = async () => {
    setLeaving("sending");
    await sync.nudge();
    if (await store.wipe(false)) onLeft();
    else setLeaving("asking");
  };
  const loseScans = async () => {
    await store.wipe(true);
    onLeft();
  };
  return (
    <main id="content" className="min-h-svh bg-[#0a0d0f] text-[#f1f4f4]">
      <div className="mx-auto flex min-h-svh w-full max-w-140 flex-col px-5 py-8">
        <p className="text-14 text-[#b4bdc0]">{gate.name}</p>
        <h1 className="mt-1 text-[28px]">{performance.title}</h1>
        <p className="mt-1 text-[#b4bdc0]">
          {dayAndTime(performance.startsAt, performance.timeZone, locale)} · {performance.venueName}
        </p>
        <div className="my-6">{children}</div>
        {sync.trouble !== null && (
          <Callout kind="warn" title={t("houseRefused")} className="mb-4 text-text">
            {words(sync.trouble)}
          </Callout>
        )}
        {sync.doubles.length > 0 && (
          <ul className="mb-4 text-14">
            {sync.doubles.map(({ first, second }) => (
              <li key={`${first.deviceId} ${first.nonce} ${second.nonce}`}>
                {t("doubleAt", { first: first.gate, second: second.gate })}
              </li>
            ))}
          </ul>
        )}
        <div className="mt-auto grid gap-3">
          <Button kind="torch" wide onClick={onStart}>
            <ScanLine size={20} aria-hidden="true" />
            {t("start")}
          </Button>
          <Button kind="night" wide disabled={leaving === "sending"} onClick={() => void leave()}>
            {leaving === "sending" ? t("sending") : t("leave")}
          </Button>
        </div>
        <Ask
          open={leaving === "asking"}
          onOpenChange={(isOpen) => setLeaving(isOpen ? "asking" : "no")}
          title={t("unsentTitle", { count: unsynced })}
          description={t("unsentText")}
          confirm={t("loseScans")}
          cancel={t("keepGate")}
          onConfirm={() => void loseScans()}
          dangerous
        />
      </div>
    </main>
  );
}
