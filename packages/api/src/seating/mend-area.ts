import { isTree, LARGEST_COORDINATE, numberIn } from "./plan-values.ts";
import type { PretixArea, PretixPlace } from "./pretix-plan.schema.ts";

function readPlace(value: unknown): PretixPlace | null {
  if (!isTree(value)) return null;
  const x = numberIn(value.x);
  const y = numberIn(value.y);
  if (x === null || y === null || Math.abs(x) > LARGEST_COORDINATE || Math.abs(y) > LARGEST_COORDINATE) return null;
  return { x, y };
}

const readText = (value: unknown, fallback: string) => (typeof value === "string" ? value : fallback);

function lengthOf(value: unknown): number | null {
  const length = numberIn(value);
  return length !== null && length > 0 && length <= LARGEST_COORDINATE ? length : null;
}

function readShape(shape: unknown, tree: unknown): (Partial<PretixArea> & Pick<PretixArea, "shape">) | null {
  if (shape === "text") return { shape };
  if (!isTree(tree)) return null;
  if (shape === "circle") {
    const radius = lengthOf(tree.radius);
    return radius === null ? null : { shape, circle: { radius } };
  }
  if (shape === "ellipse") {
    const radius = readPlace(tree.radius);
    return radius === null || radius.x <= 0 || radius.y <= 0 ? null : { shape, ellipse: { radius } };
  }
  if (shape === "rectangle") {
    const width = lengthOf(tree.width);
    const height = lengthOf(tree.height);
    return width === null || height === null ? null : { shape, rectangle: { width, height } };
  }
  if (shape !== "polygon" || !Array.isArray(tree.points) || tree.points.length > 10_000) return null;
  const points = tree.points.map(readPlace).filter((point) => point !== null);
  return points.length < 3 ? null : { shape, polygon: { points } };
}

/** A plan's drawing, with what is missing of its looks filled in; null when it has no place or no shape. */
export function mendArea(tree: unknown): PretixArea | null {
  if (!isTree(tree)) return null;
  const position = readPlace(tree.position);
  const shape = readShape(tree.shape, typeof tree.shape === "string" ? tree[tree.shape] : undefined);
  if (!position || !shape) return null;
  const size = isTree(tree.text) ? lengthOf(tree.text.size) : null;
  const text = isTree(tree.text) && {
    position: readPlace(tree.text.position) ?? { x: 0, y: 0 },
    color: readText(tree.text.color, "#333333"),
    text: readText(tree.text.text, ""),
    ...(size === null ? {} : { size }),
  };
  return {
    ...shape,
    color: readText(tree.color, "#EEEEEE"),
    border_color: readText(tree.border_color, "#CCCCCC"),
    rotation: numberIn(tree.rotation) ?? 0,
    position,
    ...(text ? { text } : {}),
  };
}
