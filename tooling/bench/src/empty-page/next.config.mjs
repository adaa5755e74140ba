/** Built beside its source, into a folder that no commit has. */
export default { distDir: ".next-bench", reactStrictMode: true, poweredByHeader: false };
