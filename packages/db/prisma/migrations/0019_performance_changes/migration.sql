CREATE TYPE "ChangeKind" AS ENUM ('cancelled', 'moved');
CREATE TYPE "ChangeAnswer" AS ENUM ('keeps', 'returns');

-- A performance that was cancelled or moved with tickets sold.
CREATE TABLE "performance_change" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "performance_id" UUID NOT NULL,
    "kind" "ChangeKind" NOT NULL,
    "reason" TEXT NOT NULL,
    "request_key" TEXT NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "starts_before" TIMESTAMPTZ(3) NOT NULL,
    "starts_after" TIMESTAMPTZ(3),
    "answer_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    CONSTRAINT "performance_change_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "performance_change_moved" CHECK (("kind" = 'moved') = ("starts_after" IS NOT NULL) AND ("kind" = 'moved') = ("answer_until" IS NOT NULL))
);
CREATE UNIQUE INDEX "performance_change_request_key_key" ON "performance_change"("request_key");
-- What is cancelled is cancelled once.
CREATE UNIQUE INDEX "performance_change_cancelled_once" ON "performance_change"("performance_id") WHERE "kind" = 'cancelled';
CREATE INDEX "performance_change_performance_id_id_idx" ON "performance_change"("performance_id", "id");
CREATE INDEX "performance_change_organizer_id_id_idx" ON "performance_change"("organizer_id", "id");
ALTER TABLE "performance_change" ADD CONSTRAINT "performance_change_performance_id_fkey" FOREIGN KEY ("performance_id") REFERENCES "performance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "changed_order" (
    "change_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "refund_id" UUID,
    "answer" "ChangeAnswer",
    "answered_at" TIMESTAMPTZ(3),
    CONSTRAINT "changed_order_pkey" PRIMARY KEY ("change_id", "order_id"),
    CONSTRAINT "changed_order_answered" CHECK (("answer" IS NULL) = ("answered_at" IS NULL))
);
CREATE INDEX "changed_order_order_id_idx" ON "changed_order"("order_id");
CREATE UNIQUE INDEX "changed_order_refund_id_key" ON "changed_order"("refund_id");
-- Those that are yet to be seen to.
CREATE INDEX "changed_order_open" ON "changed_order"("change_id", "order_id") WHERE "done_at" IS NULL;
ALTER TABLE "changed_order" ADD CONSTRAINT "changed_order_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "performance_change"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "changed_order" ADD CONSTRAINT "changed_order_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "changed_order" ADD CONSTRAINT "changed_order_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
