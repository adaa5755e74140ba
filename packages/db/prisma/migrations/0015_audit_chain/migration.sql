-- Each organizer's history is a chain: an entry's hash covers what it says and the hash of the one before.
CREATE TABLE "audit_head" (
    "organizer_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("organizer_id"),
    CONSTRAINT "audit_head_hash" CHECK (octet_length("hash") = 32)
);

ALTER TABLE "audit_entry" ADD COLUMN "sequence" INTEGER,
    ADD COLUMN "previous_hash" BYTEA,
    ADD COLUMN "hash" BYTEA,
    ADD COLUMN "object_type" TEXT,
    ADD COLUMN "before" JSONB NOT NULL DEFAULT '{}',
    ADD COLUMN "after" JSONB NOT NULL DEFAULT '{}',
    ADD COLUMN "reason" TEXT;

-- What was written before is chained in the order in which it came, in the canonical form of accounts/audit-chain.ts.
ALTER TABLE "audit_entry" DISABLE TRIGGER "audit_entry_stands";
DO $$
DECLARE
  entry RECORD;
  organizer UUID;
  place INTEGER;
  previous BYTEA;
  kind TEXT;
  facts TEXT;
  made BYTEA;
BEGIN
  FOR entry IN SELECT * FROM "audit_entry" ORDER BY "organizer_id", "id" LOOP
    IF organizer IS DISTINCT FROM entry."organizer_id" THEN
      organizer := entry."organizer_id";
      place := 0;
      previous := decode(repeat('00', 32), 'hex');
    END IF;
    place := place + 1;
    kind := CASE WHEN entry."action" = 'release.openKeptBack' THEN 'performance' ELSE
      CASE split_part(entry."action", '.', 1) WHEN 'gate' THEN 'device' WHEN 'refund' THEN 'order' WHEN 'membership' THEN 'member'
        ELSE split_part(entry."action", '.', 1) END END;
    SELECT coalesce(string_agg(to_json(f.key)::text || ':' || f.value::text, ',' ORDER BY f.key COLLATE "C"), '') INTO facts
      FROM jsonb_each(entry."detail") AS f(key, value);
    made := sha256(previous || convert_to('["usher.audit/1",' || to_json(entry."organizer_id")::text || ',' || place || ','
      || to_json(entry."id")::text || ',' || coalesce(to_json(entry."person_id")::text, 'null') || ','
      || to_json(entry."action")::text || ',' || to_json(kind)::text || ',' || to_json(entry."object_id")::text || ',{},{},null,{'
      || facts || '},"' || to_char(entry."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"]', 'UTF8'));
    UPDATE "audit_entry" SET "sequence" = place, "previous_hash" = previous, "hash" = made, "object_type" = kind
      WHERE "id" = entry."id";
    INSERT INTO "audit_head" VALUES (organizer, place, made)
      ON CONFLICT ("organizer_id") DO UPDATE SET "sequence" = excluded."sequence", "hash" = excluded."hash";
    previous := made;
  END LOOP;
END $$;
ALTER TABLE "audit_entry" ENABLE TRIGGER "audit_entry_stands";

ALTER TABLE "audit_entry" ALTER COLUMN "sequence" SET NOT NULL,
    ALTER COLUMN "previous_hash" SET NOT NULL,
    ALTER COLUMN "hash" SET NOT NULL,
    ALTER COLUMN "object_type" SET NOT NULL,
    ALTER COLUMN "before" DROP DEFAULT,
    ALTER COLUMN "after" DROP DEFAULT,
    ALTER COLUMN "at" DROP DEFAULT;
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_sequence" CHECK ("sequence" > 0);
ALTER TABLE "audit_entry" ADD CONSTRAINT "audit_entry_hashes" CHECK (octet_length("previous_hash") = 32 AND octet_length("hash") = 32);

-- Read newest first, by whom, about what, and by days.
DROP INDEX "audit_entry_organizer_id_id_idx";
CREATE UNIQUE INDEX "audit_entry_organizer_id_sequence_key" ON "audit_entry"("organizer_id", "sequence");
CREATE INDEX "audit_entry_organizer_id_person_id_sequence_idx" ON "audit_entry"("organizer_id", "person_id", "sequence");
CREATE INDEX "audit_entry_organizer_id_object_type_sequence_idx" ON "audit_entry"("organizer_id", "object_type", "sequence");
CREATE INDEX "audit_entry_organizer_id_at_idx" ON "audit_entry"("organizer_id", "at");
CREATE TRIGGER "audit_entry_stays" BEFORE TRUNCATE ON "audit_entry" FOR EACH STATEMENT EXECUTE FUNCTION history_stands();
