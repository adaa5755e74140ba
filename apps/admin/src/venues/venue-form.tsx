"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "@usher/client/trpc";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { deskZone } from "../format/clock.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOrganizer } from "../shell/organizer.ts";

/** A new venue: where it is, and by which clock it lives. */
export function VenueForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations("venues");
  const say = useRefusalWords();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: organizerId } = useOrganizer();
  const [isCountryWrong, setCountryWrong] = useState(false);
  const save = useMutation(
    trpc.catalog.office.saveVenue.mutationOptions({
      onSuccess: async () => {
        await queries.invalidateQueries({ queryKey: trpc.catalog.office.venues.pathKey() });
        onDone();
      },
    }),
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const text = (name: string) => String(said.get(name) ?? "").trim();
    const countryCode = text("countryCode").toUpperCase();
    const isWrong = !/^[A-Z]{2}$/.test(countryCode);
    setCountryWrong(isWrong);
    if (isWrong || save.isPending) return;
    const place = { name: text("name"), city: text("city"), address: text("address"), timeZone: text("timeZone") };
    save.mutate({ organizerId, countryCode, ...place });
  };
  return (
    <form className="part" onSubmit={send}>
      <h2>{t("new")}</h2>
      <div className="pair">
        <div className="field">
          <label htmlFor="name">{t("name")}</label>
          <input id="name" name="name" required maxLength={120} autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor="address">{t("address")}</label>
          <input id="address" name="address" maxLength={300} autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor="city">{t("city")}</label>
          <input id="city" name="city" required maxLength={100} autoComplete="off" />
        </div>
        <div className="field">
          <label htmlFor="countryCode">{t("country")}</label>
          <input
            id="countryCode"
            name="countryCode"
            required
            maxLength={2}
            autoComplete="off"
            aria-invalid={isCountryWrong}
            aria-describedby="country-problem"
          />
          <p id="country-problem" role="alert" className="bad">
            {isCountryWrong ? t("countryWrong") : null}
          </p>
        </div>
        <div className="field">
          <label htmlFor="timeZone">{t("timeZone")}</label>
          <select id="timeZone" name="timeZone" defaultValue={deskZone()}>
            {["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((zone) => (
              <option key={zone} value={zone}>
                {zone}
              </option>
            ))}
          </select>
        </div>
      </div>
      {save.isError && (
        <p role="alert" className="callout bad">
          {say(save.error)}
        </p>
      )}
      <div className="row">
        <button type="submit" className="btn torch" disabled={save.isPending} aria-busy={save.isPending}>
          {t("save")}
        </button>
        <button type="button" className="btn quiet" onClick={onDone}>
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}
