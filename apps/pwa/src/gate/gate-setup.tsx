"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { dayAndTime } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { refusalOf, useRefusalWords } from "@usher/client/refusals";
import { useTRPC, useTRPCClient } from "@usher/client/trpc";
import { Bone, Button, buttonClass, EmptyState, ErrorState, Field } from "@usher/ui";
import { ScanLine, ShieldX } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import type { GatePerformance } from "./gate-api.ts";
import type { GateStore } from "./gate-store.ts";
import { setUpGate } from "./hear-house.ts";

interface GateSetupProps {
  readonly locale: Locale;
  readonly store: GateStore;
  readonly onReady: () => void;
}

/** Makes this device a gate: who stands here, at which performance, under which name. Needs the network, this once. */
export function GateSetup({ locale, store, onReady }: GateSetupProps) {
  const t = useTranslations("gate");
  const words = useRefusalWords();
  const trpc = useTRPC();
  const performances = useQuery(trpc.gate.performances.queryOptions(undefined, { networkMode: "always" }));
  const refusal = refusalOf(performances.error)?.code;
  const isEmpty = performances.data?.performances.length === 0;
  return (
    <main id="content" className="slim wrap flex min-h-svh flex-col pt-8">
      <h1 className="mb-2 text-[28px]">{t("title")}</h1>
      {performances.isPending && <Bone height={128} className="my-6" />}
      {refusal === "NOT_SIGNED_IN" && (
        <Closed title={t("signInTitle")} text={t("signInText")}>
          <Link
            href={localePath(locale, `/sign-in?to=${encodeURIComponent(localePath(locale, "/gate"))}`)}
            className={buttonClass("torch", "regular", true)}
          >
            {t("signIn")}
          </Link>
        </Closed>
      )}
      {(isEmpty || refusal === "NOT_YOURS") && (
        <EmptyState
          className="py-6"
          icon={<ShieldX size={24} strokeWidth={1.75} />}
          title={t("noRights")}
          nearest={t("noRightsText")}
        />
      )}
      {performances.isError && refusal !== "NOT_SIGNED_IN" && refusal !== "NOT_YOURS" && (
        <ErrorState
          className="py-6"
          safe={t("setupNeedsSignal")}
          broken={words(performances.error)}
          actions={<Button onClick={() => void performances.refetch()}>{t("again")}</Button>}
        />
      )}
      {performances.data && !isEmpty && (
        <SetupForm locale={locale} store={store} onReady={onReady} performances={performances.data.performances} />
      )}
    </main>
  );
}

function Closed({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="py-6">
      <h2>{title}</h2>
      <p className="dim mt-2 mb-4">{text}</p>
      {children}
    </section>
  );
}

interface SetupFormProps extends GateSetupProps {
  readonly performances: readonly GatePerformance[];
}

function SetupForm({ locale, store, onReady, performances }: SetupFormProps) {
  const t = useTranslations("gate");
  const words = useRefusalWords();
  const { gate: api } = useTRPCClient();
  const [chosenId, setChosenId] = useState(performances[0]?.performanceId ?? "");
  const [name, setName] = useState("");
  const chosen = performances.find(({ performanceId }) => performanceId === chosenId);
  const setUp = useMutation({
    networkMode: "always",
    mutationFn: (at: GatePerformance) => setUpGate(api, store, at, name.trim()),
    onSuccess: onReady,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen && name.trim() && !setUp.isPending) setUp.mutate(chosen);
  };
  return (
    <form onSubmit={submit} className="mt-4 flex flex-1 flex-col gap-6">
      <Field
        label={t("deviceName")}
        hint={t("deviceNameHint")}
        value={name}
        maxLength={60}
        required
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset className="min-w-0">
        <legend className="mb-2 font-[620]">{t("choosePerformance")}</legend>
        {performances.map((at) => (
          <label
            key={at.performanceId}
            className="mb-2 flex min-h-16 cursor-pointer items-center gap-3 rounded-press border-[1.5px] border-line bg-raised px-4 py-3 has-checked:border-text has-focus-visible:outline-3"
          >
            <input
              type="radio"
              name="performance"
              className="size-5 shrink-0 accent-[var(--text)]"
              checked={at.performanceId === chosenId}
              onChange={() => setChosenId(at.performanceId)}
            />
            <span className="min-w-0">
              <span className="strong block wrap-anywhere">{at.title}</span>
              <span className="small dim block">
                <span className="whitespace-nowrap">{dayAndTime(at.startsAt, at.timeZone, locale)}</span> ·{" "}
                <span className="whitespace-nowrap">{at.venueName}</span> ·{" "}
                <span className="whitespace-nowrap">{t("ticketCount", { count: at.ticketCount })}</span>
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="-mx-5 sticky bottom-0 mt-auto border-line border-t bg-page px-5 pt-3 pb-[calc(4px+env(safe-area-inset-bottom))]">
        {setUp.isError && (
          <p role="alert" className="mb-3 text-danger">
            {words(setUp.error)}
          </p>
        )}
        <Button type="submit" kind="torch" wide busy={setUp.isPending} disabled={!chosen || !name.trim()}>
          {!setUp.isPending && <ScanLine aria-hidden="true" />}
          {t("openGate")}
        </Button>
        <p role="status" className="small dim mt-2 min-h-6 text-center">
          {setUp.isPending && t("downloading")}
        </p>
      </div>
    </form>
  );
}
