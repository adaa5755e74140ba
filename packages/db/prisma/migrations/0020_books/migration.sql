-- Sums of an account over a time are read from its entries alone: each carries the moment of its transaction.
ALTER TABLE "ledger_entry" ADD COLUMN "occurred_at" TIMESTAMPTZ(3);
ALTER TABLE "ledger_entry" DISABLE TRIGGER "ledger_entry_stands";
UPDATE "ledger_entry" e SET "occurred_at" = t."occurred_at" FROM "ledger_transaction" t WHERE t."id" = e."transaction_id";
ALTER TABLE "ledger_entry" ENABLE TRIGGER "ledger_entry_stands";
ALTER TABLE "ledger_entry" ALTER COLUMN "occurred_at" SET NOT NULL;
CREATE INDEX "ledger_entry_account_id_occurred_at_idx" ON "ledger_entry"("account_id", "occurred_at") INCLUDE ("amount_minor");
DROP INDEX "ledger_entry_account_id_idx";

-- An entry of another moment than its transaction would stand in another month than the rest of it.
CREATE OR REPLACE FUNCTION ledger_transaction_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "ledger_entry" e JOIN "ledger_account" a ON a."id" = e."account_id"
    WHERE e."transaction_id" = NEW."transaction_id" GROUP BY a."currency" HAVING sum(e."amount_minor") <> 0
  ) THEN
    RAISE EXCEPTION 'ledger transaction % does not balance', NEW."transaction_id" USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM "ledger_transaction" t WHERE t."id" = NEW."transaction_id" AND t."occurred_at" = NEW."occurred_at") THEN
    RAISE EXCEPTION 'an entry of ledger transaction % is of another moment', NEW."transaction_id" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

-- What a comparison of an organizer's money, orders and tickets found, kept until the next ones.
CREATE TABLE "match_run" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "order_count" INTEGER NOT NULL DEFAULT 0,
    "ticket_count" INTEGER NOT NULL DEFAULT 0,
    "asked_count" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "match_run_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "match_run_organizer_id_id_idx" ON "match_run"("organizer_id", "id");
-- One comparison of an organizer at a time.
CREATE UNIQUE INDEX "match_run_one_open" ON "match_run"("organizer_id") WHERE "finished_at" IS NULL;
ALTER TABLE "match_run" ADD CONSTRAINT "match_run_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "match_difference" (
    "run_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "order_id" UUID,
    "performance_id" UUID,
    CONSTRAINT "match_difference_pkey" PRIMARY KEY ("run_id", "position")
);
ALTER TABLE "match_difference" ADD CONSTRAINT "match_difference_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "match_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
