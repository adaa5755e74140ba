"use client";

import { useQuery } from "@tanstack/react-query";
import type { Locale } from "@usher/client/i18n";
import { Button, ErrorState } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { GateDoor } from "./gate-door.tsx";
import { GateSetup } from "./gate-setup.tsx";
import { openGateStore } from "./gate-store.ts";
import { openGateWork } from "./gate-work.ts";

async function openKeptGate() {
  const store = await openGateStore();
  const kept = await store.open();
  return { store, work: kept && (await openGateWork(store, kept)) };
}

/** The gate: from its own store when this device was set up, without asking the house; else the way there. */
export function GateScreen({ locale }: { readonly locale: Locale }) {
  const t = useTranslations("gate");
  const [openings, setOpenings] = useState(0);
  // The store is on the device, so neither the network nor the age of an answer has a say.
  const gate = useQuery({
    queryKey: ["kept gate", openings],
    queryFn: openKeptGate,
    networkMode: "always",
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    structuralSharing: false,
    refetchOnReconnect: false,
  });
  const reopen = () => setOpenings((count) => count + 1);
  if (gate.isPending) return <main id="content" className="min-h-svh bg-[#0a0d0f]" aria-busy="true" />;
  if (gate.isError) {
    const again = <Button onClick={reopen}>{t("again")}</Button>;
    return (
      <main id="content" className="slim wrap py-10">
        <ErrorState safe={t("storeSafe")} broken={t("storeBroken")} actions={again} />
      </main>
    );
  }
  const { store, work } = gate.data;
  if (!work) return <GateSetup locale={locale} store={store} onReady={reopen} />;
  return <GateDoor locale={locale} store={store} work={work} onLeft={reopen} />;
}
