"use client";

import { useQuery } from "@tanstack/react-query";
import { type Locale, localePath } from "@usher/client/i18n";
import { useTRPC } from "@usher/client/trpc";
import { Bone, Button, buttonClass } from "@usher/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { DeleteAccount } from "./delete-account.tsx";
import { DisplaySettings } from "./display-settings.tsx";
import { OrderList } from "./order-list.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { SignOut } from "./sign-out.tsx";
import { WaysToSignIn } from "./ways-to-sign-in.tsx";

/** You: who you are, how you get in, how it looks, what you bought, and the way out. */
export function AccountScreen({ locale }: { locale: Locale }) {
  const t = useTranslations("account");
  const trpc = useTRPC();
  const me = useQuery(trpc.accounts.me.queryOptions());
  const person = me.data?.person ?? null;
  return (
    <main id="content" className="slim wrap w-full flex-1 pt-4 pb-12">
      <h1 className="mb-1 text-[28px]">{t("title")}</h1>
      <div className="min-h-6">{person && <p className="dim">{person.email}</p>}</div>
      {me.isPending && <Bone height={128} className="my-6" />}
      {me.isError && (
        <div role="alert" className="py-6">
          <p>{t("loadFailed")}</p>
          <Button className="mt-3" onClick={() => void me.refetch()}>
            {t("retry")}
          </Button>
        </div>
      )}
      {me.isSuccess &&
        (person ? (
          <>
            <ProfileForm name={person.name ?? ""} />
            <WaysToSignIn locale={locale} />
          </>
        ) : (
          <section className="py-6">
            <h2>{t("guestTitle")}</h2>
            <p className="dim mt-2 mb-4">{t("guestText")}</p>
            <Link href={localePath(locale, "/sign-in")} className={buttonClass("torch", "regular", true)}>
              {t("signIn")}
            </Link>
          </section>
        ))}
      <DisplaySettings locale={locale} person={person} />
      {me.isSuccess && <OrderList locale={locale} />}
      {person && <SignOut locale={locale} />}
      {person && <DeleteAccount locale={locale} email={person.email} />}
    </main>
  );
}
