"use client";

import type { Html5Qrcode } from "html5-qrcode";
import { useEffect, useEffectEvent, useId, useState } from "react";

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

// One camera at a time: a new screen waits until the one before let go of it.
let released: Promise<void> = Promise.resolve();

/** The picture of the rear camera, read ten times a second for QR codes. */
export function GateCamera({ onCode, onState, onTorch }: GateCameraProps) {
  const [elementId] = useState(`gate-camera${useId().replaceAll(/\W/g, "")}`);
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
  return <div id={elementId} className="absolute inset-0 [&_video]:size-full! [&_video]:object-cover" />;
}

async function openCamera(elementId: string, onCode: (text: string) => void): Promise<Html5Qrcode> {
  const { Html5Qrcode, Html5QrcodeSupportedFormats } = await import("html5-qrcode");
  const camera = new Html5Qrcode(elementId, {
    formatsToSupport: [Html5QrcodeSupportedFormats.QR_CODE],
    verbose: false,
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
