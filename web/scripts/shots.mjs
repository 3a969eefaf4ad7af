// `npm run shots [scene]`: every screen of PAGE.md in three sizes, light and dark, into target/shots.
import { mkdirSync } from "node:fs";
import { fakePage, id, join, launch, pause, pictures } from "./browser.mjs";
import { webRoot } from "./paths.mjs";
import { fakeScript, serve } from "./serve.mjs";
import { meetingScenes } from "./shots-meeting.mjs";

const SIZES = [
  ["desktop", 1440, 900],
  ["tablet", 768, 1024],
  ["phone", 360, 740],
];
// The ends of what must work: the narrowest phone, a phone on its side, a wall.
const EXTREMES = [
  ["narrow", 320, 568],
  ["side", 740, 360],
  ["wall", 3840, 2160],
];
const sizes = process.argv[3] === "extremes" ? EXTREMES : SIZES;
const out = `${webRoot}target/shots`;
const only = process.argv[2];
const script = await fakeScript();
const { url, close } = await serve();
const link = `${url}/r/stand-up#token=fake`;
mkdirSync(out, { recursive: true });
const browser = await launch();

const at = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString();
const chat = [
  {
    id: "1",
    from: "p0",
    name: "Amara Okafor",
    text: "Good morning! The notes are at https://example.org/notes/2026-11-23.",
    sentAt: at(1500),
  },
  {
    id: "2",
    from: "p1",
    name: "Jonas Lindqvist",
    text: "Thanks.\nI added two lines about the migration.",
    sentAt: at(14),
  },
  { id: "3", from: "p1", name: "Jonas Lindqvist", text: "And a third.", sentAt: at(13) },
  {
    id: "4",
    from: "me",
    name: "Robin Castellanos",
    text: "Perfect, I will read them before the review.",
    sentAt: at(3),
  },
  {
    id: "5",
    from: "p3",
    name: "Bartholomew Featherstonehaugh-Cholmondeley of Saint Albans",
    text: "averyveryverylongwordwithoutanyspacesthatmustnotpushthepanelwiderthanitis ".repeat(2),
    sentAt: at(1),
  },
];
const base = { drawnCamera: true, chat };

async function shoot(page, scene, prepare = async () => {}) {
  for (const [size, width, height] of sizes) {
    await page.setViewport({ width, height });
    await pause(500);
    await prepare(page, size);
    await pause(400);
    for (const scheme of ["light", "dark"]) {
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await pause(150);
      await page.screenshot({ path: `${out}/${scene}-${size}-${scheme}.png` });
    }
  }
}

async function inRoom(options, pictureCount) {
  const context = await browser.createBrowserContext();
  const page = await fakePage(browser, script, { ...base, ...options }, context);
  await page.setViewport({ width: 1440, height: 900 });
  await join(page, link);
  await pictures(page, pictureCount).catch(() => console.error("pictures missing"));
  await pause(600);
  return { page, context };
}

/** Through the door, wherever that leads. */
async function atDoor(options) {
  const context = await browser.createBrowserContext();
  const page = await fakePage(browser, script, { ...base, ...options }, context);
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(link);
  await page.waitForFunction(() => document.querySelector(".preview video")?.hidden === false);
  await page.type(id("door-name"), "Robin Castellanos");
  await page.click(id("door-join"));
  return { page, context };
}

const openPanel = (panel) => async (page) => {
  if ((await page.$(id(`panel-${panel}`))) === null) await page.keyboard.press(panel === "chat" ? "c" : "p");
  await page.waitForSelector(id(`panel-${panel}`));
  await page.evaluate(() => document.activeElement?.blur());
};

const chooseMore = (item, found) => async (page) => {
  if (found !== undefined && (await page.$(id(found))) !== null) return;
  await page.click(id("more"));
  await page.waitForSelector(id("menu"));
  await pause(50);
  if (item !== undefined) await page.click(id(item));
};

