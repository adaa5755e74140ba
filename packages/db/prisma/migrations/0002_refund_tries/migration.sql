-- How often a refund was handed to the provider: each try is a request, and a fact of the ledger, of its own.
ALTER TABLE "refund" ADD COLUMN "tries" INTEGER NOT NULL DEFAULT 1;
