-- What the provider told about one payment or refund is a part of its order's story.
CREATE INDEX "provider_event_object_id_idx" ON "provider_event"("object_id");
