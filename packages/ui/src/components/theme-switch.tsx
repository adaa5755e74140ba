"use client";

import { Moon, Smartphone, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { chooseTheme, currentTheme, type ThemeChoice, watchTheme } from "../theme.ts";
import { Segments } from "./choices.tsx";

export interface ThemeSwitchProps {
  readonly label: string;
  readonly words: Record<ThemeChoice, string>;
  readonly dense?: boolean;
  readonly className?: string;
}

/** System, day or night. The server cannot know, so it draws the system's until the page is alive. */
export function ThemeSwitch({ label, words, dense, className }: ThemeSwitchProps) {
  const choice = useSyncExternalStore<ThemeChoice>(watchTheme, currentTheme, () => "system");
  return (
    <Segments
      label={label}
      dense={dense}
      className={className}
      value={choice}
      onChange={chooseTheme}
      choices={[
        { value: "system", label: words.system, icon: <Smartphone size={18} aria-hidden="true" /> },
        { value: "light", label: words.light, icon: <Sun size={18} aria-hidden="true" /> },
        { value: "dark", label: words.dark, icon: <Moon size={18} aria-hidden="true" /> },
      ]}
    />
  );
}
