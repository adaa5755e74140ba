"use client";

import { useMutation } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { mayEdit, useOrganizer } from "../shell/organizer.ts";
import { useUnsaved } from "../shell/use-unsaved.ts";
import { anySeed, PosterPicker } from "./poster-picker.tsx";

const KINDS = ["show", "sport", "transport", "exhibition"] as const;
type Kind = (typeof KINDS)[number];

interface EventFormProps {
  /** Null for a new one. */
  readonly event: OfficeEventView | null;
  readonly onSaved: (event: OfficeEventView) => void;
}

/** What an event is called and says in both languages, and its poster. */
export function EventForm({ event, onSaved }: EventFormProps) {
  const t = useTranslations("event");
  const kinds = useTranslations("kinds");
  const say = useRefusalWords();
  const organizer = useOrganizer();
  const [seed, setSeed] = useState(() => event?.posterSeed ?? anySeed());
  const [isChinese, setChinese] = useState(event !== null && event.chinese !== null);
  const [isTouched, setTouched] = useState(false);
  const save = useMutation(
    useTRPC().catalog.office.saveEvent.mutationOptions({
      onSuccess: (saved) => {
        setTouched(false);
        onSaved(saved);
      },
    }),
  );
  useUnsaved(isTouched);
  const send = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    if (save.isPending) return;
    const said = new FormData(submitted.currentTarget);
    const text = (name: string) => String(said.get(name) ?? "").trim();
    const texts = (prefix: string) => ({
      title: text(`${prefix}title`),
      subtitle: text(`${prefix}subtitle`),
      description: text(`${prefix}description`),
    });
    save.mutate({
      organizerId: organizer.id,
      eventId: event?.id,
      kind: text("kind") as Kind,
      ...texts(""),
      chinese: isChinese ? texts("zh-") : null,
      posterSeed: seed,
    });
  };
  return (
    <form className="part" onSubmit={send} onChange={() => setTouched(true)}>
      <h2>{t("words")}</h2>
      <fieldset disabled={!mayEdit(organizer) || save.isPending} className="stack">
        <div className="field">
          <label htmlFor="kind">{t("kind")}</label>
          <select id="kind" name="kind" defaultValue={event?.kind ?? "show"}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {kinds(kind)}
              </option>
            ))}
          </select>
        </div>
        <Texts prefix="" texts={event} />
        <label className="tick">
          <input type="checkbox" checked={isChinese} onChange={(change) => setChinese(change.target.checked)} />
          {t("inChinese")}
        </label>
        {isChinese && <Texts prefix="zh-" texts={event?.chinese ?? null} />}
        <PosterPicker
          seed={seed}
          onPick={(picked) => {
            setSeed(picked);
            setTouched(true);
          }}
        />
        <div className="row">
          <button type="submit" className={event ? "btn" : "btn torch"} aria-busy={save.isPending}>
            {event ? t("save") : t("create")}
          </button>
          <span role="status" className="dim">
            {save.isSuccess && !isTouched ? t("saved") : null}
          </span>
        </div>
      </fieldset>
      {save.isError && (
        <p role="alert" className="callout bad">
          {say(save.error)}
        </p>
      )}
    </form>
  );
}

interface TextsProps {
  readonly prefix: "" | "zh-";
  readonly texts: { readonly title: string; readonly subtitle: string; readonly description: string } | null;
}

function Texts({ prefix, texts }: TextsProps) {
  const t = useTranslations("event");
  const lang = prefix === "" ? "en" : "zh-Hans";
  const field = (name: "title" | "subtitle" | "description") => ({ id: prefix + name, name: prefix + name, lang });
  return (
    <>
      <div className="field">
        <label htmlFor={`${prefix}title`}>{prefix === "" ? t("title") : t("titleChinese")}</label>
        <input {...field("title")} defaultValue={texts?.title} required maxLength={120} autoComplete="off" />
      </div>
      <div className="field">
        <label htmlFor={`${prefix}subtitle`}>{prefix === "" ? t("subtitle") : t("subtitleChinese")}</label>
        <input {...field("subtitle")} defaultValue={texts?.subtitle} maxLength={200} autoComplete="off" />
      </div>
      <div className="field">
        <label htmlFor={`${prefix}description`}>{prefix === "" ? t("description") : t("descriptionChinese")}</label>
        <textarea {...field("description")} defaultValue={texts?.description} maxLength={5000} rows={4} />
      </div>
    </>
  );
}
