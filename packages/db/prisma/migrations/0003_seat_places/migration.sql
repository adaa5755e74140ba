-- A seat is written down as section, row and number, which each language puts into a name of its own; a standing place has a section alone.
ALTER TABLE "order_line"
    ADD COLUMN "seat_section" TEXT,
    ADD COLUMN "seat_row" TEXT,
    ADD COLUMN "seat_label" TEXT;
UPDATE "order_line" SET
    "seat_section" = coalesce((regexp_match("seat_name", '^(.+), row (.+), seat (.+)$'))[1], "seat_name"),
    "seat_row" = (regexp_match("seat_name", '^(.+), row (.+), seat (.+)$'))[2],
    "seat_label" = (regexp_match("seat_name", '^(.+), row (.+), seat (.+)$'))[3];
ALTER TABLE "order_line"
    ALTER COLUMN "seat_section" SET NOT NULL,
    DROP COLUMN "seat_name",
    ADD CONSTRAINT "order_line_seat_place" CHECK (("seat_row" IS NULL) = ("seat_label" IS NULL));

ALTER TABLE "ticket"
    ADD COLUMN "seat_section" TEXT,
    ADD COLUMN "seat_row" TEXT,
    ADD COLUMN "seat_label" TEXT;
UPDATE "ticket" SET
    "seat_section" = coalesce((regexp_match("seat_name", '^(.+), row (.+), seat (.+)$'))[1], "seat_name"),
    "seat_row" = (regexp_match("seat_name", '^(.+), row (.+), seat (.+)$'))[2],
    "seat_label" = (regexp_match("seat_name", '^(.+), row (.+), seat (.+)$'))[3];
ALTER TABLE "ticket"
    ALTER COLUMN "seat_section" SET NOT NULL,
    DROP COLUMN "seat_name",
    ADD CONSTRAINT "ticket_seat_place" CHECK (("seat_row" IS NULL) = ("seat_label" IS NULL));
