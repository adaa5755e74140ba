"use client";

import { Moon, Smartphone, Sun } from "lucide-react";
import { useSyncExternalStore } from "react";
import { chooseTheme, currentTheme, type ThemeChoice, watchTheme } from "../theme.ts";
import { Segments } from "./choices.tsx";

export interface ThemeSwitchProps {
  readonly label: string;
  readonly words: Record<ThemeChoice, string>;
  readonly dense?: boolean;
  /** Only the signs are seen; the words are said. */
  readonly bare?: boolean;
  readonly className?: string;
}

/** System, day or night. The server cannot know, so it draws the system's until the page is alive. */
export function ThemeSwitch({ label, words, dense, bare, className }: ThemeSwitchProps) {
  const choice = useSyncExternalStore<ThemeChoice>(watchTheme, currentTheme, () => "system");
  const size = dense ? 16 : 18;
  const word = (theme: ThemeChoice) => (bare ? <span className="sr-only">{words[theme]}</span> : words[theme]);
  return (
    <Segments
      label={label}
      dense={dense}
      className={className}
      value={choice}
      onChange={chooseTheme}
      choices={[
        { value: "system", label: word("system"), icon: <Smartphone size={size} aria-hidden="true" /> },
        { value: "light", label: word("light"), icon: <Sun size={size} aria-hidden="true" /> },
        { value: "dark", label: word("dark"), icon: <Moon size={size} aria-hidden="true" /> },
      ]}
    />
  );
}
