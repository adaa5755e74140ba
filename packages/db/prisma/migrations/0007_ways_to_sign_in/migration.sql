-- What a person likes to be shown, and when they left. Somebody who left stays as a row without a name: orders and audit point to it.
ALTER TABLE "person" ADD COLUMN "currency" CHAR(3);
ALTER TABLE "person" ADD COLUMN "time_zone" TEXT;
ALTER TABLE "person" ADD COLUMN "deleted_at" TIMESTAMPTZ(3);

-- Somebody new is written to in the language they came in.
ALTER TABLE "sign_in_challenge" ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'en';

-- A password, for who wants one beside the mail.
CREATE TABLE "person_password" (
    "person_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "person_password_pkey" PRIMARY KEY ("person_id")
);
ALTER TABLE "person_password" ADD CONSTRAINT "person_password_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "person_password" ADD CONSTRAINT "person_password_hash_check" CHECK ("hash" LIKE '$argon2id$%');

-- Who somebody is with another house that signs people in. One subject is one person.
CREATE TABLE "person_identity" (
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "email" CITEXT,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "person_identity_pkey" PRIMARY KEY ("provider", "subject")
);
CREATE INDEX "person_identity_person_id_idx" ON "person_identity"("person_id");
ALTER TABLE "person_identity" ADD CONSTRAINT "person_identity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Whoever leaves is taken out of what was sent to them.
CREATE INDEX "letter_to_email_idx" ON "letter"("to_email");
