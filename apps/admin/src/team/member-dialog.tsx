"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CURRENCY_EXPONENTS, currencyExponent, isCurrency } from "@usher/api/money";
import { localePath } from "@usher/client/i18n";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, Field, SelectField, Sheet, useToast } from "@usher/ui";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { readMoney, typedMoney } from "../format/typed-money.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { type Organizer, useOrganizer } from "../shell/organizer.ts";
import { RoleField } from "./role-field.tsx";
import { isLimited } from "./roles.ts";
import { type Member, useTeamKeeper } from "./team-keeper.ts";

interface MemberDialogProps {
  readonly member: Member;
  readonly isSelf: boolean;
}

/** What a member may do, and the way out of the team. Of oneself there is only the way out. */
export function MemberDialog({ member, isSelf }: MemberDialogProps) {
  const t = useTranslations("team");
  const [isOpen, setOpen] = useState(false);
  const name = member.name ?? member.email;
  return (
    <Sheet
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="dense" kind="quiet" aria-label={isSelf ? t("leave") : t("changeOf", { name })}>
          {isSelf ? t("leave") : t("change")}
        </Button>
      }
      title={isSelf ? t("leaveTitle") : name}
      closeLabel={t("close")}
    >
      <div className="grid gap-6 text-14">
        {!isSelf && <RightsForm member={member} onDone={() => setOpen(false)} />}
        <RemovalForm member={member} isSelf={isSelf} onDone={() => setOpen(false)} />
      </div>
    </Sheet>
  );
}

function RightsForm({ member, onDone }: { member: Member; onDone: () => void }) {
  const t = useTranslations("team");
  const say = useRefusalWords();
  const toast = useToast();
  const organizer = useOrganizer();
  const { keep } = useTeamKeeper();
  const { refundLimit } = member;
  const [role, setRole] = useState<Organizer["role"]>(member.role);
  const [currency, setCurrency] = useState(refundLimit?.currency ?? "EUR");
  const [amount, setAmount] = useState(refundLimit ? typedMoney(refundLimit.amountMinor, refundLimit.currency) : "");
  const change = useMutation(
    useTRPC().team.changeMember.mutationOptions({
      onSuccess: (team) => {
        keep(team);
        toast({ text: t("saved") });
        onDone();
      },
    }),
  );
  const amountMinor = readMoney(amount, currency);
  const isWrong = isLimited(role) && amount.trim() !== "" && amountMinor === null;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (isWrong || change.isPending) return;
    const isSet = isLimited(role) && amountMinor !== null && isCurrency(currency);
    change.mutate({
      ...{ organizerId: organizer.id, member: member.personId, role },
      refundLimit: isSet ? { amountMinor, currency } : null,
    });
  };
  return (
    <form noValidate className="grid gap-4" onSubmit={save}>
      <RoleField role={role} onChange={setRole} />
      {isLimited(role) && (
        <div className="flex items-start gap-2">
          <Field
            dense
            className="flex-1"
            label={t("limitOf")}
            hint={t("limitHint")}
            error={isWrong ? t("limitWrong", { decimals: currencyExponent(currency) }) : undefined}
            value={amount}
            onChange={(event) => setAmount(event.target.value)}
            inputMode="decimal"
            autoComplete="off"
            maxLength={13}
          />
          <SelectField
            dense
            className="w-24"
            label={t("currency")}
            value={currency}
            onChange={(event) => setCurrency(event.target.value)}
          >
            {Object.keys(CURRENCY_EXPONENTS).map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      {change.isError && (
        <Callout dense announce kind="danger" title={t("notSaved")}>
          {say(change.error)}
        </Callout>
      )}
      <Button type="submit" size="small" kind="ink" busy={change.isPending} className="justify-self-start">
        {t("save")}
      </Button>
    </form>
  );
}

function RemovalForm({ member, isSelf, onDone }: MemberDialogProps & { onDone: () => void }) {
  const t = useTranslations("team");
  const say = useRefusalWords();
  const toast = useToast();
  const router = useRouter();
  const client = useQueryClient();
  const organizer = useOrganizer();
  const { accounts, team } = useTRPC();
  const { askAgain } = useTeamKeeper();
  const [reason, setReason] = useState("");
  const name = member.name ?? member.email;
  const remove = useMutation(
    team.removeMember.mutationOptions({
      onSuccess: async () => {
        if (isSelf) {
          await client.invalidateQueries(accounts.me.pathFilter());
          router.replace(localePath(organizer.locale, "/"));
          return;
        }
        await askAgain();
        toast({ text: t("removed", { name }) });
        onDone();
      },
    }),
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!remove.isPending) remove.mutate({ organizerId: organizer.id, member: member.personId, reason: reason.trim() });
  };
  return (
    <form noValidate className={isSelf ? "grid gap-4" : "grid gap-4 border-line border-t pt-5"} onSubmit={send}>
      <p>{isSelf ? t("leaveText") : t("removeText", { name })}</p>
      <Field
        dense
        label={t("reason")}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        autoComplete="off"
        maxLength={300}
      />
      {remove.isError && (
        <Callout dense announce kind="danger" title={t("notRemoved")}>
          {say(remove.error)}
        </Callout>
      )}
      <Button type="submit" size="small" kind="danger" busy={remove.isPending} className="justify-self-start">
        {isSelf ? t("leaveNow") : t("remove")}
      </Button>
    </form>
  );
}
