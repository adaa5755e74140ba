"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { CodeReader } from "./code-reader.ts";
import { type OpenCamera, openCamera, type Torch } from "./open-camera.ts";

export type CameraState = "opening" | "open" | "denied" | "broken";

interface GateCameraProps {
  readonly reader: CodeReader;
  readonly onCode: (text: string) => void;
  readonly onState: (state: CameraState) => void;
  /** null when the camera has none. */
  readonly onTorch: (torch: Torch | null) => void;
}

// One camera at a time: a new screen waits until the one before let go of it.
let released: Promise<void> = Promise.resolve();

/** The picture of the rear camera, filling its place, read for QR codes. */
export function GateCamera({ reader, onCode, onState, onTorch }: GateCameraProps) {
  const picture = useRef<HTMLDivElement>(null);
  const tellCode = useEffectEvent(onCode);
  const tellState = useEffectEvent(onState);
  const tellTorch = useEffectEvent(onTorch);
  useEffect(() => {
    let isGone = false;
    const open = async () => {
      const into = picture.current;
      if (isGone || !into) return null;
      tellState("opening");
      try {
        const camera = await openCamera(into, reader, {
          onCode: (text) => !isGone && tellCode(text),
          onBroken: () => !isGone && tellState("broken"),
        });
        if (!isGone) {
          tellState("open");
          tellTorch(camera.torch);
        }
        return camera;
      } catch (error) {
        if (!isGone) tellState(isDenied(error) ? "denied" : "broken");
        return null;
      }
    };
    const opened = released.then(open);
    return () => {
      isGone = true;
      released = opened.then(close);
    };
  }, [reader]);
  return (
    <div ref={picture} aria-hidden="true" className="absolute inset-0 overflow-hidden *:size-full! *:object-cover" />
  );
}

async function close(camera: OpenCamera | null): Promise<void> {
  try {
    await camera?.close();
  } catch {
    // It had stopped by itself, as when the phone was called.
  }
}

function isDenied(error: unknown): boolean {
  return error instanceof DOMException && error.name === "NotAllowedError";
}
