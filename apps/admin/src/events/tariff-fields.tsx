"use client";

import { Button, DataTable, Field, IconButton, type Column as TableColumn } from "@usher/ui";
import { Plus, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { readMoney } from "../format/typed-money.ts";
import {
  type DraftProblem,
  type PerformanceDraft,
  type PriceDraft,
  type TariffDraft,
  newTariff,
  readCapacity,
} from "./performance-draft.ts";

interface TariffFieldsProps {
  readonly draft: PerformanceDraft;
  readonly problems: readonly DraftProblem[];
  readonly onChange: (tariffs: TariffDraft[]) => void;
}

const MOST_TARIFFS = 8;

/** Prices for some people: a row a tariff, a column a category. An empty cell is not offered. */
export function TariffFields({ draft, problems, onChange }: TariffFieldsProps) {
  const t = useTranslations("performance");
  const { tariffs, currency } = draft;
  const priced = draft.prices.filter(({ face }) => face.trim() !== "");
  if (priced.length === 0) return null;
  const change = (key: string, part: Partial<TariffDraft>) =>
    onChange(tariffs.map((tariff) => (tariff.key === key ? { ...tariff, ...part } : tariff)));
  const isWrong = ({ key }: TariffDraft) => problems.includes(`tariff ${key}`);
  const isWrongFace = (face: string) => face.trim() !== "" && readMoney(face, currency) === null;
  const nameColumn: TableColumn<TariffDraft> = {
    key: "name",
    head: t("tariffName"),
    align: "left",
    cell: (tariff) => (
      <Field
        dense
        bare
        label={t("tariffName")}
        className="my-1 min-w-36"
        value={tariff.name}
        maxLength={40}
        autoComplete="off"
        aria-invalid={isWrong(tariff) && tariff.name.trim() === ""}
        onChange={(event) => change(tariff.key, { name: event.target.value })}
      />
    ),
  };
  const faceColumn = ({ chartCategory, name }: PriceDraft): TableColumn<TariffDraft> => ({
    key: String(chartCategory),
    head: name,
    align: "right",
    cell: (tariff) => {
      const face = tariff.faces[chartCategory] ?? "";
      return (
        <Field
          dense
          bare
          label={t("cell", { column: tariff.name || t("tariffName"), category: name })}
          className="my-1 ml-auto w-24"
          inputClassName="text-right tabular-nums"
          inputMode="decimal"
          autoComplete="off"
          value={face}
          aria-invalid={
            isWrong(tariff) && (isWrongFace(face) || Object.values(tariff.faces).every((one) => !one.trim()))
          }
          onChange={(event) => change(tariff.key, { faces: { ...tariff.faces, [chartCategory]: event.target.value } })}
        />
      );
    },
  });
  const whenColumn = (field: "saleStartsAt" | "saleEndsAt"): TableColumn<TariffDraft> => ({
    key: field,
    head: t(field === "saleStartsAt" ? "tariffFrom" : "tariffUntil"),
    align: "left",
    cell: (tariff) => (
      <Field
        dense
        bare
        type="datetime-local"
        label={t("cell", {
          column: tariff.name || t("tariffName"),
          category: t(field === "saleStartsAt" ? "tariffFrom" : "tariffUntil"),
        })}
        className="my-1 min-w-48"
        value={tariff[field]}
        onChange={(event) => change(tariff.key, { [field]: event.target.value.slice(0, 16) })}
      />
    ),
  });
  const capacityColumn: TableColumn<TariffDraft> = {
    key: "capacity",
    head: t("atMost"),
    align: "right",
    cell: (tariff) => (
      <Field
        dense
        bare
        label={t("cell", { column: tariff.name || t("tariffName"), category: t("atMost") })}
        className="my-1 ml-auto w-24"
        inputClassName="text-right tabular-nums"
        inputMode="numeric"
        autoComplete="off"
        placeholder={t("noBound")}
        value={tariff.capacity}
        aria-invalid={isWrong(tariff) && tariff.capacity.trim() !== "" && readCapacity(tariff.capacity) === null}
        onChange={(event) => change(tariff.key, { capacity: event.target.value })}
      />
    ),
  };
  const offeredName: TableColumn<TariffDraft> = {
    key: "name",
    head: t("tariffName"),
    align: "left",
    cell: ({ name }) => name || "–",
  };
  const removeColumn: TableColumn<TariffDraft> = {
    key: "remove",
    head: <span className="sr-only">{t("tariffRemoveHead")}</span>,
    cell: (tariff) => (
      <IconButton
        dense
        label={t("tariffRemove", { name: tariff.name })}
        onClick={() => onChange(tariffs.filter(({ key }) => key !== tariff.key))}
      >
        <X aria-hidden />
      </IconButton>
    ),
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {tariffs.length > 0 && (
        <DataTable
          caption={t("tariffs")}
          captionShown
          columns={[nameColumn, ...priced.map(faceColumn), removeColumn]}
          rows={tariffs}
          rowKey={({ key }) => key}
        />
      )}
      {tariffs.length > 0 && (
        <DataTable
          caption={t("tariffOffered")}
          captionShown
          columns={[offeredName, whenColumn("saleStartsAt"), whenColumn("saleEndsAt"), capacityColumn]}
          rows={tariffs}
          rowKey={({ key }) => key}
        />
      )}
      {tariffs.length < MOST_TARIFFS && (
        <Button
          size="dense"
          kind="line"
          className="justify-self-start"
          onClick={() => onChange([...tariffs, newTariff()])}
        >
          <Plus aria-hidden />
          {t("tariffAdd")}
        </Button>
      )}
    </div>
  );
}
