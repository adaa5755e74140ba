-- What happens at an exhibition and when, and who shows something there.
CREATE TABLE "agenda_item" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "speaker" TEXT NOT NULL,
    "translations" JSONB NOT NULL DEFAULT '{}',
    CONSTRAINT "agenda_item_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "agenda_item_event_id_starts_at_idx" ON "agenda_item"("event_id", "starts_at");
ALTER TABLE "agenda_item" ADD CONSTRAINT "agenda_item_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "exhibitor" (
    "id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "stand" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "url" TEXT,
    "translations" JSONB NOT NULL DEFAULT '{}',
    CONSTRAINT "exhibitor_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "exhibitor_event_id_position_idx" ON "exhibitor"("event_id", "position");
ALTER TABLE "exhibitor" ADD CONSTRAINT "exhibitor_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
