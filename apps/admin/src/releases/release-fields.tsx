"use client";

import { Field } from "@usher/ui";
import { useTranslations } from "next-intl";

interface ReleaseFieldsProps {
  readonly name: string;
  readonly opensAt: string;
  readonly hasTried: boolean;
  readonly timeZone: string;
  readonly onName: (name: string) => void;
  readonly onOpensAt: (text: string) => void;
}

/** What a release is called, and when it comes on sale by itself. */
export function ReleaseFields({ name, opensAt, hasTried, timeZone, onName, onOpensAt }: ReleaseFieldsProps) {
  const t = useTranslations("releases");
  return (
    <>
      <Field
        dense
        label={t("name")}
        value={name}
        maxLength={60}
        autoComplete="off"
        error={hasTried && name.trim() === "" ? t("nameNeeded") : undefined}
        onChange={(event) => onName(event.target.value)}
      />
      <Field
        dense
        type="datetime-local"
        label={t("when")}
        hint={t("whenHint", { zone: timeZone })}
        value={opensAt}
        onChange={(event) => onOpensAt(event.target.value.slice(0, 16))}
      />
    </>
  );
}
