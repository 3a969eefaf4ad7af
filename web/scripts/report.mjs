// Leaves counts where those of the Java modules lie, so that one summary adds them all up.
import { mkdirSync, writeFileSync } from "node:fs";
import { webRoot } from "./paths.mjs";

export function writeReport(name, { passed, failed, skipped }) {
  const folder = `${webRoot}target/surefire-reports`;
  mkdirSync(folder, { recursive: true });
  const counts = `tests="${passed + failed + skipped}" errors="0" skipped="${skipped}" failures="${failed}"`;
  writeFileSync(`${folder}/TEST-${name}.xml`, `<testsuite name="${name}" ${counts}/>\n`);
  console.log(`${name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
}
