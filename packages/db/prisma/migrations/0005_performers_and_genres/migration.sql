-- What an event is and who plays at it, so that people find it; and what a place is called in other languages.
ALTER TABLE "event" ADD COLUMN "genre" TEXT;
ALTER TABLE "venue" ADD COLUMN "translations" JSONB NOT NULL DEFAULT '{}';

CREATE TYPE "PerformerKind" AS ENUM ('artist', 'team');
CREATE TABLE "performer" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "PerformerKind" NOT NULL,
    "name" TEXT NOT NULL,
    "translations" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "performer_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "performer_slug_key" ON "performer"("slug");
CREATE INDEX "performer_organizer_id_id_idx" ON "performer"("organizer_id", "id");
ALTER TABLE "performer" ADD CONSTRAINT "performer_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "event_performer" (
    "event_id" UUID NOT NULL,
    "performer_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "event_performer_pkey" PRIMARY KEY ("event_id", "performer_id")
);
CREATE INDEX "event_performer_performer_id_idx" ON "event_performer"("performer_id");
ALTER TABLE "event_performer" ADD CONSTRAINT "event_performer_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "event_performer" ADD CONSTRAINT "event_performer_performer_id_fkey" FOREIGN KEY ("performer_id") REFERENCES "performer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
