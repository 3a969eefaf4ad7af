// `npm run test:page [-- link]`: axe and the keyboard walk, against the fake meeting or, with a link, a real one.
import { CHROMIUM, fakePage, launch } from "./browser.mjs";
import { axeWalk, keyboardWalk } from "./page-checks.mjs";
import { writeReport } from "./report.mjs";
import { fakeScript, serve } from "./serve.mjs";

const WALKS = 4;
if (CHROMIUM === undefined) {
  console.log("page: skipped, no Chromium on this machine (CHROMIUM may name one)");
  writeReport("web-page", { passed: 0, failed: 0, skipped: WALKS });
  process.exit(0);
}

const given = process.argv[2];
const server = given === undefined ? await serve() : undefined;
const script = given === undefined ? await fakeScript() : "";
const link = given ?? `${server.url}/r/stand-up#token=fake`;
const options = { others: 4, speaks: 1, muted: [0], hands: [2], weak: [3], withoutCamera: [3] };
const browser = await launch();
const failures = [];
const count = { passed: 0, failed: 0, skipped: 0 };

async function walk(name, run, { width = 1440, height = 900, scheme = "light" } = {}) {
  const context = await browser.createBrowserContext();
  const page = await fakePage(browser, script, options, context);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(link);
  try {
    const found = (await run(page)) ?? [];
    failures.push(...found.map((line) => `${name}: ${line}`));
    count[found.length === 0 ? "passed" : "failed"]++;
  } catch (why) {
    failures.push(`${name}: ${why.message}`);
    count.failed++;
  }
  await context.close();
}

await walk("by keyboard alone", (page) => keyboardWalk(page));
await walk("axe, light", (page) => axeWalk(page));
await walk("axe, dark", (page) => axeWalk(page), { scheme: "dark" });
await walk("axe, phone", (page) => axeWalk(page), { width: 360, height: 740 });
await browser.close();
server?.close();
for (const failure of failures) console.error(`✗ ${failure}`);
writeReport("web-page", count);
process.exit(failures.length === 0 ? 0 : 1);
