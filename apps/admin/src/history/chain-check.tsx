"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { count } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { Button } from "@usher/ui";
import { ShieldCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOrganizer } from "../shell/organizer.ts";

interface Found {
  readonly entries: number;
  /** The first entry that is not as it was; null when all are. */
  readonly firstFault: number | null;
}

/** Looks through the whole history, a page at a time, and says whether it is as it was written. */
export function ChainCheck() {
  const t = useTranslations("history");
  const say = useRefusalWords();
  const { id: organizerId, locale } = useOrganizer();
  const [checked, setChecked] = useState<number | null>(null);
  const client = useQueryClient();
  const trpc = useTRPC();
  const check = useMutation({
    mutationFn: async (): Promise<Found> => {
      let after = 0;
      for (;;) {
        const options = trpc.audit.check.queryOptions({ organizerId, after });
        const page = await client.fetchQuery({ ...options, staleTime: 0 });
        const [fault] = page.faults;
        if (fault || page.checkedTo === null)
          return { entries: page.entries, firstFault: fault ? fault.sequence : null };
        after = page.checkedTo;
        setChecked(after);
      }
    },
    onSettled: () => setChecked(null),
  });
  const { data } = check;
  return (
    <>
      <p role="status" className="flex items-center gap-1.5">
        {check.isPending && checked !== null && (
          <span className="text-text-2 tabular-nums">{t("checked", { entries: count(checked, locale) })}</span>
        )}
        {data?.firstFault === null && (
          <>
            <ShieldCheck size={16} aria-hidden className="text-success" />
            {t("whole", { count: data.entries, entries: count(data.entries, locale) })}
          </>
        )}
        {typeof data?.firstFault === "number" && (
          <b className="font-[620] text-danger">{t("broken", { entry: count(data.firstFault, locale) })}</b>
        )}
        {check.isError && <span className="text-danger">{say(check.error)}</span>}
      </p>
      <Button size="dense" busy={check.isPending} onClick={() => check.mutate()}>
        {t("check")}
      </Button>
    </>
  );
}
