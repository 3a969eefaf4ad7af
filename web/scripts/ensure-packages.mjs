// Runs `npm ci` unless node_modules already holds what package-lock.json says. Needs nothing but Node itself.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { webRoot } from "./paths.mjs";

const NODE_NEEDED = 20;
const major = Number(process.versions.node.split(".")[0]);
if (major < NODE_NEEDED) {
  console.error(
    `node: ${process.versions.node} (expected: >= ${NODE_NEEDED}); install Node.js ${NODE_NEEDED} or newer`,
  );
  process.exit(1);
}

const stamp = `${webRoot}node_modules/.parley-installed`;
const wanted = createHash("sha256")
  .update(readFileSync(`${webRoot}package-lock.json`))
  .update(process.version)
  .digest("hex");
const installed = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
if (installed !== wanted) {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const done = spawnSync(npm, ["ci", "--ignore-scripts"], { cwd: webRoot, stdio: "inherit" });
  if (done.error)
    console.error(`npm: ${done.error.message} (expected: npm on the PATH, it comes with Node.js)`);
  if (done.status !== 0) process.exit(done.status ?? 1);
  writeFileSync(stamp, wanted);
}
