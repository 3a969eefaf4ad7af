// Bundles every *.test.ts and runs it by node's own test runner; says only what failed, and the sum.
import { readdirSync, rmSync } from "node:fs";
import { run } from "node:test";
import { build } from "esbuild";
import { webRoot } from "./paths.mjs";
import { writeReport } from "./report.mjs";

const out = `${webRoot}target/unit-tests`;
rmSync(out, { recursive: true, force: true });
const entryPoints = ["client/test", "page/test"].flatMap((folder) =>
  readdirSync(`${webRoot}${folder}`)
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `${webRoot}${folder}/${name}`),
);
await build({
  entryPoints,
  outdir: out,
  outbase: webRoot,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  alias: { "@parley/client": `${webRoot}client/src/index.ts` },
  sourcemap: "inline",
  logLevel: "warning",
});
const files = readdirSync(out, { recursive: true })
  .map((name) => `${out}/${name}`)
  .filter((name) => name.endsWith(".mjs"));

const count = { passed: 0, failed: 0, skipped: 0 };
process.env.NODE_OPTIONS = "--enable-source-maps";
const events = run({ files });
events.on("test:pass", () => count.passed++);
events.on("test:fail", ({ name, details }) => {
  count.failed++;
  const why = details.error?.cause ?? details.error;
  console.error(`✗ ${name}\n${why?.stack ?? why}`);
});
events.on("test:stdout", ({ message }) => process.stdout.write(message));
events.on("test:stderr", ({ message }) => process.stderr.write(message));
events.on("end", () => {
  writeReport("web-unit", count);
  process.exitCode = count.failed === 0 ? 0 : 1;
});
events.resume();
