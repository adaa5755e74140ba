"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@usher/ui";
import { KeyRound } from "lucide-react";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "../trpc/trpc.ts";
import { HOUSE_NAMES, type HouseName } from "./house-names.ts";

export interface OtherWaysProps {
  /** Where another house sends one back to. */
  readonly callbackUrl: () => string;
  readonly onPassword: () => void;
  /** Said when a house cannot be reached at all. */
  readonly onProblem: () => void;
  /** An account elsewhere is waiting for an address already: no second one is begun. */
  readonly isPasswordOnly: boolean;
}

/** What signs in beside the mail: a password, and the houses this installation has keys of. */
export function OtherWays({ callbackUrl, onPassword, onProblem, isPasswordOnly }: OtherWaysProps) {
  const t = useTranslations("signIn");
  const trpc = useTRPC();
  const offered = useQuery(trpc.accounts.offered.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  const [going, setGoing] = useState<HouseName | null>(null);
  const houses = isPasswordOnly ? [] : (offered.data?.providers ?? []);
  const go = async (house: HouseName) => {
    setGoing(house);
    await signIn(house, { callbackUrl: callbackUrl() }).catch(() => {
      setGoing(null);
      onProblem();
    });
  };
  return (
    <section aria-label={t("anotherWay")} className="mt-6">
      <p aria-hidden="true" className="mb-4 flex items-center gap-4 text-14 text-text-2">
        <span className="h-px flex-1 bg-line" />
        {t("anotherWay")}
        <span className="h-px flex-1 bg-line" />
      </p>
      <Button wide onClick={onPassword}>
        <KeyRound aria-hidden="true" />
        {t("password")}
      </Button>
      {houses.length > 0 && (
        <div className="mt-2 grid auto-cols-fr grid-flow-col gap-2">
          {houses.map((house) => (
            <Button
              key={house}
              kind="quiet"
              wide
              busy={going === house}
              disabled={going !== null}
              aria-label={t("withHouse", { house: HOUSE_NAMES[house] })}
              onClick={() => void go(house)}
            >
              {HOUSE_NAMES[house]}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}
