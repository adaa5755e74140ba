"use client";

import { Button, Callout, Field, type FieldProps } from "@usher/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { useUnsaved } from "../shell/use-unsaved.ts";

/** A field of a form, by its name in the draft. */
export interface DraftField<Name extends string> extends Pick<FieldProps, "type" | "maxLength" | "required"> {
  readonly name: Name;
  readonly label: string;
  readonly hint?: string;
  /** Said when it cannot be read. */
  readonly wrong?: string;
  readonly isChinese?: boolean;
}

interface ListFormProps<Name extends string, Input> {
  readonly opened: Readonly<Record<Name, string>>;
  readonly fields: readonly DraftField<Name>[];
  readonly read: (draft: Readonly<Record<Name, string>>) => {
    readonly problems: readonly Name[];
    readonly input?: Input;
  };
  readonly isBusy: boolean;
  readonly refusal: string | null;
  readonly onSave: (input: Input) => void;
  readonly onCancel: () => void;
}

/** One thing of a list as it is typed, both languages side by side. */
export function ListForm<Name extends string, Input>({
  opened,
  fields,
  read,
  isBusy,
  refusal,
  onSave,
  onCancel,
}: ListFormProps<Name, Input>) {
  const t = useTranslations("exhibition");
  const form = useRef<HTMLFormElement>(null);
  const [first] = useState(opened);
  const [draft, setDraft] = useState(first);
  const [hasTried, setTried] = useState(false);
  // After the first try marks follow what is typed, so that a field that was put right says so at once.
  const problems = hasTried ? read(draft).problems : [];
  useUnsaved(draft !== first && !isBusy);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setTried(true);
    const { input } = read(draft);
    if (input !== undefined) onSave(input);
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  return (
    <form
      ref={form}
      className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3 rounded-press bg-page p-4"
      onSubmit={send}
      noValidate
    >
      {/* Two columns at most, so that the languages stay side by side. */}
      <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,300px),1fr))] gap-3">
        {fields.map(({ name, wrong, isChinese, ...field }, at) => (
          <Field
            key={name}
            {...field}
            dense
            autoComplete="off"
            // The form was opened by a press, and this is where it leads.
            autoFocus={at === 0}
            lang={isChinese ? "zh-Hans" : undefined}
            value={draft[name]}
            error={problems.includes(name) ? wrong : undefined}
            onChange={(event) => setDraft((before) => ({ ...before, [name]: event.target.value }))}
          />
        ))}
      </div>
      {refusal !== null && (
        <Callout dense announce kind="danger" title={t("notSaved")}>
          {refusal}
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="dense" kind="ink" busy={isBusy}>
          {t("save")}
        </Button>
        <Button size="dense" kind="quiet" onClick={onCancel}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
