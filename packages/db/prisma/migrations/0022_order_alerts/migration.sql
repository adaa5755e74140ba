CREATE TYPE "AlertKind" AS ENUM ('manyTries', 'refundFailed', 'lateMoney', 'doesNotAgree');

-- An order that somebody should look at, until somebody has.
CREATE TABLE "order_alert" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "kind" "AlertKind" NOT NULL,
    "detail" TEXT NOT NULL DEFAULT '',
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by_id" UUID,
    CONSTRAINT "order_alert_pkey" PRIMARY KEY ("id")
);
-- Of one kind an order asks to be looked at once at a time.
CREATE UNIQUE INDEX "order_alert_one_open" ON "order_alert"("order_id", "kind") WHERE "settled_at" IS NULL;
CREATE INDEX "order_alert_open" ON "order_alert"("organizer_id", "id") WHERE "settled_at" IS NULL;
CREATE INDEX "order_alert_order_id_idx" ON "order_alert"("order_id");
ALTER TABLE "order_alert" ADD CONSTRAINT "order_alert_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
