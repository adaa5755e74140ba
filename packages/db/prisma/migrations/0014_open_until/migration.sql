-- Until when people may come to a fair of several days. What is there from its beginning alone has none.
ALTER TABLE "performance" ADD COLUMN "open_until" TIMESTAMPTZ(3);
UPDATE "performance" p SET "open_until" = c.closes FROM (
    SELECT "performance_id", max("ends_at") AS closes FROM "performance_cell" WHERE "from_name" IS NULL GROUP BY "performance_id"
) c WHERE c."performance_id" = p."id";
