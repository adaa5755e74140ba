-- What a fixture is part of: "Premier Division · Matchday 12". Null for none, and for all that is no sport.
ALTER TABLE "event" ADD COLUMN "competition" TEXT;
