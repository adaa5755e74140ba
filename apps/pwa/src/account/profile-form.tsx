"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRefusalWords } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { Button } from "@usher/ui";
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
      <div className="field">
        <label htmlFor="name">{t("name")}</label>
        <input
          ref={field}
          id="name"
          defaultValue={name}
          maxLength={120}
          autoComplete="name"
          placeholder={t("namePlaceholder")}
          aria-describedby="name-said"
        />
        <p id="name-said" role="status" className={save.isError ? "bad min-h-5" : "min-h-5"}>
          {save.isSuccess ? t("saved") : save.isError ? say(save.error) : ""}
        </p>
      </div>
      <Button type="submit" className="mt-1" disabled={save.isPending}>
        {save.isPending ? t("saving") : t("save")}
      </Button>
    </form>
  );
}
