/** What hands can do to the map. Places are CSS pixels from the map's top left. */
export interface GestureTarget {
  /** A finger or button went down, or a wheel began to turn. */
  began(): void;
  panBy(dx: number, dy: number): void;
  zoomBy(factor: number, x: number, y: number): void;
  tapped(x: number, y: number, pointer: string): void;
  doubleTapped(x: number, y: number): void;
  /** null when the pointer has left. Only fine pointers hover. */
  hovered(at: { x: number; y: number } | null): void;
  /** Everything was let go, at this speed in pixels a millisecond. */
  released(speedX: number, speedY: number): void;
}

/** A tap may tremble this far, CSS pixels, and last this long, milliseconds. */
const TAP_SLOP = 8;
const TAP_TIME = 500;
const DOUBLE_TAP_TIME = 300;
const DOUBLE_TAP_REACH = 32;
/** A wheel has come to rest after this silence, milliseconds. */
const WHEEL_REST = 140;

interface Touch {
  x: number;
  y: number;
}

/** Listens for pan, pinch, wheel, tap and hover on an element; returns how to stop. */
export function listenForGestures(element: HTMLElement, target: GestureTarget): () => void {
  const stopPointers = listenForPointers(element, target);
  const stopWheel = listenForWheel(element, target);
  return () => {
    stopPointers();
    stopWheel();
  };
}

function listenForPointers(element: HTMLElement, target: GestureTarget): () => void {
  const touches = new Map<number, Touch>();
  let start: (Touch & { time: number }) | null = null;
  let lastTap: (Touch & { time: number }) | null = null;
  let speed: Touch = { x: 0, y: 0 };
  let movedAt = 0;

  const place = (event: PointerEvent): Touch => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const at = place(event);
    element.setPointerCapture(event.pointerId);
    touches.set(event.pointerId, at);
    speed = { x: 0, y: 0 };
    // A second finger makes a pinch of it, and a pinch is never a tap.
    start = touches.size === 1 ? { ...at, time: event.timeStamp } : null;
    target.began();
    if (event.pointerType === "mouse") target.hovered(null);
  };

  const move = (event: PointerEvent) => {
    const at = place(event);
    const before = touches.get(event.pointerId);
    if (!before) {
      if (event.pointerType === "mouse" || event.pointerType === "pen") target.hovered(at);
      return;
    }
    if (start && Math.hypot(at.x - start.x, at.y - start.y) < TAP_SLOP) return;
    start = null;
    if (touches.size === 1) {
      target.panBy(at.x - before.x, at.y - before.y);
      const time = Math.max(event.timeStamp - movedAt, 1);
      speed = { x: mix(speed.x, (at.x - before.x) / time), y: mix(speed.y, (at.y - before.y) / time) };
    } else pinch(event.pointerId, before, at);
    movedAt = event.timeStamp;
    touches.set(event.pointerId, at);
  };

  const pinch = (id: number, before: Touch, at: Touch) => {
    const other = [...touches].find(([otherId]) => otherId !== id)?.[1];
    if (!other) return;
    const distance = (from: Touch) => Math.max(Math.hypot(from.x - other.x, from.y - other.y), 1);
    target.panBy((at.x - before.x) / 2, (at.y - before.y) / 2);
    target.zoomBy(distance(at) / distance(before), (at.x + other.x) / 2, (at.y + other.y) / 2);
  };

  const up = (event: PointerEvent) => {
    if (!touches.delete(event.pointerId)) return;
    if (start && event.type === "pointerup" && event.timeStamp - start.time < TAP_TIME) tap(event);
    start = null;
    if (touches.size > 0) {
      speed = { x: 0, y: 0 };
      return;
    }
    // Who holds still before letting go does not want the map to run on.
    const still = event.timeStamp - movedAt > 60;
    target.released(still ? 0 : speed.x, still ? 0 : speed.y);
  };

  const tap = (event: PointerEvent) => {
    const at = { ...place(event), time: event.timeStamp };
    const isSecond =
      lastTap !== null &&
      at.time - lastTap.time < DOUBLE_TAP_TIME &&
      Math.hypot(at.x - lastTap.x, at.y - lastTap.y) < DOUBLE_TAP_REACH;
    lastTap = isSecond ? null : at;
    if (isSecond) target.doubleTapped(at.x, at.y);
    else target.tapped(at.x, at.y, event.pointerType);
  };

  const leave = () => target.hovered(null);
  const handlers = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, pointerleave: leave };
  for (const [type, handler] of Object.entries(handlers)) element.addEventListener(type, handler as EventListener);
  return () => {
    for (const [type, handler] of Object.entries(handlers)) element.removeEventListener(type, handler as EventListener);
  };
}

/** Part old, part new, so that one late event does not make the throw. */
function mix(old: number, latest: number): number {
  return old * 0.6 + latest * 0.4;
}

/** One notch of a wheel comes as at least this, CSS pixels; a trackpad begins gently. */
const WHEEL_NOTCH = 50;

/**
 * A wheel zooms; two fingers on a trackpad pan; a pinch there arrives as a wheel with ctrl. Wheel and trackpad are told
 * apart by the first event of a movement, since a fast sweep later reaches a notch's size too.
 */
function listenForWheel(element: HTMLElement, target: GestureTarget): () => void {
  let last = 0;
  let zooms = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const turned = (event: WheelEvent) => {
    event.preventDefault();
    const box = element.getBoundingClientRect();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE;
    const [dx, dy] = [event.deltaX * (lines ? 18 : 1), event.deltaY * (lines ? 18 : 1)];
    if (event.timeStamp - last > WHEEL_REST) {
      zooms = lines || (dx === 0 && Math.abs(dy) >= WHEEL_NOTCH);
      target.began();
    }
    last = event.timeStamp;
    if (event.ctrlKey || event.metaKey || zooms) {
      const amount = Math.min(Math.max(-dy * (event.ctrlKey && !zooms ? 0.01 : 0.0022), -0.4), 0.4);
      target.zoomBy(Math.exp(amount), event.clientX - box.left, event.clientY - box.top);
    } else target.panBy(-dx, -dy);
    clearTimeout(rest);
    rest = setTimeout(() => target.released(0, 0), WHEEL_REST);
  };
  element.addEventListener("wheel", turned, { passive: false });
  return () => {
    clearTimeout(rest);
    element.removeEventListener("wheel", turned);
  };
}
