// The screens of moderating, waiting, asking and breakouts; `shots.mjs` takes them with the rest.
import { id, pause } from "./browser.mjs";

const ago = (seconds) => new Date(Date.now() - seconds * 1_000).toISOString();

const waiting = ["Eve Lindgren", "Leo Marchetti-Vandenberghe of the Northern Office", "Sam"].map(
  (name, index) => ({
    id: `w${index}`,
    identity: `w${index}`,
    name,
    role: "guest",
    waitingSince: ago(60 - index),
    connected: index !== 2,
  }),
);

const breakouts = (change) => ({
  breakouts: [
    { id: "red", name: "Red" },
    { id: "blue", name: "Blue" },
    { id: "long", name: "Naming things and cache invalidation" },
  ],
  choice: "manual",
  openedAt: ago(22),
  endsAt: new Date(Date.now() + 581_000).toISOString(),
  ...change,
});

const places = { 0: "red", 1: "red", 2: "blue", 4: "long" };

const poll = (change) => ({
  id: "21",
  by: "me",
  question: "When shall we hold the retrospective?",
  options: [
    { text: "Thursday afternoon", votes: 7 },
    { text: "Friday morning, before the release is cut and everybody is away", votes: 3 },
    { text: "Not this week", votes: 1 },
  ],
  multiple: false,
  open: true,
  voters: 11,
  ...change,
});

const polls = [
  poll({
    id: "20",
    question: "Tea or coffee?",
    options: [
      { text: "Tea", votes: 4 },
      { text: "Coffee", votes: 9 },
    ],
    open: false,
    voters: 13,
    mine: [1],
  }),
  poll({ mine: [0] }),
];

const question = (number, change) => ({
  id: `q${number}`,
  from: `p${number}`,
  name: "Priya Raman",
  text: "Will the recording be available afterwards, and for how long?",
  askedAt: ago(300 - number * 10),
  upvotes: 12,
  answered: false,
  ...change,
});

const questions = [
  question(1, { mine: true }),
  question(2, { name: "Jonas Lindqvist", text: "Which region will be first?", upvotes: 5 }),
  question(3, {
    name: "Bartholomew Featherstonehaugh-Cholmondeley of Saint Albans",
    text: "Is there a date?",
    upvotes: 8,
    answered: true,
    answer: "Early in the new year; the exact day is being agreed with the regions.",
  }),
  question(4, { name: "Zoë", text: "Can everybody hear the room?", upvotes: 1, answered: true }),
];

const chat = [
  { id: "1", from: "p0", name: "Amara Okafor", text: "Good morning everyone.", sentAt: ago(300) },
  {
    id: "2",
    from: "me",
    name: "Robin",
    text: "Morning! The agenda is in the notes.",
    sentAt: ago(280),
    editedAt: ago(200),
  },
  {
    id: "3",
    from: "p1",
    name: "Jonas Lindqvist",
    text: "Could you mute the room in a minute?",
    sentAt: ago(120),
    to: "me",
  },
  { id: "4", from: "me", name: "Robin", text: "Will do.", sentAt: ago(100), to: "p1" },
  {
    id: "5",
    from: "p2",
    name: "Mei-Ling Chen",
    text: "I have two questions on the second slide.",
    sentAt: ago(20),
  },
];

const blur = (page) => page.evaluate(() => document.activeElement?.blur());

/** Opens what is under More unless it is there already. */
const fromMore = (item, found) => async (page) => {
  if ((await page.$(id(found))) !== null) return;
  await page.click(id("more"));
  await page.waitForSelector(id("menu"));
  await page.click(id(item));
  await page.waitForSelector(id(found));
  await blur(page);
};

const panel = (name, key) => async (page) => {
  if ((await page.$(id(`panel-${name}`))) === null) await page.keyboard.press(key);
  await page.waitForSelector(id(`panel-${name}`));
  await blur(page);
};

const menuBy = (selector) => async (page) => {
  if ((await page.$(id("menu"))) !== null) return;
  await page.click(selector);
  await page.waitForSelector(id("menu"));
};

const tell = (page, event) => page.evaluate((told) => window.fake.tell(told), event);

const hosts = { others: 5, muted: [0], hands: [4, 2], withoutCamera: [3] };

/** All of them, by name; `inRoom`, `shoot` and `atDoor` are those of `shots.mjs`. */
export function meetingScenes({ inRoom, shoot, atDoor }) {
  const scene =
    (options, pictures, ...takes) =>
    async () => {
      const { page, context } = await inRoom(options, pictures);
      for (const [name, prepare] of takes) {
        await page.setViewport({ width: 1440, height: 900 });
        await shoot(page, name, prepare);
        await page.keyboard.press("Escape");
        await page.keyboard.press("Escape");
      }
      await context.close();
    };
  return {
    ...waitingScenes(shoot, atDoor),
    ...hostingScenes(scene),
    ...talkingScenes(scene),
    ...breakoutScenes(scene),
    ...askingScenes(scene, shoot),
  };
}

function waitingScenes(shoot, atDoor) {
  return {
    waiting: async () => {
      const { page, context } = await atDoor({
        waitAt: 3,
        room: { waitingMessage: "We begin in five minutes. Please have your badge at hand." },
      });
      await page.waitForSelector(id("waiting-room"));
      await blur(page);
      await shoot(page, "waiting");
      await tell(page, { type: "removed", reason: "denied", text: "This meeting is for the team only." });
      await page.waitForSelector(id("after"));
      await shoot(page, "denied");
      await context.close();
    },
  };
}

