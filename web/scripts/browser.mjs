// A headless Chromium with a fake camera and microphone, and the few steps that every walk begins with.
import { existsSync } from "node:fs";
import puppeteer from "puppeteer-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The machine's own; CHROMIUM names another. Undefined when there is none. */
export const CHROMIUM = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));

export function launch(extra = []) {
  return puppeteer.launch({
    executablePath: CHROMIUM,
    headless: true,
    args: [
      "--no-sandbox",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      "--allow-loopback-in-peer-connection",
      "--disable-features=WebRtcHideLocalIpsWithMdns",
      "--hide-scrollbars",
      "--mute-audio",
      ...extra,
    ],
  });
}

export const id = (testid) => `[data-testid="${testid}"]`;

/** A page in which the fake meeting stands ready. */
export async function fakePage(browser, script, options, context = browser) {
  const page = await context.newPage();
  page.on("pageerror", (why) => console.error("page error:", why.message));
  page.on("console", (line) => line.type() === "error" && console.error("page:", line.text()));
  await page.evaluateOnNewDocument(`window.fakeOptions=${JSON.stringify(options)};${script}`);
  return page;
}

/** Through the door, until the room is there, or what else is named: the waiting room. */
export async function join(page, url, name = "Robin Castellanos", until = "room") {
  await page.goto(url);
  await page.waitForSelector(id("door-name"));
  await page.$eval(id("door-name"), (input) => {
    input.value = "";
  });
  await page.type(id("door-name"), name);
  await page.waitForFunction(() => document.querySelector(".preview video")?.hidden === false);
  await page.click(id("door-join"));
  await page.waitForSelector(id(until));
}

/** Waits until this many tiles show a picture. */
export async function pictures(page, count, timeout = 20_000) {
  const enough = (needed) => document.querySelectorAll(".tile.has-picture:not([hidden])").length >= needed;
  await page.waitForFunction(enough, { timeout }, count);
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
