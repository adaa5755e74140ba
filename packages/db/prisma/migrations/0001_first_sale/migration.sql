-- Mail addresses compare without regard to case.
CREATE EXTENSION IF NOT EXISTS citext;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'manager', 'boxOffice', 'finance', 'gate');

-- CreateEnum
CREATE TYPE "EventKind" AS ENUM ('show', 'sport', 'transport', 'exhibition');

-- CreateEnum
CREATE TYPE "PublicationStatus" AS ENUM ('draft', 'published', 'cancelled');

-- CreateEnum
CREATE TYPE "AttemptStatus" AS ENUM ('opening', 'open', 'paid', 'closed', 'refused');

-- CreateEnum
CREATE TYPE "RefundStatus" AS ENUM ('requested', 'sent', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "OrderStatus" AS ENUM ('pendingPayment', 'closing', 'paid', 'expired', 'returning', 'refunded');

-- CreateEnum
CREATE TYPE "OrderLineKind" AS ENUM ('seat', 'fee', 'tax', 'postage', 'discount');

-- CreateEnum
CREATE TYPE "TicketStatus" AS ENUM ('valid', 'refunded');

-- CreateEnum
CREATE TYPE "TicketMode" AS ENUM ('rotating', 'printed');

-- CreateTable
CREATE TABLE "person" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "name" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_challenge" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "attempts_left" INTEGER NOT NULL DEFAULT 5,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sign_in_challenge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organizer" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "country_code" CHAR(2) NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organizer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "organizer_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("organizer_id","person_id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "person_id" UUID,
    "action" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "venue" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "country_code" CHAR(2) NOT NULL,
    "time_zone" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,

    CONSTRAINT "venue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "EventKind" NOT NULL,
    "status" "PublicationStatus" NOT NULL DEFAULT 'draft',
    "title" TEXT NOT NULL,
    "subtitle" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "translations" JSONB NOT NULL DEFAULT '{}',
    "poster_seed" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "performance" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "venue_id" UUID NOT NULL,
    "chart_revision_id" UUID NOT NULL,
    "status" "PublicationStatus" NOT NULL DEFAULT 'draft',
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "doors_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "sale_starts_at" TIMESTAMPTZ(3) NOT NULL,
    "sale_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "seat_count" INTEGER NOT NULL,
    "ticket_limit" INTEGER NOT NULL DEFAULT 6,
    "choose_seconds" INTEGER NOT NULL DEFAULT 600,
    "checkout_seconds" INTEGER NOT NULL DEFAULT 600,
    "refund_until" TIMESTAMPTZ(3),
    "refund_fee_minor" INTEGER NOT NULL DEFAULT 0,
    "epoch" INTEGER NOT NULL DEFAULT 0,
    "published_version" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "performance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "price_category" (
    "id" UUID NOT NULL,
    "performance_id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "chart_category" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "tier" INTEGER NOT NULL,
    "face_minor" INTEGER NOT NULL,
    "fee_minor" INTEGER NOT NULL,
    "tax_rate_basis_points" INTEGER NOT NULL,

    CONSTRAINT "price_category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "asset" (
    "hash" TEXT NOT NULL,
    "content_type" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "asset_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "setting" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "payment_attempt" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "status" "AttemptStatus" NOT NULL DEFAULT 'opening',
    "session_id" TEXT,
    "session_url" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "payment_intent_id" TEXT NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "captured_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "object_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount_minor" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "status" "RefundStatus" NOT NULL DEFAULT 'requested',
    "provider_refund_id" TEXT,
    "requested_by_id" UUID,
    "request_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund_line" (
    "refund_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "amount_minor" INTEGER NOT NULL,

    CONSTRAINT "refund_line_pkey" PRIMARY KEY ("refund_id","order_line_id")
);

-- CreateTable
CREATE TABLE "ledger_account" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,

    CONSTRAINT "ledger_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_transaction" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "source_key" TEXT NOT NULL,
    "order_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_transaction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entry" (
    "id" UUID NOT NULL,
    "transaction_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "amount_minor" BIGINT NOT NULL,

    CONSTRAINT "ledger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "letter" (
    "id" UUID NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "to_email" CITEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "organizer_id" UUID NOT NULL,
    "buyer_key" TEXT NOT NULL,
    "person_id" UUID,
    "email" CITEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "total_minor" INTEGER NOT NULL,
    "status" "OrderStatus" NOT NULL DEFAULT 'pendingPayment',
    "deadline_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paid_at" TIMESTAMPTZ(3),
    "request_id" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "kind" "OrderLineKind" NOT NULL,
    "performance_id" UUID NOT NULL,
    "seat_index" INTEGER NOT NULL,
    "seat_name" TEXT NOT NULL,
    "category_name" TEXT NOT NULL,
    "net_minor" INTEGER NOT NULL,
    "tax_minor" INTEGER NOT NULL,
    "tax_rate_basis_points" INTEGER NOT NULL,
    "tax_place" TEXT NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_hold" (
    "order_id" UUID NOT NULL,
    "hold_id" UUID NOT NULL,
    "performance_id" UUID NOT NULL,
    "backstop_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_hold_pkey" PRIMARY KEY ("order_id","hold_id")
);

-- CreateTable
CREATE TABLE "chart" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "venue_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chart_revision" (
    "id" UUID NOT NULL,
    "chart_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "seat_count" INTEGER NOT NULL,
    "geometry_hash" TEXT NOT NULL,
    "seat_keys" JSONB NOT NULL,
    "categories" JSONB NOT NULL,
    "defects" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "chart_revision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "seat_state" (
    "performance_id" UUID NOT NULL,
    "seat_index" INTEGER NOT NULL,
    "state" SMALLINT NOT NULL,
    "revision" INTEGER NOT NULL,
    "order_id" UUID,
    "hold_id" UUID,
    "backstop_at" TIMESTAMPTZ(3),
    "ticket_id" UUID,

    CONSTRAINT "seat_state_pkey" PRIMARY KEY ("performance_id","seat_index")
);

-- CreateTable
CREATE TABLE "signing_key" (
    "id" INTEGER NOT NULL,
    "public_key" TEXT NOT NULL,
    "sealed_private_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_secret" (
    "performance_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "sealed_secret" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "gate_secret_pkey" PRIMARY KEY ("performance_id","version")
);

-- CreateTable
CREATE TABLE "ticket" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "performance_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "person_id" UUID,
    "owner_email" CITEXT NOT NULL,
    "seat_index" INTEGER NOT NULL,
    "seat_name" TEXT NOT NULL,
    "category_name" TEXT NOT NULL,
    "status" "TicketStatus" NOT NULL DEFAULT 'valid',
    "mode" "TicketMode" NOT NULL DEFAULT 'rotating',
    "serial" INTEGER NOT NULL DEFAULT 1,
    "secret_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revocation" (
    "id" BIGSERIAL NOT NULL,
    "performance_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "minimum_serial" INTEGER NOT NULL,
    "is_final" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "revocation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "gate_device" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "public_key" JSONB NOT NULL,
    "enrolled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "gate_device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "scan" (
    "id" BIGSERIAL NOT NULL,
    "organizer_id" UUID NOT NULL,
    "performance_id" UUID NOT NULL,
    "device_id" UUID NOT NULL,
    "nonce" TEXT NOT NULL,
    "ticket_id" UUID,
    "serial" INTEGER,
    "verdict" TEXT NOT NULL,
    "scanned_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "person"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_challenge_token_hash_key" ON "sign_in_challenge"("token_hash");

-- CreateIndex
CREATE INDEX "sign_in_challenge_email_created_at_idx" ON "sign_in_challenge"("email", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "organizer_slug_key" ON "organizer"("slug");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "audit_entry_organizer_id_id_idx" ON "audit_entry"("organizer_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "venue_organizer_id_name_key" ON "venue"("organizer_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "event_slug_key" ON "event"("slug");

-- CreateIndex
CREATE INDEX "event_organizer_id_id_idx" ON "event"("organizer_id", "id");

-- CreateIndex
CREATE INDEX "performance_event_id_starts_at_idx" ON "performance"("event_id", "starts_at");

-- CreateIndex
CREATE INDEX "performance_organizer_id_starts_at_idx" ON "performance"("organizer_id", "starts_at");

-- CreateIndex
CREATE INDEX "performance_status_starts_at_id_idx" ON "performance"("status", "starts_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "price_category_performance_id_chart_category_key" ON "price_category"("performance_id", "chart_category");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_idempotency_key_key" ON "payment_attempt"("idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_session_id_key" ON "payment_attempt"("session_id");

-- CreateIndex
CREATE INDEX "payment_attempt_status_expires_at_idx" ON "payment_attempt"("status", "expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_attempt_order_id_number_key" ON "payment_attempt"("order_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "payment_payment_intent_id_key" ON "payment"("payment_intent_id");

-- CreateIndex
CREATE INDEX "payment_order_id_idx" ON "payment"("order_id");

-- CreateIndex
CREATE INDEX "provider_event_processed_at_received_at_idx" ON "provider_event"("processed_at", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "refund_provider_refund_id_key" ON "refund"("provider_refund_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_request_key_key" ON "refund"("request_key");

-- CreateIndex
CREATE INDEX "refund_order_id_idx" ON "refund"("order_id");

-- CreateIndex
CREATE INDEX "refund_status_created_at_idx" ON "refund"("status", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_account_code_owner_id_currency_key" ON "ledger_account"("code", "owner_id", "currency");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_transaction_source_key_key" ON "ledger_transaction"("source_key");

-- CreateIndex
CREATE INDEX "ledger_transaction_order_id_idx" ON "ledger_transaction"("order_id");

-- CreateIndex
CREATE INDEX "ledger_entry_transaction_id_idx" ON "ledger_entry"("transaction_id");

-- CreateIndex
CREATE INDEX "ledger_entry_account_id_idx" ON "ledger_entry"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "letter_dedupe_key_key" ON "letter"("dedupe_key");

-- CreateIndex
CREATE UNIQUE INDEX "order_code_key" ON "order"("code");

-- CreateIndex
CREATE INDEX "order_organizer_id_id_idx" ON "order"("organizer_id", "id");

-- CreateIndex
CREATE INDEX "order_person_id_id_idx" ON "order"("person_id", "id");

-- CreateIndex
CREATE INDEX "order_email_id_idx" ON "order"("email", "id");

-- CreateIndex
CREATE INDEX "order_status_deadline_at_idx" ON "order"("status", "deadline_at");

-- CreateIndex
CREATE UNIQUE INDEX "order_buyer_key_request_id_key" ON "order"("buyer_key", "request_id");

-- CreateIndex
CREATE INDEX "order_line_order_id_idx" ON "order_line"("order_id");

-- CreateIndex
CREATE INDEX "order_line_performance_id_idx" ON "order_line"("performance_id");

-- CreateIndex
CREATE INDEX "chart_organizer_id_id_idx" ON "chart"("organizer_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "chart_revision_chart_id_number_key" ON "chart_revision"("chart_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "seat_state_ticket_id_key" ON "seat_state"("ticket_id");

-- CreateIndex
CREATE INDEX "seat_state_order_id_idx" ON "seat_state"("order_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_order_line_id_key" ON "ticket"("order_line_id");

-- CreateIndex
CREATE INDEX "ticket_performance_id_id_idx" ON "ticket"("performance_id", "id");

-- CreateIndex
CREATE INDEX "ticket_person_id_id_idx" ON "ticket"("person_id", "id");

-- CreateIndex
CREATE INDEX "ticket_owner_email_id_idx" ON "ticket"("owner_email", "id");

-- CreateIndex
CREATE INDEX "ticket_order_id_idx" ON "ticket"("order_id");

-- CreateIndex
CREATE INDEX "revocation_performance_id_id_idx" ON "revocation"("performance_id", "id");

-- CreateIndex
CREATE INDEX "gate_device_organizer_id_id_idx" ON "gate_device"("organizer_id", "id");

-- CreateIndex
CREATE INDEX "scan_performance_id_id_idx" ON "scan"("performance_id", "id");

-- CreateIndex
CREATE INDEX "scan_ticket_id_idx" ON "scan"("ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "scan_device_id_nonce_key" ON "scan"("device_id", "nonce");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "venue" ADD CONSTRAINT "venue_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event" ADD CONSTRAINT "event_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "performance" ADD CONSTRAINT "performance_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "performance" ADD CONSTRAINT "performance_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "performance" ADD CONSTRAINT "performance_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "performance" ADD CONSTRAINT "performance_chart_revision_id_fkey" FOREIGN KEY ("chart_revision_id") REFERENCES "chart_revision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "price_category" ADD CONSTRAINT "price_category_performance_id_fkey" FOREIGN KEY ("performance_id") REFERENCES "performance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment_attempt" ADD CONSTRAINT "payment_attempt_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_transaction_id_fkey" FOREIGN KEY ("transaction_id") REFERENCES "ledger_transaction"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "ledger_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_hold" ADD CONSTRAINT "order_hold_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chart" ADD CONSTRAINT "chart_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chart" ADD CONSTRAINT "chart_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chart_revision" ADD CONSTRAINT "chart_revision_chart_id_fkey" FOREIGN KEY ("chart_id") REFERENCES "chart"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_performance_id_fkey" FOREIGN KEY ("performance_id") REFERENCES "performance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- What the schema language cannot say. A test reads these back from the catalogue.

ALTER TABLE "seat_state" ADD CONSTRAINT "seat_state_state_known" CHECK ("state" BETWEEN 0 AND 3);
ALTER TABLE "seat_state" ADD CONSTRAINT "seat_state_index_positive" CHECK ("seat_index" >= 0);
-- A claim is whole or absent, and a sold seat is claimed by nobody.
ALTER TABLE "seat_state" ADD CONSTRAINT "seat_state_claim_whole"
  CHECK (("order_id" IS NULL) = ("hold_id" IS NULL) AND ("order_id" IS NULL) = ("backstop_at" IS NULL));
ALTER TABLE "seat_state" ADD CONSTRAINT "seat_state_sold_is_owned" CHECK (("state" = 2) = ("ticket_id" IS NOT NULL));
ALTER TABLE "seat_state" ADD CONSTRAINT "seat_state_sold_is_unclaimed" CHECK ("state" <> 2 OR "order_id" IS NULL);

ALTER TABLE "price_category" ADD CONSTRAINT "price_category_amounts"
  CHECK ("face_minor" >= 0 AND "fee_minor" >= 0 AND "tax_rate_basis_points" BETWEEN 0 AND 10000 AND "tier" BETWEEN 1 AND 5);
ALTER TABLE "order" ADD CONSTRAINT "order_total_positive" CHECK ("total_minor" >= 0);
ALTER TABLE "payment" ADD CONSTRAINT "payment_amount_positive" CHECK ("amount_minor" > 0);
ALTER TABLE "refund" ADD CONSTRAINT "refund_amount_positive" CHECK ("amount_minor" > 0);
ALTER TABLE "refund_line" ADD CONSTRAINT "refund_line_amount_positive" CHECK ("amount_minor" > 0);
ALTER TABLE "performance" ADD CONSTRAINT "performance_times" CHECK ("sale_starts_at" < "sale_ends_at");

-- One payment page at a time: a second open attempt of an order cannot exist.
CREATE UNIQUE INDEX "payment_attempt_one_open" ON "payment_attempt" ("order_id") WHERE "status" IN ('opening', 'open');

-- One valid ticket a seat.
CREATE UNIQUE INDEX "ticket_one_valid_per_seat" ON "ticket" ("performance_id", "seat_index") WHERE "status" = 'valid';

-- Money: every transaction sums to zero when it commits, and history cannot be edited.
CREATE FUNCTION ledger_transaction_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM "ledger_entry" e JOIN "ledger_account" a ON a."id" = e."account_id"
    WHERE e."transaction_id" = NEW."transaction_id" GROUP BY a."currency" HAVING sum(e."amount_minor") <> 0
  ) THEN
    RAISE EXCEPTION 'ledger transaction % does not balance', NEW."transaction_id" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "ledger_entry_balances" AFTER INSERT ON "ledger_entry"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transaction_balances();

CREATE FUNCTION history_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is history and cannot be changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "ledger_entry_stands" BEFORE UPDATE OR DELETE ON "ledger_entry" FOR EACH ROW EXECUTE FUNCTION history_stands();
CREATE TRIGGER "ledger_transaction_stands" BEFORE UPDATE OR DELETE ON "ledger_transaction" FOR EACH ROW EXECUTE FUNCTION history_stands();
CREATE TRIGGER "audit_entry_stands" BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION history_stands();
