-- A line of an order is given back once; and whoever asks for it reads one entry, not the whole table.
CREATE UNIQUE INDEX "refund_line_order_line_id_key" ON "refund_line"("order_line_id");
CREATE INDEX "refund_payment_id_idx" ON "refund"("payment_id");
CREATE INDEX "performance_venue_id_idx" ON "performance"("venue_id");
CREATE INDEX "performance_chart_revision_id_idx" ON "performance"("chart_revision_id");
CREATE INDEX "chart_venue_id_idx" ON "chart"("venue_id");
