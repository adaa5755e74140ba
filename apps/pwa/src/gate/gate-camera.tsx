"use client";

import type { Html5Qrcode } from "html5-qrcode";
import { type RefObject, useEffect, useEffectEvent, useId, useRef, useState } from "react";

export type CameraState = "opening" | "open" | "denied" | "broken";

/** A lamp that can be switched. */
export interface Torch {
  switchTo(isOn: boolean): Promise<void>;
}

interface GateCameraProps {
  readonly onCode: (text: string) => void;
  readonly onState: (state: CameraState) => void;
  /** null when the camera has none. */
  readonly onTorch: (torch: Torch | null) => void;
}

/** So wide is the picture that is searched, whatever the screen: finer costs time, coarser misses codes that are held far away. */
const SEARCHED_PX = 480;

// One camera at a time: a new screen waits until the one before let go of it.
let released: Promise<void> = Promise.resolve();

/** The picture of the rear camera, read ten times a second for QR codes. */
export function GateCamera({ onCode, onState, onTorch }: GateCameraProps) {
  const [elementId] = useState(`gate-camera${useId().replaceAll(/\W/g, "")}`);
  const box = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  useCover(box, picture);
  const tellCode = useEffectEvent(onCode);
  const tellState = useEffectEvent(onState);
  const tellTorch = useEffectEvent(onTorch);
  useEffect(() => {
    let isGone = false;
    const opened = released.then(async () => {
      if (isGone) return null;
      tellState("opening");
      try {
        const camera = await openCamera(elementId, (text) => !isGone && tellCode(text));
        if (!isGone) {
          tellState("open");
          tellTorch(torchOf(camera));
        }
        return camera;
      } catch (error) {
        if (!isGone) tellState(isDenied(error) ? "denied" : "broken");
        return null;
      }
    });
    return () => {
      isGone = true;
      released = opened.then(closeCamera, () => {});
    };
  }, [elementId]);
  return (
    <div ref={box} aria-hidden="true" className="absolute inset-0 overflow-hidden">
      <div ref={picture} id={elementId} style={{ width: SEARCHED_PX }} className="left-1/2 top-1/2" />
    </div>
  );
}

/**
 * Fills the box with the picture, cutting off what stands over. The picture is scaled as it is painted and keeps the shape of the
 * camera's: the reader measures it, and cannot read a code that was stretched.
 */
function useCover(box: RefObject<HTMLDivElement | null>, picture: RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    const [outer, inner] = [box.current, picture.current];
    if (!outer || !inner) return;
    const fit = () => {
      const scale = Math.max(
        outer.clientWidth / inner.offsetWidth,
        outer.clientHeight / Math.max(1, inner.offsetHeight),
      );
      inner.style.transform = `translate(-50%, -50%) scale(${scale})`;
    };
    const watch = new ResizeObserver(fit);
    watch.observe(outer);
    watch.observe(inner);
    return () => watch.disconnect();
  }, [box, picture]);
}

async function openCamera(elementId: string, onCode: (text: string) => void): Promise<Html5Qrcode> {
  const { Html5Qrcode, Html5QrcodeSupportedFormats } = await import("html5-qrcode");
  const camera = new Html5Qrcode(elementId, {
    formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
    verbose: false,
    // Where the phone itself reads codes, it does so many times faster.
    useBarCodeDetectorIfSupported: true,
  });
  await camera.start({ facingMode: "environment" }, { fps: 10 }, onCode, undefined);
  return camera;
}

async function closeCamera(camera: Html5Qrcode | null): Promise<void> {
  if (!camera) return;
  try {
    await camera.stop();
    camera.clear();
  } catch {
    // It had stopped by itself, as when the phone was called.
  }
}

function torchOf(camera: Html5Qrcode): Torch | null {
  const torch = camera.getRunningTrackCameraCapabilities().torchFeature();
  return torch.isSupported() ? { switchTo: (isOn) => torch.apply(isOn) } : null;
}

/** The library passes the browser's error on as text as often as itself. */
function isDenied(error: unknown): boolean {
  return /NotAllowedError|Permission/i.test(String(error));
}
