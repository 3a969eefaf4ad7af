// What the page does in a meeting that is moderated, played against the fake one of `page/dev`.
import { id, pictures } from "./browser.mjs";

async function enter(page) {
  await page.waitForFunction(() => document.querySelector(".preview video")?.hidden === false);
  await page.type(id("door-name"), "Robin");
  await page.click(id("door-join"));
  await page.waitForSelector(id("room"));
}

const fake = (page, run, ...values) => page.evaluate(run, ...values);
const shown = (page, testid) => page.waitForSelector(id(testid), { visible: true, timeout: 5_000 });
const gone = (page, selector) => page.waitForSelector(selector, { hidden: true, timeout: 5_000 });
const person = (who, what) => `${id("person")}[data-participant="${who}"] ${id(what)}`;
const asked = (page, type) =>
  fake(page, (wanted) => window.fake.asked.filter((one) => one.type === wanted), type);

/** Throws unless this is so, with the words that say what was expected. */
function expect(holds, words) {
  if (!holds) throw new Error(`expected: ${words}`);
}

/** A host admits, spotlights, writes to one, changes what was written, and asks everyone. */
export async function hostWalk(page) {
  await enter(page);
  await page.keyboard.press("p");
  await shown(page, "waiting-person");
  await page.click(`${id("waiting-person")}[data-participant="Eve"] ${id("admit")}`);
  await page.waitForSelector(`${id("person")}[data-participant="Eve"]`);
  await page.click(person("p0", "person-menu"));
  await page.click(id("menu-spotlight"));
  await page.waitForSelector('.tile[data-participant="p0"][data-role="main"]');
  await page.click(person("p0", "person-menu"));
  await page.click(id("menu-write"));
  await shown(page, "chat-only");
  await page.type(id("chat-input"), "between us");
  await page.keyboard.press("Enter");
  await page.waitForSelector(`${id("chat-message")}[data-to="p0"]`);
  await page.keyboard.press("ArrowUp");
  await page.type(id("chat-input"), " two");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".chat-edited");
  const [edit] = await asked(page, "editChat");
  expect(edit.text === "between us two", "arrow up changes the last message");
  await page.keyboard.press("Escape");
  await page.keyboard.press("q");
  await page.click(id("tab-polls"));
  await page.click(`${id("poll")}[data-poll="true"] ${id("poll-again")}`);
  await page.click(`${id("poll")}[data-poll="true"] [data-option="1"] ${id("poll-option")}`);
  await page.click(`${id("poll")}[data-poll="true"] ${id("poll-vote")}`);
  await page.waitForSelector(`${id("poll")}[data-poll="true"] [data-option="1"][data-votes="2"]`);
}

/** Moved to a breakout and back: only the people of the place are seen, and its chat is its own. */
export async function breakoutWalk(page) {
  await enter(page);
  await pictures(page, 3);
  await fake(page, () => window.fake.meeting.write("p0", "in the main room"));
  await fake(page, () => {
    const { meeting } = window.fake;
    meeting.handle({
      type: "openBreakouts",
      names: ["Red", "Blue"],
      choice: "free",
      assignments: [],
      minutes: 5,
    });
    for (const who of ["p0", "me"]) meeting.place(who, "b0");
  });
  await page.waitForSelector(`${id("banner")}[data-breakout="b0"]`);
  await gone(page, '.tile[data-participant="p1"]');
  await page.waitForSelector('.tile.has-picture[data-participant="p0"]');
  await page.keyboard.press("c");
  await shown(page, "chat-input");
  expect((await page.$(id("chat-message"))) === null, "a breakout's chat begins empty");
  await fake(page, () => window.fake.tell({ type: "breakoutsEnding", seconds: 40 }));
  await page.waitForFunction(() =>
    /4\d|3\d/.test(document.querySelector(".banner.ending")?.textContent ?? ""),
  );
  await page.click(id("banner-back"));
  await page.waitForSelector('.tile[data-participant="p1"]');
  await gone(page, '.tile[data-participant="p0"]');
  await page.waitForSelector(id("chat-message"));
}

/** A viewer is brought on stage muted, speaks by pressing, and is taken off it again. */
export async function stageWalk(page) {
  await enter(page);
  expect((await page.$('.tile[data-participant="me"]')) === null, "a viewer has no picture");
  expect((await asked(page, "setPublishing")).length === 0, "a viewer sends nothing");
  await gone(page, id("microphone"));
  const become = (role) =>
    fake(page, (now) => window.fake.meeting.change("me", (me) => Object.assign(me, { role: now })), role);
  await become("guest");
  await shown(page, "microphone");
  await page.waitForSelector(`${id("microphone")}[aria-pressed="false"]`);
  await page.waitForSelector(`${id("camera")}[aria-pressed="false"]`);
  expect((await asked(page, "setPublishing")).length === 0, "on stage one is silent until one presses");
  await page.click(id("microphone"));
  await page.waitForSelector(`${id("microphone")}[aria-pressed="true"]`);
  await page.waitForFunction(() =>
    window.fake.asked.some((one) => one.type === "setPublishing" && !one.muted),
  );
  expect((await asked(page, "offer")).length === 1, "the same session sends");
  await become("viewer");
  await gone(page, id("microphone"));
  const live = await fake(page, () => window.parley.publishedTrack("microphone") !== undefined);
  expect(!live, "off the stage nothing is sent");
}
