CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Orders by any part of their code or mail address: orders/find-orders.ts asks with this very expression.
CREATE INDEX "order_words" ON "order" USING gin ((' ' || lower("code" || ' ' || "email"::text)) gin_trgm_ops);
-- And by what their buyer is called.
CREATE INDEX "person_name_words" ON "person" USING gin ((' ' || lower("name")) gin_trgm_ops);
-- And by a seat, newest first.
CREATE INDEX "order_line_seat" ON "order_line"("organizer_id", lower("seat_row"), lower("seat_label"), "order_id") WHERE "kind" = 'seat' AND "seat_row" IS NOT NULL;

-- An organizer's orders of one status, and those of one performance, a page at a time wherever the page lies.
CREATE INDEX "order_organizer_id_status_id_idx" ON "order"("organizer_id", "status", "id");
CREATE INDEX "order_line_performance_id_order_id_idx" ON "order_line"("performance_id", "order_id");
DROP INDEX "order_line_performance_id_idx";
