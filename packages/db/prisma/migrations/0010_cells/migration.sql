-- A place may be sold in parts: the legs of a journey, the days of a fair. A performance without cells has one, sold whole.
ALTER TABLE "performance" ADD COLUMN "cell_count" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "performance" ADD CONSTRAINT "performance_cells" CHECK ("cell_count" BETWEEN 1 AND 64);

CREATE TABLE "performance_cell" (
    "performance_id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "from_name" TEXT,
    "to_name" TEXT,
    "translations" JSONB NOT NULL DEFAULT '{}',
    CONSTRAINT "performance_cell_pkey" PRIMARY KEY ("performance_id", "position"),
    CONSTRAINT "performance_cell_times" CHECK ("starts_at" < "ends_at"),
    CONSTRAINT "performance_cell_stops" CHECK (("from_name" IS NULL) = ("to_name" IS NULL))
);
CREATE INDEX "performance_cell_organizer_id_idx" ON "performance_cell"("organizer_id");
ALTER TABLE "performance_cell" ADD CONSTRAINT "performance_cell_performance_id_fkey" FOREIGN KEY ("performance_id") REFERENCES "performance"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The face price of some cells that follow each other; all of them together cost what the category does.
CREATE TABLE "fare" (
    "category_id" UUID NOT NULL,
    "from_cell" SMALLINT NOT NULL,
    "to_cell" SMALLINT NOT NULL,
    "face_minor" INTEGER NOT NULL,
    CONSTRAINT "fare_pkey" PRIMARY KEY ("category_id", "from_cell", "to_cell"),
    CONSTRAINT "fare_cells" CHECK (0 <= "from_cell" AND "from_cell" < "to_cell"),
    CONSTRAINT "fare_amount" CHECK ("face_minor" >= 0)
);
ALTER TABLE "fare" ADD CONSTRAINT "fare_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "price_category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "order_line" ADD COLUMN "from_cell" SMALLINT NOT NULL DEFAULT 0, ADD COLUMN "to_cell" SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_cells" CHECK (0 <= "from_cell" AND "from_cell" < "to_cell");
ALTER TABLE "ticket" ADD COLUMN "from_cell" SMALLINT NOT NULL DEFAULT 0, ADD COLUMN "to_cell" SMALLINT NOT NULL DEFAULT 1;
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_cells" CHECK (0 <= "from_cell" AND "from_cell" < "to_cell");

-- A ticket is good for several cells of its place, and a place has several owners, one after the other. Whose a cell is, seat_state's own key says.
DROP INDEX "seat_state_ticket_id_key";
CREATE INDEX "seat_state_ticket_id_idx" ON "seat_state"("ticket_id");
DROP INDEX "ticket_one_valid_per_seat";
CREATE UNIQUE INDEX "ticket_one_valid_per_seat" ON "ticket" ("performance_id", "seat_index", "from_cell") WHERE "status" = 'valid';
