"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, Field, SelectField, Sheet, useToast, turnUnlessBusy } from "@usher/ui";
import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { type Organizer, useOrganizer } from "../shell/organizer.ts";
import { RoleField } from "./role-field.tsx";
import { useTeamKeeper } from "./team-keeper.ts";

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The way to ask somebody into the team: their address, what they are to do, and the language of the letter. */
export function InviteDialog() {
  const t = useTranslations("team");
  const say = useRefusalWords();
  const toast = useToast();
  const { keep } = useTeamKeeper();
  const [isOpen, setOpen] = useState(false);
  const invite = useMutation(
    useTRPC().team.invite.mutationOptions({
      onSuccess: (team, { email }) => {
        keep(team);
        setOpen(false);
        toast({ text: t("invited", { email }) });
      },
    }),
  );
  const turn = turnUnlessBusy(invite, setOpen);
  return (
    <Sheet
      open={isOpen}
      onOpenChange={turn}
      trigger={
        <Button size="dense" kind="torch">
          <UserPlus aria-hidden />
          {t("invite")}
        </Button>
      }
      title={t("inviteTitle")}
      closeLabel={t("close")}
    >
      <InviteForm isBusy={invite.isPending} onInvite={invite.mutate}>
        {invite.isError && (
          <Callout dense announce kind="danger" title={t("notInvited")}>
            {say(invite.error)}
          </Callout>
        )}
      </InviteForm>
    </Sheet>
  );
}

interface Wish {
  readonly organizerId: string;
  readonly email: string;
  readonly role: Organizer["role"];
  readonly locale: Organizer["locale"];
}

interface InviteFormProps {
  readonly isBusy: boolean;
  readonly onInvite: (wish: Wish) => void;
  readonly children: React.ReactNode;
}

function InviteForm({ isBusy, onInvite, children }: InviteFormProps) {
  const t = useTranslations("team");
  const organizer = useOrganizer();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Organizer["role"]>("boxOffice");
  const [locale, setLocale] = useState(organizer.locale);
  const [hasTried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const isWrong = !ADDRESS.test(email.trim());
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isWrong) field.current?.focus();
    else if (!isBusy) onInvite({ organizerId: organizer.id, email: email.trim(), role, locale });
  };
  return (
    <form noValidate className="grid gap-4 text-14" onSubmit={send}>
      <Field
        dense
        ref={field}
        type="email"
        label={t("inviteEmail")}
        value={email}
        error={hasTried && isWrong ? t("emailWrong") : undefined}
        onChange={(event) => setEmail(event.target.value)}
        autoComplete="off"
        maxLength={254}
        required
      />
      <RoleField role={role} onChange={setRole} />
      <SelectField
        dense
        label={t("language")}
        value={locale}
        onChange={(event) => setLocale(event.target.value === "zh" ? "zh" : "en")}
      >
        <option value="en">{t("english")}</option>
        <option value="zh">{t("chinese")}</option>
      </SelectField>
      <p className="text-text-2">{t("inviteText")}</p>
      {children}
      <Button type="submit" size="small" kind="ink" busy={isBusy} className="justify-self-start">
        {t("send")}
      </Button>
    </form>
  );
}
