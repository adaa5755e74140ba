import type { MetadataRoute } from "next";

/** What a home screen needs. The name is the same in every language. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Usher",
    short_name: "Usher",
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#0a0d0f",
    theme_color: "#0a0d0f",
    icons: [
      { src: "/icons/icon-192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/icon-512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
  };
}
