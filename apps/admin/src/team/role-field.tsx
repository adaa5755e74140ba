"use client";

import { SelectField } from "@usher/ui";
import { useTranslations } from "next-intl";
import { type Organizer, useOrganizer } from "../shell/organizer.ts";
import { rolesToGive } from "./roles.ts";

interface RoleFieldProps {
  readonly role: Organizer["role"];
  readonly onChange: (role: Organizer["role"]) => void;
}

/** What somebody is to do, of what the reader may give, and what that role opens. */
export function RoleField({ role, onChange }: RoleFieldProps) {
  const t = useTranslations("team");
  const names = useTranslations("roles");
  const texts = useTranslations("roleTexts");
  const organizer = useOrganizer();
  return (
    <SelectField
      dense
      label={t("role")}
      hint={texts(role)}
      value={role}
      onChange={(event) => onChange(event.target.value as Organizer["role"])}
    >
      {rolesToGive(organizer.role).map((one) => (
        <option key={one} value={one}>
          {names(one)}
        </option>
      ))}
    </SelectField>
  );
}
