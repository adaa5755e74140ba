-- A chart as it is being drawn, before it is published as a revision. One for each chart; whoever saves says which version they began with.
CREATE TABLE "chart_draft" (
    "chart_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "document" BYTEA NOT NULL,
    "published_as" INTEGER,
    "saved_by" UUID,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "chart_draft_pkey" PRIMARY KEY ("chart_id"),
    CONSTRAINT "chart_draft_version" CHECK ("version" > 0)
);
CREATE INDEX "chart_draft_saved_by_idx" ON "chart_draft"("saved_by");
ALTER TABLE "chart_draft" ADD CONSTRAINT "chart_draft_chart_id_fkey" FOREIGN KEY ("chart_id") REFERENCES "chart"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "chart_draft" ADD CONSTRAINT "chart_draft_saved_by_fkey" FOREIGN KEY ("saved_by") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
