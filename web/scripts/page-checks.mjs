// Checks of the page that hold against the fake meeting and against a real server alike; e2e imports them.
import axe from "axe-core";
import { id, pause } from "./browser.mjs";

/** Every rule of WCAG 2.2 AA that a program can judge, and axe's best practices. Returns one line per violation. */
export async function axeViolations(page, where) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  return violations.map(({ id: rule, help, nodes }) => {
    const at = nodes.map(
      (node) => `${node.target.join(" ")} (${node.failureSummary?.split("\n")[1]?.trim()})`,
    );
    return `${where}: ${rule}: ${help}: ${at.join("; ")}`;
  });
}

const focusedId = (page) => page.evaluate(() => document.activeElement?.getAttribute("data-testid") ?? "");

/** Tab, as a person does, until the focus is there. */
async function tabTo(page, testid, most = 60) {
  for (let presses = 0; presses < most; presses++) {
    if ((await focusedId(page)) === testid) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${testid} cannot be reached by Tab`);
}

const pressed = (page, testid, state) =>
  page.waitForSelector(`${id(testid)}[aria-pressed="${state}"]`, { timeout: 5_000 });

/** Joins, mutes, chats, raises a hand and leaves without a pointer. Begins at the door. */
export async function keyboardWalk(page, name = "Keyboard") {
  await page.waitForFunction(() => document.querySelector(".preview video")?.hidden === false);
  await tabTo(page, "door-name");
  await page.keyboard.down("Control");
  await page.keyboard.press("a");
  await page.keyboard.up("Control");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.waitForSelector(id("room"));

  await pressed(page, "microphone", true);
  await page.keyboard.press("m");
  await pressed(page, "microphone", false);
  await tabTo(page, "microphone");
  await page.keyboard.press("Space");
  await pressed(page, "microphone", true);

  await page.keyboard.press("c");
  await page.waitForFunction(() => document.activeElement?.getAttribute("data-testid") === "chat-input");
  const text = "mvshcpg? written, not pressed";
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await page.waitForFunction((said) => document.querySelector(".chat-text")?.textContent === said, {}, text);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector('[data-testid="panel-chat"]') === null);
  if ((await focusedId(page)) !== "microphone") throw new Error("closing the chat lost the focus");

  await page.keyboard.press("h");
  await pressed(page, "hand", true);
  await page.keyboard.press("?");
  await page.waitForSelector(id("dialog-shortcuts"));
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.querySelector("dialog") === null);

  await tabTo(page, "more");
  await page.keyboard.press("Enter");
  await page.waitForSelector(id("menu"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  if ((await focusedId(page)) !== "more") throw new Error("closing the menu lost the focus");

  await tabTo(page, "leave");
  await page.keyboard.press("Enter");
  await page.waitForSelector(`${id("after")}, ${id("menu-leave")}`);
  // A host is asked how.
  if ((await focusedId(page)) === "menu-leave") await page.keyboard.press("Enter");
  await page.waitForSelector(id("after"));
  await tabTo(page, "rejoin", 3);
}

/** Opens every screen and panel, and looks at each through axe. Begins at the door. */
export async function axeWalk(page, name = "Axe") {
  const found = [];
  const look = async (where) => {
    // What glides is judged where it comes to rest.
    await pause(350);
    found.push(...(await axeViolations(page, where)));
  };
  const more = async (item) => {
    await page.click(id("more"));
    await page.waitForSelector(id("menu"));
    if (item !== undefined) await page.click(id(item));
  };
  await page.waitForFunction(() => document.querySelector(".preview video")?.hidden === false);
  await look("door");
  await page.$eval(id("door-name"), (input) => {
    input.value = "";
  });
  await page.click(id("door-join"));
  await look("door without a name");
  await page.type(id("door-name"), name);
  await page.click(id("door-join"));
  await page.waitForSelector(id("room"));
  await page.mouse.move(5, 5);
  await look("room");
  for (const [key, panel] of Object.entries({ c: "chat", p: "people", q: "asking" })) {
    await page.keyboard.press(key);
    await page.waitForSelector(id(`panel-${panel}`));
    await look(panel);
    await page.keyboard.press("Escape");
  }
  await more();
  await look("menu");
  await page.keyboard.press("Escape");
  await more("menu-details");
  await pause(1_200);
  await look("details");
  await page.click(id("panel-close"));
  for (const dialog of ["settings", "shortcuts"]) {
    await more(`menu-${dialog}`);
    await page.waitForSelector(id(`dialog-${dialog}`));
    await look(dialog);
    await page.click(id("dialog-close"));
  }
  await page.keyboard.press("g");
  await look("speaker layout");
  await page.keyboard.press("g");
  await leave(page);
  await look("after");
  return found;
}

async function leave(page) {
  await page.click(id("leave"));
  await page.waitForSelector(`${id("after")}, ${id("menu-leave")}`);
  if ((await page.$(id("menu-leave"))) !== null) await page.click(id("menu-leave"));
  await page.waitForSelector(id("after"));
}

/**
 * What only a host of a busy meeting sees, in the fake meeting of `page-tests.mjs`: the queue, the menu of a person,
 * the rules, polls, breakouts before and while they are open. Begins at the door.
 */
export async function hostAxeWalk(page) {
  const found = [];
  const look = async (where) => {
    await pause(350);
    found.push(...(await axeViolations(page, where)));
  };
  const more = async (item) => {
    await page.click(id("more"));
    await page.waitForSelector(id("menu"));
    await page.click(id(item));
  };
  await page.waitForFunction(() => document.querySelector(".preview video")?.hidden === false);
  await page.type(id("door-name"), "Axe");
  await page.click(id("door-join"));
  await page.waitForSelector(id("room"));
  await page.keyboard.press("p");
  await page.waitForSelector(id("waiting-person"));
  await look("people with a queue");
  await page.click(`${id("person")}[data-participant="p0"] ${id("person-menu")}`);
  await look("menu of a person");
  await page.click(id("menu-remove"));
  await look("removing");
  await page.click(id("confirm-no"));
  await page.keyboard.press("Escape");
  await more("menu-rules");
  await look("meeting settings");
  await page.click(id("dialog-close"));
  await page.keyboard.press("q");
  await look("questions");
  await page.click(id("tab-polls"));
  await page.click(id("poll-new"));
  await look("a new poll");
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await page.select(id("chat-to"), "p0");
  await look("private chat");
  await page.keyboard.press("Escape");
  await page.click(id("react"));
  await look("reactions");
  await page.keyboard.press("Escape");
  await more("menu-breakouts");
  await page.click(id("breakouts-manual"));
  await look("breakouts being planned");
  await page.click(id("breakouts-shuffle"));
  await page.click(id("breakouts-open"));
  await page.waitForSelector(id("broadcast-input"));
  await look("open breakouts");
  await page.click(id("leave"));
  await look("how to leave");
  return found;
}

/** The waiting room, and from there in. */
export async function waitingAxeWalk(page) {
  await page.waitForFunction(() => document.querySelector(".preview video")?.hidden === false);
  await page.type(id("door-name"), "Axe");
  await page.click(id("door-join"));
  await page.waitForSelector(id("waiting-room"));
  const found = await axeViolations(page, "waiting room");
  await page.evaluate(() => window.fake.tell({ type: "waitingChanged", place: 1 }));
  await page.waitForSelector('[data-testid="waiting-room"][data-place="1"]');
  await page.evaluate(() => window.fake.letIn());
  await page.waitForSelector(id("room"));
  return found;
}
