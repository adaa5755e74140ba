"use client";

import { useMutation } from "@tanstack/react-query";
import { GENRE_NAMES, GENRES, type Genre, type OfficeEventView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, Field, SelectField, TextAreaField, TickBox, useToast } from "@usher/ui";
import { Eye } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { missingFields } from "../shell/missing-fields.ts";
import { mayEdit, useOrganizer } from "../shell/organizer.ts";
import { Part } from "../shell/part.tsx";
import { useUnsaved } from "../shell/use-unsaved.ts";
import { isChangedMeanwhile, useReadAnew } from "./use-read-anew.ts";
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
  const fields = useTranslations("fields");
  const say = useRefusalWords();
  const toast = useToast();
  const organizer = useOrganizer();
  const [seed, setSeed] = useState(() => event?.posterSeed ?? anySeed());
  const locale = useLocale() === "zh" ? "zh" : "en";
  const [kind, setKind] = useState<Kind>(event?.kind ?? "show");
  const [genre, setGenre] = useState<Genre | "">(event?.genre ?? "");
  const [isChinese, setChinese] = useState(event !== null && event.chinese !== null);
  const [isTouched, setTouched] = useState(false);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const readAnew = useReadAnew(event?.id);
  const save = useMutation(
    useTRPC().catalog.office.saveEvent.mutationOptions({
      onSuccess: (saved) => {
        setTouched(false);
        toast({ text: t("saved") });
        onSaved(saved);
      },
      onError: readAnew,
    }),
  );
  useUnsaved(isTouched);
  const send = (submitted: FormEvent<HTMLFormElement>) => {
    submitted.preventDefault();
    if (save.isPending) return;
    const lacking = missingFields(submitted.currentTarget);
    setMissing(lacking);
    if (lacking.length > 0) return;
    const said = new FormData(submitted.currentTarget);
    const text = (name: string) => String(said.get(name) ?? "").trim();
    const texts = (prefix: string) => ({
      title: text(`${prefix}title`),
      subtitle: text(`${prefix}subtitle`),
      description: text(`${prefix}description`),
      competition: text(`${prefix}competition`),
    });
    save.mutate({
      organizerId: organizer.id,
      eventId: event?.id,
      revision: event?.revision,
      kind,
      genre: genre === "" ? null : genre,
      performers: linesOf(text("performers")),
      ...texts(""),
      chinese: isChinese ? texts("zh-") : null,
      posterSeed: seed,
    });
  };
  return (
    <Part ruled title={t("words")}>
      {!mayEdit(organizer) && (
        <Callout
          dense
          kind="info"
          icon={<Eye size={18} strokeWidth={1.75} />}
          title={t("lookOnly", { organizer: organizer.name })}
        />
      )}
      <form noValidate onSubmit={send} onChange={() => setTouched(true)}>
        <fieldset disabled={!mayEdit(organizer)} className="grid gap-3">
          <div className="grid max-w-120 grid-cols-2 gap-3">
            <SelectField
              dense
              label={t("kind")}
              name="kind"
              value={kind}
              onChange={(chosen) => {
                setKind(chosen.target.value as Kind);
                setGenre("");
              }}
            >
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {kinds(one)}
                </option>
              ))}
            </SelectField>
            <SelectField
              dense
              label={t("genre")}
              name="genre"
              value={genre}
              onChange={(chosen) => setGenre(chosen.target.value as Genre | "")}
            >
              <option value="">{t("noGenre")}</option>
              {GENRES[kind].map((one) => (
                <option key={one} value={one}>
                  {GENRE_NAMES[locale][one]}
                </option>
              ))}
            </SelectField>
          </div>
          <Texts prefix="" texts={event} kind={kind} missing={missing} />
          <TickBox
            dense
            label={t("inChinese")}
            checked={isChinese}
            onChange={(change) => setChinese(change.target.checked)}
          />
          {isChinese && <Texts prefix="zh-" texts={event?.chinese ?? null} kind={kind} missing={missing} />}
          <TextAreaField
            dense
            rows={3}
            name="performers"
            label={t(kind === "sport" ? "teams" : "performers")}
            hint={t("performersHint")}
            defaultValue={event?.performers.join("\n")}
            autoComplete="off"
            maxLength={3_600}
          />
          <PosterPicker
            seed={seed}
            onPick={(picked) => {
              setSeed(picked);
              setTouched(true);
            }}
          />
          {save.isError && (
            <Callout dense announce kind="danger" title={t("notSaved")}>
              {say(save.error)} {isChangedMeanwhile(save.error) && fields("meanwhile")}
            </Callout>
          )}
          {mayEdit(organizer) && (
            <Button
              type="submit"
              size="dense"
              kind={event ? "ink" : "torch"}
              busy={save.isPending}
              className="justify-self-start"
            >
              {event ? t("save") : t("create")}
            </Button>
          )}
        </fieldset>
      </form>
    </Part>
  );
}

const MOST_PERFORMERS = 30;
const LONGEST_NAME = 120;

/** One name a line, each once. */
function linesOf(text: string): string[] {
  const names = text.split("\n").map((line) => line.trim().slice(0, LONGEST_NAME));
  return [...new Set(names.filter(Boolean))].slice(0, MOST_PERFORMERS);
}

type TextName = "title" | "subtitle" | "competition" | "description";

interface TextsProps {
  readonly prefix: "" | "zh-";
  readonly texts: Readonly<Record<TextName, string>> | null;
  readonly kind: Kind;
  readonly missing: readonly string[];
}

function Texts({ prefix, texts, kind, missing }: TextsProps) {
  const t = useTranslations("event");
  const needed = useTranslations("fields");
  const field = (name: TextName) => ({
    dense: true,
    name: prefix + name,
    lang: prefix === "" ? "en" : "zh-Hans",
    defaultValue: texts?.[name],
    autoComplete: "off",
  });
  return (
    <>
      <Field
        {...field("title")}
        label={prefix === "" ? t("title") : t("titleChinese")}
        error={missing.includes(`${prefix}title`) ? needed("needed") : undefined}
        required
        maxLength={120}
      />
      <Field {...field("subtitle")} label={prefix === "" ? t("subtitle") : t("subtitleChinese")} maxLength={200} />
      {kind === "sport" && (
        <Field
          {...field("competition")}
          label={prefix === "" ? t("competition") : t("competitionChinese")}
          hint={prefix === "" ? t("competitionHint") : undefined}
          maxLength={120}
        />
      )}
      <TextAreaField
        {...field("description")}
        label={prefix === "" ? t("description") : t("descriptionChinese")}
        maxLength={5000}
      />
    </>
  );
}
