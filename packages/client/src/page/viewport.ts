import type { Viewport } from "next";

/** How every page of both apps takes the screen, and the colours of its ground for the bars of the phone round it. */
export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f3f5f5" },
    { media: "(prefers-color-scheme: dark)", color: "#0a0d0f" },
  ],
};