const SCENES = {
  readme: async () => {
    const { page, context } = await inRoom(
      { others: 5, speaks: 1, muted: [0], hands: [4], chat: chat.slice(1, 4) },
      6,
    );
    await page.setViewport({ width: 1280, height: 760 });
    await openPanel("chat")(page);
    await pause(1_500);
    await page.screenshot({ path: `${out}/meeting.png` });
    await context.close();
  },
  home: async () => {
    const page = await browser.newPage();
    await page.goto(url);
    await shoot(page, "home");
    await page.close();
  },
  door: async () => {
    const context = await browser.createBrowserContext();
    const page = await fakePage(browser, script, base, context);
    await page.goto(link);
    await page.waitForFunction(() => document.querySelector(".preview video")?.hidden === false);
    await page.type(id("door-name"), "Robin Castellanos");
    await shoot(page, "door");
    await context.close();
  },
  "door-denied": async () => {
    const context = await browser.createBrowserContext();
    const page = await fakePage(browser, script, { refuse: "no-such-room" }, context);
    await page.evaluateOnNewDocument(() => {
      navigator.mediaDevices.getUserMedia = async () => {
        throw new DOMException("no", "NotAllowedError");
      };
    });
    await page.goto(link);
    await page.waitForSelector(id("door-problem"));
    await page.type(id("door-name"), "Robin");
    await page.click(id("door-join"));
    await page.waitForSelector(`${id("door-refused")} .problem`);
    await shoot(page, "door-denied");
    await context.close();
  },
  viewer: async () => {
    const { page, context } = await inRoom({ others: 3, role: "viewer" }, 3);
    await shoot(page, "viewer");
    await context.close();
  },
  alone: async () => {
    const { page, context } = await inRoom({ others: 0 }, 1);
    await shoot(page, "alone");
    await context.close();
  },
  two: async () => {
    const { page, context } = await inRoom({ others: 1, speaks: 0 }, 2);
    await shoot(page, "two");
    await context.close();
  },
  five: async () => {
    const { page, context } = await inRoom(
      { others: 4, speaks: 2, muted: [0, 3], hands: [1], withoutCamera: [3], weak: [2] },
      4,
    );
    await shoot(page, "five");
    await shoot(page, "five-chat", openPanel("chat"));
    await page.keyboard.press("Escape");
    await page.setViewport({ width: 1440, height: 900 });
    await shoot(page, "five-people", openPanel("people"));
    await page.keyboard.press("Escape");
    await shoot(page, "five-menu", chooseMore(undefined, "menu"));
    await page.keyboard.press("Escape");
    await shoot(page, "five-details", chooseMore("menu-details", "panel-details"));
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await shoot(page, "five-speaker");
    await context.close();
  },
  host: async () => {
    const { page, context } = await inRoom({ others: 4, muted: [0] }, 5);
    await shoot(page, "host-menu", async () => {
      await openPanel("people")(page);
      if ((await page.$(id("menu"))) !== null) return;
      await page.click(`${id("person")}[data-participant="p2"] ${id("person-menu")}`);
    });
    await context.close();
  },
  dialogs: async () => {
    const { page, context } = await inRoom({ others: 2 }, 3);
    await shoot(page, "settings", chooseMore("menu-settings", "dialog-settings"));
    await page.click(id("dialog-close"));
    await shoot(page, "shortcuts", chooseMore("menu-shortcuts", "dialog-shortcuts"));
    await context.close();
  },
  share: async () => {
    const { page, context } = await inRoom({ others: 5, shares: 1, muted: [2], speaks: 0 }, 5);
    await shoot(page, "share");
    await context.close();
  },
  "own-share": async () => {
    const { page, context } = await inRoom({ others: 3 }, 4);
    await page.keyboard.press("s");
    await page.waitForSelector(id("stop-share"));
    await shoot(page, "own-share");
    await context.close();
  },
  crowd: async () => {
    const { page, context } = await inRoom(
      { others: 24, muted: [1, 4, 7, 9, 12], hands: [5], withoutCamera: [3, 8], speaks: 6 },
      18,
    );
    await pause(3000);
    await shoot(page, "crowd");
    await page.setViewport({ width: 1440, height: 900 });
    await shoot(page, "crowd-people", openPanel("people"));
    await context.close();
  },
  trouble: async () => {
    const { page, context } = await inRoom({ others: 3 }, 4);
    await page.evaluate(() => window.fake.drop());
    await pause(3500);
    await shoot(page, "trouble");
    await context.close();
  },
  notices: async () => {
    const { page, context } = await inRoom({ others: 3 }, 4);
    await page.keyboard.press("m");
    await page.evaluate(() => window.fake.tell({ type: "unmuteRequested", by: "p0", source: "microphone" }));
    await shoot(page, "notices");
    await context.close();
  },
  recording: async () => {
    const { page, context } = await inRoom({ others: 3 }, 4);
    await chooseMore("menu-record")(page);
    await pause(1200);
    await shoot(page, "recording");
    await context.close();
  },
  after: async () => {
    const { page, context } = await inRoom({ others: 1 }, 2);
    await page.click(id("leave"));
    await page.click(id("menu-leave"));
    await page.waitForSelector(id("after"));
    await shoot(page, "after");
    await context.close();
  },
  removed: async () => {
    const { page, context } = await inRoom({ others: 1 }, 2);
    await page.evaluate(() =>
      window.fake.tell({ type: "removed", reason: "removed", text: "See you next week." }),
    );
    await page.waitForSelector(id("after"));
    await shoot(page, "removed");
    await context.close();
  },
};

const scenes = { ...SCENES, ...meetingScenes({ inRoom, shoot, atDoor }) };
for (const [name, run] of Object.entries(scenes)) {
  if (only !== undefined && !name.startsWith(only)) continue;
  await run().catch((why) => console.error(`${name}: ${why.message}`));
  console.log(name);
}
await browser.close();
close();
