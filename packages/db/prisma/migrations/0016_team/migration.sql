-- An invitation to work for an organizer. Its link is a secret that the letter alone holds.
CREATE TABLE "invitation" (
    "id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "role" "Role" NOT NULL,
    "locale" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "sends" INTEGER NOT NULL DEFAULT 1,
    "invited_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "accepted_by_id" UUID,
    "withdrawn_at" TIMESTAMPTZ(3),
    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "invitation_ends_once" CHECK ("accepted_at" IS NULL OR "withdrawn_at" IS NULL),
    CONSTRAINT "invitation_accepted" CHECK (("accepted_at" IS NULL) = ("accepted_by_id" IS NULL))
);
CREATE UNIQUE INDEX "invitation_token_hash_key" ON "invitation"("token_hash");
CREATE INDEX "invitation_organizer_id_id_idx" ON "invitation"("organizer_id", "id");
CREATE INDEX "invitation_email_idx" ON "invitation"("email");
CREATE UNIQUE INDEX "invitation_one_open" ON "invitation"("organizer_id", "email") WHERE "accepted_at" IS NULL AND "withdrawn_at" IS NULL;
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organizer_id_fkey" FOREIGN KEY ("organizer_id") REFERENCES "organizer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- How much of one order a member may give back; none: as much as was paid.
ALTER TABLE "membership" ADD COLUMN "refund_limit_minor" INTEGER, ADD COLUMN "refund_limit_currency" CHAR(3);
ALTER TABLE "membership" ADD CONSTRAINT "membership_refund_limit"
  CHECK (("refund_limit_minor" IS NULL) = ("refund_limit_currency" IS NULL) AND "refund_limit_minor" >= 0);
