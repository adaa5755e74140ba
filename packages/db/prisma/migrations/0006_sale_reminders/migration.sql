-- Who wants a letter before the sale of a performance opens.
CREATE TABLE "sale_reminder" (
    "person_id" UUID NOT NULL,
    "performance_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "sale_reminder_pkey" PRIMARY KEY ("person_id", "performance_id")
);
CREATE INDEX "sale_reminder_performance_id_idx" ON "sale_reminder"("performance_id");
ALTER TABLE "sale_reminder" ADD CONSTRAINT "sale_reminder_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "sale_reminder" ADD CONSTRAINT "sale_reminder_performance_id_fkey" FOREIGN KEY ("performance_id") REFERENCES "performance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
