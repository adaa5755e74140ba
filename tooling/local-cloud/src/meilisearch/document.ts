/** A document as it was sent. */
export type SearchDocument = Readonly<Record<string, unknown>>;

/** The values at a path (`venue.city`), through objects and arrays: what facets count and filters compare. */
export function valuesAt(document: SearchDocument, path: string): unknown[] {
  if (Object.hasOwn(document, path)) return spread(document[path]);
  let found: unknown[] = [document];
  for (const step of path.split(".")) {
    found = found
      .flatMap(spread)
      .flatMap((value) => (isObject(value) && Object.hasOwn(value, step) ? [value[step]] : []));
  }
  return found.flatMap(spread);
}

/** The texts at a path, in order; numbers are read as they are written. */
export function textsAt(document: SearchDocument, path: string): string[] {
  return valuesAt(document, path).flatMap((value) =>
    typeof value === "string" || typeof value === "number" ? [String(value)] : [],
  );
}

/** Every path of a document that leads to a value. */
export function pathsOf(document: SearchDocument, before = ""): string[] {
  const paths = Object.entries(document).flatMap(([name, value]) => {
    const path = before + name;
    const inner = spread(value).filter(isObject);
    return inner.length > 0 ? inner.flatMap((one) => pathsOf(one, `${path}.`)) : [path];
  });
  return [...new Set(paths)];
}

/** A place on Earth, degrees. */
export interface Place {
  readonly lat: number;
  readonly lng: number;
}

/** Where a document is, by its `_geo`; null when it says nowhere. */
export function placeOf(document: SearchDocument): Place | null {
  const geo = document._geo;
  if (!isObject(geo)) return null;
  const [lat, lng] = [Number(geo.lat), Number(geo.lng)];
  return Number.isFinite(lat) && Number.isFinite(lng) ? { lat, lng } : null;
}

const EARTH_RADIUS_METRES = 6_371_008.8;

/** Metres along the great circle (haversine). */
export function metresBetween(one: Place, other: Place): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const [lat, lng] = [radians(other.lat - one.lat), radians(other.lng - one.lng)];
  const half =
    Math.sin(lat / 2) ** 2 + Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(lng / 2) ** 2;
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(half));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const spread = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);
