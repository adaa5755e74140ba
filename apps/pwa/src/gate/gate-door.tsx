"use client";

import type { Locale } from "@usher/client/i18n";
import { useOnline } from "@usher/client/live";
import { GateBase, IconButton, openGateSound, playVerdictTone, type VerdictKind, vibrateVerdict } from "@usher/ui";
import { CameraOff, Flashlight, FlashlightOff, Pause } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { useNow } from "../catalog/use-now.ts";
import { useScreenAwake } from "../shell/use-screen-awake.ts";
import { type CodeReader, startCodeReader } from "./camera/code-reader.ts";
import { type CameraState, GateCamera } from "./camera/gate-camera.tsx";
import type { Torch } from "./camera/open-camera.ts";
import { GateCounts, LastScans } from "./gate-figures.tsx";
import { GateKeys } from "./gate-keys.tsx";
import { GateStart } from "./gate-start.tsx";
import type { GateStore, KeptScan } from "./gate-store.ts";
import { GateVerdict } from "./gate-verdict.tsx";
import type { GateWork, Judged } from "./gate-work.ts";
import { useGateSync } from "./use-gate-sync.ts";
import { VERDICT_SIGNS } from "./verdict-words.ts";

interface GateDoorProps {
  readonly locale: Locale;
  readonly store: GateStore;
  readonly work: GateWork;
  readonly onLeft: () => void;
}

/** A gate that is set up: at rest, or scanning. */
export function GateDoor({ locale, store, work, onLeft }: GateDoorProps) {
  const figures = useSyncExternalStore(work.subscribe, work.figures, work.figures);
  const sync = useGateSync(store, work);
  const isOnline = useOnline();
  const nowMs = useNow(new Date(figures.heardAtMs).toISOString());
  const [sound, setSound] = useState<AudioContext | null>(null);
  const reader = useCodeReader();
  const { carried } = work.kept();
  const shown = { locale, timeZone: carried.performance.timeZone, figures };
  const counts = <GateCounts {...shown} nowMs={nowMs} isOffline={!isOnline || !sync.isHeard} />;
  const rest = () => {
    void sound?.close();
    setSound(null);
  };
  if (!sound) {
    return (
      <GateStart
        {...{ locale, store, carried, sync, onLeft }}
        unsynced={figures.unsynced}
        onStart={() => setSound(openGateSound())}
      >
        {counts}
      </GateStart>
    );
  }
  return (
    <Scanner {...{ locale, work, reader, sound }} onRest={rest} onWritten={() => void sync.nudge()}>
      {counts}
      <LastScans timeZone={shown.timeZone} figures={figures} />
    </Scanner>
  );
}

/** Started while the gate rests, so that it is on this device before the signal is gone. */
function useCodeReader(): CodeReader | null {
  const [reader, setReader] = useState<CodeReader | null>(null);
  useEffect(() => {
    const started = startCodeReader();
    setReader(started);
    return () => started.close();
  }, []);
  return reader;
}

interface ScannerProps extends Pick<GateDoorProps, "locale" | "work"> {
  readonly reader: CodeReader | null;
  readonly sound: AudioContext;
  readonly onRest: () => void;
  readonly onWritten: () => void;
  readonly children: ReactNode;
}

function Scanner({ locale, work, reader, sound, onRest, onWritten, children }: ScannerProps) {
  const t = useTranslations("gate");
  const [camera, setCamera] = useState<CameraState>("opening");
  const [torch, setTorch] = useState<Torch | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const door = useJudging(work, sound, onWritten);
  useScreenAwake(true);
  return (
    <main id="content" className="flex h-svh min-h-140 flex-col bg-[#0a0d0f] text-white lg:flex-row">
      <div className="relative min-h-0 flex-1 overflow-hidden">
        {reader && (
          <GateCamera
            reader={reader}
            onCode={(text) => !isAsking && door.judge(text)}
            onState={setCamera}
            onTorch={setTorch}
          />
        )}
        <div className="relative z-10 flex min-h-14 items-center gap-2 pt-2 pr-2 pl-5 font-semibold text-14">
          <h1 className="mr-auto text-14 tracking-normal">{work.kept().carried.gate.name}</h1>
          {torch && <TorchKey torch={torch} />}
          <IconButton ground="art" label={t("rest")} onClick={onRest}>
            <Pause size={22} aria-hidden="true" />
          </IconButton>
        </div>
        {camera === "open" && <Finder />}
        <CameraWords camera={camera} />
      </div>
      <GateBase className="lg:flex lg:w-105 lg:flex-col lg:justify-end lg:border-[#2a3236] lg:border-l">
        {door.hasFailed && (
          <p role="alert" className="mb-2 font-semibold text-[#ff7a6b]">
            {t("notWritten")}
          </p>
        )}
        {children}
        <GateKeys
          lastEntry={work.figures().lastEntry}
          onOpen={setIsAsking}
          onTyped={(text) => door.judge(text, true)}
          onUndo={door.undo}
        />
      </GateBase>
      {door.judged && (
        <GateVerdict
          key={door.judged.id}
          {...{ locale, work }}
          judged={door.judged}
          onNext={door.next}
          onAnswer={door.answer}
        >
          {children}
        </GateVerdict>
      )}
    </main>
  );
}

