// Bundles every *.test.ts and hands it to node's own test runner.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { build } from "esbuild";
import { webRoot } from "./paths.mjs";

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
const { status } = spawnSync(
  process.execPath,
  ["--enable-source-maps", "--test", `--test-reporter=${process.stdout.isTTY ? "spec" : "dot"}`, ...files],
  {
    stdio: "inherit",
  },
);
process.exit(status ?? 1);