function hostingScenes(scene) {
  return {
    hosting: scene(
      { ...hosts, viewers: [], room: { waiting, waitingMessage: "We begin in five minutes." } },
      4,
      ["hosting-people", panel("people", "p")],
      ["hosting-rules", fromMore("menu-rules", "dialog-rules")],
      ["hosting-leave", menuBy(id("leave"))],
    ),
    "hosting-menu": scene({ ...hosts, shares: 2 }, 4, [
      "hosting-menu",
      async (page) => {
        await panel("people", "p")(page);
        await menuBy(`${id("person")}[data-participant="p2"] ${id("person-menu")}`)(page);
      },
    ]),
    groups: scene(
      { others: 9, viewers: [6, 7, 8], places, hands: [4], room: { breakouts: breakouts(), viewers: 412 } },
      2,
      ["groups", panel("people", "p")],
    ),
    knock: scene({ others: 3 }, 4, [
      "knock",
      (page) => tell(page, { type: "waitingJoined", participant: waiting[1] }),
    ]),
  };
}

function talkingScenes(scene) {
  return {
    private: scene({ ...hosts, chat }, 4, [
      "chat-private",
      async (page) => {
        await panel("chat", "c")(page);
        await page.select(id("chat-to"), "p1");
        await blur(page);
      },
    ]),
    editing: scene({ ...hosts, chat }, 4, [
      "chat-menu",
      async (page) => {
        await panel("chat", "c")(page);
        await page.hover(`[data-message="2"]`);
        await menuBy(`[data-message="2"] ${id("message-menu")}`)(page);
      },
    ]),
    "chat-closed": scene({ ...hosts, chat, role: "guest", room: { settings: closedChat() } }, 4, [
      "chat-closed",
      panel("chat", "c"),
    ]),
    reactions: scene({ ...hosts, speaks: 1 }, 4, [
      "reactions",
      async (page) => {
        await menuBy(id("react"))(page);
        for (const [index, emoji] of ["👏", "❤️", "🎉", "😂"].entries())
          await tell(page, { type: "reaction", participant: `p${index}`, emoji });
        await tell(page, { type: "reaction", participant: "nobody", emoji: "👍" });
      },
    ]),
    spotlight: scene({ ...hosts, room: { spotlight: "p1" } }, 4, ["spotlight"]),
  };
}

function breakoutScenes(scene) {
  return {
    "breakouts-setup": scene(
      { others: 8 },
      8,
      ["breakouts-setup", fromMore("menu-breakouts", "panel-breakouts")],
      [
        "breakouts-manual",
        async (page) => {
          await fromMore("menu-breakouts", "panel-breakouts")(page);
          if ((await page.$eval(id("breakouts-manual"), (radio) => radio.checked)) === true) return;
          await page.click(id("breakouts-manual"));
          await page.click(id("breakouts-shuffle"));
          await page.select(`${id("member")}[data-participant="p5"] ${id("place-select")}`, "");
          await page.$eval(id("breakouts-shuffle"), (button) => button.scrollIntoView());
          await blur(page);
        },
      ],
    ),
    "breakouts-open": scene({ others: 6, places, room: { breakouts: breakouts() } }, 2, [
      "breakouts-open",
      fromMore("menu-breakouts", "panel-breakouts"),
    ]),
    "breakouts-in": scene(
      { others: 6, role: "guest", places, room: { breakouts: breakouts({ choice: "free" }) } },
      2,
      [
        "breakouts-in",
        async (page) => {
          await page.evaluate(() => window.fake.meeting.place("me", "red"));
          await pause(700);
        },
      ],
      ["breakouts-choose", fromMore("menu-breakouts", "panel-breakouts")],
      [
        "breakouts-ending",
        async (page) => {
          await tell(page, { type: "breakoutsEnding", seconds: 47 });
          await tell(page, {
            type: "broadcastSent",
            from: "p1",
            name: "Jonas Lindqvist",
            text: "Please note one thing you want to tell the others.",
            sentAt: new Date().toISOString(),
          });
        },
      ],
    ),
  };
}

function askingScenes(scene, shoot) {
  return {
    asking: scene(
      { others: 5, room: { questions, polls } },
      4,
      ["questions", panel("asking", "q")],
      [
        "polls",
        async (page) => {
          await panel("asking", "q")(page);
          await page.click(id("tab-polls"));
          await blur(page);
        },
      ],
      [
        "poll-new",
        async (page) => {
          await panel("asking", "q")(page);
          await page.click(id("tab-polls"));
          if ((await page.$eval(id("poll-form"), (form) => form.hidden)) === true)
            await page.click(id("poll-new"));
          await blur(page);
        },
      ],
    ),
    "poll-vote": scene({ others: 4, role: "guest" }, 4, [
      "poll-vote",
      async (page, size) => {
        if (size !== "desktop") return;
        await tell(page, { type: "pollChanged", poll: poll({ by: "p1" }) });
        await page.waitForSelector(id("show-poll"));
        await shoot(page, "poll-opened");
        await page.click(id("show-poll"));
        await page.waitForSelector(id("poll-option"));
        await page.setViewport({ width: 1440, height: 900 });
      },
    ]),
    webinar: scene(
      { others: 3, role: "viewer", room: { viewers: 413, questions, polls: [poll({ by: "p1" })] } },
      3,
      ["webinar"],
      ["webinar-people", panel("people", "p")],
      ["webinar-asking", panel("asking", "q")],
      [
        "webinar-promoted",
        async (page) => {
          await page.evaluate(() =>
            window.fake.meeting.change("me", (me) => Object.assign(me, { role: "guest" })),
          );
        },
      ],
    ),
  };
}

function closedChat() {
  return {
    locked: false,
    waitingRoom: false,
    webinar: false,
    guestsMayChat: false,
    guestsMayShare: false,
    guestsMayUnmute: true,
    hostLeaves: "promote",
  };
}
