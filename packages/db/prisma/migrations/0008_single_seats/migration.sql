-- Whether buyers may leave a single free seat standing between strangers.
ALTER TABLE "performance" ADD COLUMN "allows_singles" BOOLEAN NOT NULL DEFAULT false;
