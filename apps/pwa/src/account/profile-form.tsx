"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRefusalWords } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { Button, classNames, Field } from "@usher/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";

/** The name that stands on orders. */
export function ProfileForm({ name }: { name: string }) {
  const t = useTranslations("account");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const say = useRefusalWords();
  const field = useRef<HTMLInputElement>(null);
  const save = useMutation(
    trpc.accounts.updateProfile.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.accounts.me.queryKey() }),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate({ name: field.current?.value.trim() || null });
  };
  return (
    <form onSubmit={submit} className="py-5">
      <Field
        ref={field}
        label={t("name")}
        defaultValue={name}
        maxLength={120}
        autoComplete="name"
        placeholder={t("namePlaceholder")}
        hint={
          <span role="status" className={classNames("block min-h-5", save.isError && "font-[560] text-danger")}>
            {save.isSuccess ? t("saved") : save.isError ? say(save.error) : ""}
          </span>
        }
      />
      <Button type="submit" className="mt-1" disabled={save.isPending}>
        {save.isPending ? t("saving") : t("save")}
      </Button>
    </form>
  );
}
