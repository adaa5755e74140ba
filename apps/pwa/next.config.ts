import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { InjectManifest } from "workbox-webpack-plugin";
import { distDir } from "./src/env.ts";

const withNextIntl = createNextIntlPlugin({
  requestConfig: "./src/i18n/request.ts",
  // Sentences are read while the app is built: a browser needs no parser for them.
  experimental: {
    messages: {
      path: ["./messages", "../../packages/client/messages"],
      locales: ["en", "zh"],
      format: "json",
      precompile: true,
    },
  },
});

const nextConfig: NextConfig = {
  distDir: distDir(),
  poweredByHeader: false,
  reactStrictMode: true,
  // A server component that shows one part of the interface would otherwise bring the code of all of them into the page.
  experimental: { optimizePackageImports: ["@usher/ui"] },
  transpilePackages: ["@usher/api", "@usher/client", "@usher/db", "@usher/ui"],
  // Native code and packages that read their own files at run time cannot be bundled.
  serverExternalPackages: [
    "pg",
    "@prisma/adapter-pg",
    "ioredis",
    "sharp",
    "pdfkit",
    "pino",
    "graphile-worker",
    "nodemailer",
    "pusher",
    "stripe",
    "@zxcvbn-ts/core",
    "@zxcvbn-ts/language-common",
    "@zxcvbn-ts/language-en",
  ],
  webpack(config, { buildId, dev, isServer, webpack }) {
    if (!isServer && !dev) config.plugins.push(serviceWorker(buildId, webpack.DefinePlugin));
    return config;
  },
};

type DefinePluginClass = new (definitions: Record<string, string>) => object;

/**
 * Builds the service worker into the build's own folder, where the route handler of `/sw.js` finds it: a folder shared
 * between builds would give one build's worker to another.
 */
function serviceWorker(buildId: string, DefinePlugin: DefinePluginClass): InjectManifest {
  return new InjectManifest({
    swSrc: "./src/service-worker/worker.ts",
    swDest: "sw.js",
    // The files of the Pages Router are never asked for, and the rest is the server's.
    exclude: [/\.map$/, /^server\//, /manifest\.json$/i, /middleware-/, /_(?:build|ssg)Manifest\.js$/, /\/pages\//],
    dontCacheBustURLsMatching: /\/_next\/static\//,
    // Pages ask for `%5Blocale%5D` where the build says `[locale]`, and a cache takes the two for different files.
    manifestTransforms: [
      async (entries) => ({
        manifest: entries.map((entry) => ({ ...entry, url: encodeURI(entry.url) })),
        warnings: [],
      }),
    ],
    webpackCompilationPlugins: [new DefinePlugin({ BUILD_ID: JSON.stringify(buildId) })],
  });
}

export default withNextIntl(nextConfig);
