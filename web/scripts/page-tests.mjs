// `npm run test:page [-- link]`: axe and the keyboard walk, against the fake meeting or, with a link, a real one.
import { CHROMIUM, fakePage, launch } from "./browser.mjs";
import { breakoutWalk, hostWalk, stageWalk } from "./meeting-walks.mjs";
import { axeWalk, hostAxeWalk, keyboardWalk, waitingAxeWalk } from "./page-checks.mjs";
import { writeReport } from "./report.mjs";
import { fakeScript, serve } from "./serve.mjs";

const WALKS = 11;
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
const instant = new Date().toISOString();
/** A room in which everything is going on at once. */
const busy = {
  room: {
    spotlight: "p1",
    viewers: 12,
    waitingMessage: "Soon.",
    waiting: ["Eve", "Leo"].map((name) => ({
      id: name,
      identity: name,
      name,
      role: "guest",
      waitingSince: instant,
      connected: true,
    })),
    polls: [true, false].map((open) => ({
      id: String(open),
      by: "me",
      question: "Tea or coffee?",
      options: [
        { text: "Tea", votes: 2 },
        { text: "Coffee", votes: 1 },
      ],
      multiple: false,
      open,
      voters: 3,
      mine: [0],
    })),
    questions: [true, false].map((answered) => ({
      id: `q${answered}`,
      from: "p0",
      name: "Amara Okafor",
      text: "Will there be slides?",
      askedAt: instant,
      upvotes: 3,
      answered,
      ...(answered && { answer: "Tomorrow." }),
      mine: answered,
    })),
  },
};
const browser = await launch();
const failures = [];
const count = { passed: 0, failed: 0, skipped: 0 };

async function walk(name, run, { width = 1440, height = 900, scheme = "light", fake = {} } = {}) {
  const context = await browser.createBrowserContext();
  const page = await fakePage(browser, script, { ...options, ...fake }, context);
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(link);
  try {
    const found = (await run(page)) ?? [];
    failures.push(...found.map((line) => `${name}: ${line}`));
    count[found.length === 0 ? "passed" : "failed"]++;
  } catch (why) {
    failures.push(`${name}: ${why.stack}`);
    count.failed++;
  }
  await context.close();
}

await walk("by keyboard alone", (page) => keyboardWalk(page));
await walk("axe, light", (page) => axeWalk(page));
await walk("axe, dark", (page) => axeWalk(page), { scheme: "dark" });
await walk("axe, phone", (page) => axeWalk(page), { width: 360, height: 740 });
if (given === undefined) {
  await walk("axe, hosting", hostAxeWalk, { fake: busy });
  await walk("axe, hosting in the dark", hostAxeWalk, { fake: busy, scheme: "dark" });
  await walk("axe, hosting in a small window", hostAxeWalk, { fake: busy, width: 1000, height: 700 });
  await walk("a host at work", hostWalk, { fake: busy });
  await walk("to a breakout and back", breakoutWalk, {
    fake: { others: 3, role: "guest", drawnCamera: true },
  });
  await walk("onto the stage and off it", stageWalk, { fake: { others: 2, role: "viewer" } });
  await walk("axe, waiting", waitingAxeWalk, { fake: { waitAt: 2, room: { waitingMessage: "Soon." } } });
}
await browser.close();
server?.close();
for (const failure of failures) console.error(`✗ ${failure}`);
writeReport("web-page", count);
process.exit(failures.length === 0 ? 0 : 1);
