-- What a seat costs for some people: child, reduced. Without a tariff it costs what its category does.
CREATE TABLE "tariff" (
    "id" UUID NOT NULL,
    "performance_id" UUID NOT NULL,
    "organizer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    CONSTRAINT "tariff_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "tariff_performance_id_name_key" ON "tariff"("performance_id", "name");
CREATE INDEX "tariff_organizer_id_idx" ON "tariff"("organizer_id");
ALTER TABLE "tariff" ADD CONSTRAINT "tariff_performance_id_fkey" FOREIGN KEY ("performance_id") REFERENCES "performance"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "tariff_price" (
    "tariff_id" UUID NOT NULL,
    "category_id" UUID NOT NULL,
    "face_minor" INTEGER NOT NULL,
    CONSTRAINT "tariff_price_pkey" PRIMARY KEY ("tariff_id", "category_id")
);
CREATE INDEX "tariff_price_category_id_idx" ON "tariff_price"("category_id");
ALTER TABLE "tariff_price" ADD CONSTRAINT "tariff_price_tariff_id_fkey" FOREIGN KEY ("tariff_id") REFERENCES "tariff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "tariff_price" ADD CONSTRAINT "tariff_price_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "price_category"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Null is the full price. No key: a tariff may be taken off while its tickets stand.
ALTER TABLE "order_line" ADD COLUMN "tariff_id" UUID;