/** One code at a time: judged, written, and only then shown, heard and felt. */
function useJudging(work: GateWork, sound: AudioContext, onWritten: () => void) {
  const [judged, setJudged] = useState<Judged | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const signal = (kind: VerdictKind) => {
    playVerdictTone(kind, sound);
    vibrateVerdict(kind);
  };
  const attempt = async (deed: () => Promise<void>) => {
    try {
      await deed();
      setHasFailed(false);
    } catch {
      setHasFailed(true);
    }
  };
  const judge = (text: string, isTyped = false) => {
    if (judged) return work.see(text);
    void attempt(async () => {
      const answer = await work.judge(text, isTyped);
      if (!answer) return;
      setJudged(answer);
      signal(VERDICT_SIGNS[answer.verdict.kind]);
      if (answer.scan) onWritten();
    });
  };
  const answer = (isAccepted: boolean) => {
    if (!judged) return;
    setJudged(null);
    void attempt(async () => {
      await work.answerCheck(judged, isAccepted);
      signal(isAccepted ? "welcome" : "revoked");
      onWritten();
    });
  };
  const undo = (entry: KeptScan) => {
    void attempt(async () => {
      await work.undo(entry);
      onWritten();
    });
  };
  return { judged, hasFailed, judge, answer, undo, next: () => setJudged(null) };
}

function TorchKey({ torch }: { readonly torch: Torch }) {
  const t = useTranslations("gate");
  const [isOn, setIsOn] = useState(false);
  useEffect(() => {
    void torch.switchTo(isOn).catch(() => setIsOn(false));
  }, [torch, isOn]);
  return (
    <IconButton ground="art" label={t("torch")} pressed={isOn} onClick={() => setIsOn(!isOn)}>
      {isOn ? <Flashlight size={22} aria-hidden="true" /> : <FlashlightOff size={22} aria-hidden="true" />}
    </IconButton>
  );
}

/** What lies outside the corners is dimmed: a guest sees where to hold the phone, and nobody has to. */
function Finder() {
  return (
    <div className="pointer-events-none absolute inset-0 grid place-items-center overflow-hidden">
      <svg
        aria-hidden="true"
        viewBox="0 0 288 288"
        className="aspect-square w-[min(74%,44svh)] rounded-[6%] shadow-[0_0_0_100vmax_rgb(10_13_15/0.5)]"
      >
        <path
          d="M3 53V19A16 16 0 0 1 19 3h34M235 3h34a16 16 0 0 1 16 16v34M285 235v34a16 16 0 0 1-16 16h-34M53 285H19a16 16 0 0 1-16-16v-34"
          fill="none"
          stroke="#fff"
          strokeWidth="6"
          strokeLinecap="round"
        />
      </svg>
    </div>
  );
}

function CameraWords({ camera }: { readonly camera: CameraState }) {
  const t = useTranslations("gate");
  if (camera === "open") {
    return (
      <p className="absolute inset-x-0 bottom-4 text-center font-semibold text-white text-shadow-lg">{t("aim")}</p>
    );
  }
  if (camera === "opening") return <p className="absolute inset-x-5 bottom-4 text-center">{t("cameraOpening")}</p>;
  return (
    <div role="alert" className="relative px-5 py-6">
      <CameraOff size={32} aria-hidden="true" />
      <h2 className="mt-3">{camera === "denied" ? t("cameraDenied") : t("cameraBroken")}</h2>
      <p className="mt-2 text-[#b4bdc0]">{camera === "denied" ? t("cameraDeniedText") : t("cameraBrokenText")}</p>
    </div>
  );
}
