import { chartPath } from "@usher/client/seats/chart-path";
import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { preload } from "react-dom";
import { z } from "zod";
import { readPerformance } from "../../../../../../catalog/read-catalog.ts";
import { SeatsScreen } from "../../../../../../seats/seats-screen.tsx";

export const dynamic = "force-dynamic";

interface SeatsPageProps {
  readonly params: Promise<{ locale: string; id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Stops or days in the address: "?from=0&to=2". */
const cell = z
  .string()
  .regex(/^\d{1,2}$/)
  .transform(Number);
const askedSpan = z.object({ from: cell, to: cell });

async function read(params: SeatsPageProps["params"]) {
  const locale = await localeOfRoute(params);
  const { id } = await params;
  if (!z.uuid().safeParse(id).success) notFound();
  return { locale, page: await readPerformance(locale, id) };
}

export async function generateMetadata({ params }: SeatsPageProps): Promise<Metadata> {
  const { locale, page } = await read(params);
  const t = await getTranslations({ locale, namespace: "seats" });
  return { title: t("title", { title: page.event.title }), robots: { index: false } };
}

/** The map of one performance. */
export default async function SeatsPage({ params, searchParams }: SeatsPageProps) {
  const { locale, page } = await read(params);
  const { view, from, to } = await searchParams;
  // Asked for before any script has come; the map's own request then finds it here.
  preload(chartPath(page.performance.geometryHash), { as: "fetch", crossOrigin: "anonymous" });
  const asked = askedSpan.safeParse({ from, to }).data ?? null;
  return <SeatsScreen locale={locale} page={page} startsAsList={view === "list"} asked={asked} />;
}
