import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { Meeting } from "../src/meeting.ts";
import { type Ask, MESSAGE_TYPES, parseServerMessage } from "../src/protocol.ts";
import { FakeSocket, settle } from "./worlds.ts";

/** The web folder: tests run from wherever they are called. */
const WEB = webAbove(process.cwd());
const GOLDEN = join(WEB, "../protocol/src/test/resources/golden/client");
const NAMES = { ask: namesIn("ask"), message: namesIn("message") };

function webAbove(folder: string): string {
  if (existsSync(join(folder, "client/src/protocol.ts"))) return folder;
  if (existsSync(join(folder, "web/client/src/protocol.ts"))) return join(folder, "web");
  return webAbove(dirname(folder));
}

function namesIn(folder: string): string[] {
  return readdirSync(join(GOLDEN, folder)).map((file) => file.replace(".json", ""));
}

function golden(folder: "ask" | "message", name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(GOLDEN, folder, `${name}.json`), "utf8"));
}

test("every message the server may say is understood, and no other", () => {
  assert.deepEqual([...NAMES.message].sort(), [...MESSAGE_TYPES].sort());
  for (const name of NAMES.message) {
    const message = golden("message", name);
    assert.deepEqual(parseServerMessage(JSON.stringify(message)), message, name);
  }
});

test("every golden file is a value of the types here, field by field", () => {
  const constant = (folder: "ask" | "message", type: string) =>
    NAMES[folder].map((name) => {
      const { id, ...ask } = golden(folder, name);
      const value = folder === "ask" ? ask : golden(folder, name);
      return `export const ${folder}_${name}: ${type} = ${JSON.stringify(value)};\n`;
    });
  const folder = join(WEB, "target/golden");
  mkdirSync(folder, { recursive: true });
  const source = [
    `import type { Ask, ServerMessage } from "../../client/src/protocol.ts";\n`,
    ...constant("ask", "Ask"),
    ...constant("message", "ServerMessage"),
  ];
  writeFileSync(join(folder, "golden.ts"), source.join(""));
  const config = { extends: "../../tsconfig.base.json", files: ["golden.ts"] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(WEB, "node_modules/typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [tsc, "-p", folder], { encoding: "utf8" });
  } catch (why) {
    assert.fail((why as { stdout: string }).stdout);
  }
});

/** What the methods of `Meeting` say; the rest is said by the session and is looked at as types above. */
type Said = Exclude<Ask["type"], "offer" | "restart" | "setPublishing" | "wish" | "ping" | "join" | "leave">;

const SAY: Record<Said, (meeting: Meeting) => Promise<unknown>> = {
  admit: (meeting) => meeting.admit("p-eve", "p-leo"),
  answerQuestion: (meeting) => meeting.answerQuestion("24", "Yes, tomorrow."),
  askQuestion: (meeting) => meeting.askQuestion("Will there be slides?"),
  askUnmute: (meeting) => meeting.askUnmute("p-bob", "microphone"),
  assignBreakout: (meeting) => meeting.assignBreakout("p-bob", "b31-1"),
  broadcast: (meeting) => meeting.broadcast("Five minutes left."),
  changeSettings: (meeting) =>
    meeting.changeSettings({ locked: true, guestsMayShare: false, hostLeaves: "end" }),
  chat: (meeting) => meeting.say("Hello, “world” 👋"),
  closeBreakouts: (meeting) => meeting.closeBreakouts(1),
  closePoll: (meeting) => meeting.closePoll("21"),
  deleteChat: (meeting) => meeting.deleteMessage("17"),
  deny: (meeting) => meeting.deny("p-eve", "Not on the list."),
  dismissQuestion: (meeting) => meeting.dismissQuestion("24"),
  editChat: (meeting) => meeting.editMessage("17", "Hello, world"),
  endMeeting: (meeting) => meeting.endMeeting(),
  lowerHand: (meeting) => meeting.lowerHand("p-bob"),
  muteAll: (meeting) => meeting.muteAll("microphone"),
  muteOther: (meeting) => meeting.muteOther("p-bob", "microphone"),
  openBreakouts: (meeting) =>
    meeting.openBreakouts({
      names: ["Red", "Blue"],
      choice: "random",
      assignments: [{ participant: "p-bob", index: 1 }],
      minutes: 10,
    }),
  openPoll: (meeting) => meeting.openPoll("Tea or coffee?", ["Tea", "Coffee", "Neither"]),
  raiseHand: (meeting) => meeting.raiseHand(true),
  react: (meeting) => meeting.react("👏"),
  remove: (meeting) => meeting.remove("p-bob", "shouting"),
  rename: (meeting) => meeting.rename("Ada, Countess of Lovelace"),
  renameOther: (meeting) => meeting.renameOther("p-bob", "Bob"),
  setRole: (meeting) => meeting.setRole("p-bob", "cohost"),
  spotlight: (meeting) => meeting.spotlight("p-bob"),
  tellWaiting: (meeting) => meeting.tellWaiting("We begin in five minutes."),
  upvoteQuestion: (meeting) => meeting.upvoteQuestion("24", true),
  vote: (meeting) => meeting.vote("21", [1]),
};

test("the methods of a meeting say exactly the golden asks", async () => {
  const socket = new FakeSocket();
  const meeting = new Meeting({
    token: "eyJhbGciOiJIUzI1NiJ9.e30.c2ln",
    name: "Ada Lovelace",
    resumeKey: "p-ada.c2VjcmV0",
    url: "ws://127.0.0.1/v1/signal",
    home: {} as HTMLElement,
    openSocket: () => socket,
  });
  const joining = meeting.join();
  socket.onopen?.();
  await settle();
  assert.deepEqual(socket.sent[0], golden("ask", "join"));
  // A meeting one waits for answers the same asks, and needs no media here.
  socket.say({ ...golden("message", "waiting"), id: "1" });
  await joining;
  const others = ["join", "leave", "offer", "ping", "restart", "setPublishing", "wish"];
  assert.deepEqual([...NAMES.ask].sort(), [...Object.keys(SAY), ...others].sort());
  for (const [name, say] of Object.entries(SAY)) {
    const said = say(meeting);
    const sent = socket.sent.at(-1);
    assert.deepEqual({ ...sent, id: "" }, { ...golden("ask", name), id: "" }, name);
    socket.say({ type: "reply", id: sent?.id });
    await said;
  }
  const leaving = meeting.leave();
  socket.say({ type: "reply", id: socket.last("leave") });
  await leaving;
});
