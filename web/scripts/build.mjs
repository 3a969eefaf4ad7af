// Bundles the page into the jar's resources, and the client as an ES module with its types.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { clientDist, resources, webRoot } from "./paths.mjs";

/** PAGE.md: the whole page, compressed. */
const PAGE_LIMIT_BYTES = 150_000;

const common = { bundle: true, format: "esm", target: "es2022", legalComments: "none", logLevel: "warning" };

/** A name made of the content: a cache may keep such a file for ever, and never serves an old one. */
function hashed(name, extension, bytes) {
  return `${name}-${createHash("sha256").update(bytes).digest("hex").slice(0, 10)}.${extension}`;
}

async function buildClient() {
  rmSync(clientDist, { recursive: true, force: true });
  const entryPoints = [`${webRoot}client/src/index.ts`];
  await build({ ...common, entryPoints, outfile: `${clientDist}/parley-client.js`, sourcemap: true });
  execFileSync(
    process.execPath,
    [`${webRoot}node_modules/typescript/bin/tsc`, "-p", `${webRoot}client/tsconfig.types.json`],
    {
      stdio: "inherit",
    },
  );
}

async function buildPage() {
  rmSync(resources, { recursive: true, force: true });
  mkdirSync(`${resources}/assets`, { recursive: true });
  const bundle = async (entry) => {
    const alias = { "@parley/client": `${webRoot}client/src/index.ts` };
    const result = await build({ ...common, entryPoints: [entry], alias, minify: true, write: false });
    return result.outputFiles[0].contents;
  };
  const script = await bundle(`${webRoot}page/src/main.ts`);
  const style = await bundle(`${webRoot}page/src/style/page.css`);
  const scriptName = hashed("page", "js", script);
  const styleName = hashed("page", "css", style);
  writeFileSync(`${resources}/assets/${scriptName}`, script);
  writeFileSync(`${resources}/assets/${styleName}`, style);
  const html = readFileSync(`${webRoot}page/src/index.html`, "utf8")
    .replace("page.js", scriptName)
    .replace("page.css", styleName);
  writeFileSync(`${resources}/index.html`, html);
  cpSync(`${webRoot}page/src/icon.svg`, `${resources}/icon.svg`);
  return [script, style, html].reduce((sum, part) => sum + gzipSync(part).length, 0);
}

const [, pageBytes] = await Promise.all([buildClient(), buildPage()]);
cpSync(clientDist, `${resources}/client`, { recursive: true });
const kilobytes = (pageBytes / 1_000).toFixed(1);
if (pageBytes > PAGE_LIMIT_BYTES) {
  console.error(`page: ${kilobytes} kB compressed (expected: <= ${PAGE_LIMIT_BYTES / 1_000} kB)`);
  process.exit(1);
}
console.log(`page: ${kilobytes} kB compressed`);
