-- Places that are kept back under a name until a moment, or until somebody opens them.
CREATE TABLE "release" (
    "id" UUID NOT NULL,
    "performance_id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3),
    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "release_performance_id_idx" ON "release"("performance_id");
CREATE INDEX "release_organizer_id_idx" ON "release"("organizer_id");
ALTER TABLE "release" ADD CONSTRAINT "release_performance_id_fkey" FOREIGN KEY ("performance_id") REFERENCES "performance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Only what is not for sale waits for a release. No key to it: nearly all seats are sold without ever having waited, and would pay for its index.
ALTER TABLE "seat_state" ADD COLUMN "release_id" UUID;
ALTER TABLE "seat_state" ADD CONSTRAINT "seat_state_release" CHECK ("release_id" IS NULL OR "state" = 3);
CREATE INDEX "seat_state_waiting" ON "seat_state"("release_id") WHERE "release_id" IS NOT NULL;

-- How many places of some categories may be sold at most. Counted from the availability itself.
CREATE TABLE "quota" (
    "id" UUID NOT NULL,
    "performance_id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "capacity" INTEGER NOT NULL,
    "chart_categories" INTEGER[] NOT NULL,
    CONSTRAINT "quota_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "quota_capacity" CHECK ("capacity" > 0),
    CONSTRAINT "quota_categories" CHECK (cardinality("chart_categories") > 0)
);
CREATE UNIQUE INDEX "quota_performance_id_name_key" ON "quota"("performance_id", "name");
CREATE INDEX "quota_organizer_id_idx" ON "quota"("organizer_id");
ALTER TABLE "quota" ADD CONSTRAINT "quota_performance_id_fkey" FOREIGN KEY ("performance_id") REFERENCES "performance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A tariff may be offered for a while only, and to so many: early birds, students.
ALTER TABLE "tariff" ADD COLUMN "sale_starts_at" TIMESTAMPTZ(3), ADD COLUMN "sale_ends_at" TIMESTAMPTZ(3), ADD COLUMN "capacity" INTEGER;
ALTER TABLE "tariff" ADD CONSTRAINT "tariff_window" CHECK ("sale_starts_at" < "sale_ends_at");
ALTER TABLE "tariff" ADD CONSTRAINT "tariff_capacity" CHECK ("capacity" > 0);
CREATE INDEX "order_line_at_tariff" ON "order_line"("tariff_id") WHERE "tariff_id" IS NOT NULL;
