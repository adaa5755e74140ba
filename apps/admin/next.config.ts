import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";
import { distDir } from "./src/env.ts";

const withNextIntl = createNextIntlPlugin({ requestConfig: "./src/i18n/request.ts" });

const nextConfig: NextConfig = {
  distDir: distDir(),
  poweredByHeader: false,
  reactStrictMode: true,
  // It would lie on the way to sign out.
  devIndicators: false,
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
};

export default withNextIntl(nextConfig);
