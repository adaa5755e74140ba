"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { refusalOf } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, Field, SelectField, useToast } from "@usher/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { deskZone } from "../format/clock.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { missingFields } from "../shell/missing-fields.ts";
import { useOrganizer } from "../shell/organizer.ts";
import { useUnsaved } from "../shell/use-unsaved.ts";
import type { Venue } from "./use-venues.ts";

interface VenueFormProps {
  /** Null for a new one. */
  readonly venue: Venue | null;
  readonly onDone: () => void;
}

/** Where a venue is, and by which clock it lives. */
export function VenueForm({ venue, onDone }: VenueFormProps) {
  const t = useTranslations("venues");
  const needed = useTranslations("fields");
  const say = useRefusalWords();
  const toast = useToast();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: organizerId } = useOrganizer();
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [isCountryWrong, setCountryWrong] = useState(false);
  const [isTouched, setTouched] = useState(false);
  const save = useMutation(
    trpc.catalog.office.saveVenue.mutationOptions({
      onSuccess: async () => {
        setTouched(false);
        await queries.invalidateQueries({ queryKey: trpc.catalog.office.venues.pathKey() });
        toast({ text: t("saved") });
        onDone();
      },
    }),
  );
  useUnsaved(isTouched);
  const refused = save.error ? say(save.error) : undefined;
  const reason = refusalOf(save.error)?.detail.reason;
  const errorOf = (name: string) => (missing.includes(name) ? needed("needed") : undefined);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (save.isPending) return;
    const lacking = missingFields(event.currentTarget);
    const said = new FormData(event.currentTarget);
    const text = (name: string) => String(said.get(name) ?? "").trim();
    const countryCode = text("countryCode").toUpperCase();
    const isWrong = !/^[A-Z]{2}$/.test(countryCode);
    setMissing(lacking);
    setCountryWrong(isWrong);
    if (lacking.length > 0 || isWrong) return;
    const place = { name: text("name"), city: text("city"), address: text("address"), timeZone: text("timeZone") };
    save.mutate({ organizerId, venueId: venue?.id, countryCode, ...place });
  };
  return (
    <form
      noValidate
      className="grid max-w-220 gap-3 rounded-press bg-page p-4"
      aria-label={venue ? t("changeOf", { name: venue.name }) : t("new")}
      onSubmit={send}
      onChange={() => setTouched(true)}
    >
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,240px),1fr))] gap-3">
        <Field
          dense
          label={t("name")}
          name="name"
          required
          autoFocus
          maxLength={120}
          autoComplete="off"
          defaultValue={venue?.name}
          error={reason === "venueNameTaken" ? refused : errorOf("name")}
        />
        <Field
          dense
          label={t("address")}
          name="address"
          maxLength={300}
          autoComplete="off"
          defaultValue={venue?.address}
        />
        <Field
          dense
          label={t("city")}
          name="city"
          required
          maxLength={100}
          autoComplete="off"
          defaultValue={venue?.city}
          error={errorOf("city")}
        />
        <Field
          dense
          label={t("country")}
          name="countryCode"
          required
          maxLength={2}
          autoComplete="off"
          defaultValue={venue?.countryCode}
          error={isCountryWrong ? t("countryWrong") : undefined}
        />
        <SelectField
          dense
          label={t("timeZone")}
          name="timeZone"
          defaultValue={venue?.timeZone ?? deskZone()}
          hint={t("timeZoneHint")}
          error={reason === "timeZoneFixed" ? refused : undefined}
        >
          {["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((zone) => (
            <option key={zone} value={zone}>
              {zone}
            </option>
          ))}
        </SelectField>
      </div>
      {refused && (
        <Callout dense announce kind="danger" title={t("notSaved")}>
          {refused}
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="dense" kind="ink" busy={save.isPending}>
          {t("save")}
        </Button>
        <Button size="dense" kind="quiet" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
