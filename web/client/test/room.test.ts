import assert from "node:assert/strict";
import { test } from "node:test";
import { ServerClock } from "../src/clock.ts";
import type { ChatMessage, RoomEvent, RoomView } from "../src/protocol.ts";
import { applyRoomEvent, peopleIn, type RoomState, withOwnUpvote, withOwnVote } from "../src/room.ts";
import { person, room } from "./worlds.ts";

function stateOf(view: RoomView, chat: ChatMessage[] = []): RoomState {
  return { me: "ann", room: view, chat, since: view.version };
}

function play(state: RoomState, ...events: RoomEvent[]): RoomState {
  return events.reduce(applyRoomEvent, state);
}

test("events move the room; those already in the snapshot do not", () => {
  let state = stateOf(room([person("ann")]));
  const script: [RoomEvent, expected: string][] = [
    [{ type: "participantLeft", version: 3, participant: "ann", reason: "left" }, "ann"],
    [{ type: "participantJoined", version: 4, participant: person("bob") }, "ann bob"],
    // Versions have holes, and one change may say several things.
    [{ type: "participantChanged", version: 9, participant: person("ann", { name: "Ann" }) }, "Ann bob"],
    [{ type: "participantChanged", version: 9, participant: person("bob", { name: "Bob" }) }, "Ann Bob"],
    [{ type: "participantLeft", version: 10, participant: "ann", reason: "left" }, "Bob"],
    [{ type: "participantLeft", version: 11, participant: "nobody", reason: "left" }, "Bob"],
  ];
  for (const [event, expected] of script) {
    state = play(state, event);
    assert.equal(state.room.participants.map((one) => one.name).join(" "), expected);
  }
  assert.equal(state.room.version, 11);
});

test("only the people of one's own place are near, and viewers never", () => {
  const people = [
    person("ann"),
    person("bob", { breakout: "b1" }),
    person("cem", { role: "viewer" }),
    person("dee"),
  ];
  const near = (view: RoomView, place?: string) => peopleIn(view, place).map((one) => one.id);
  assert.deepEqual(near(room(people)), ["ann", "dee"]);
  assert.deepEqual(near(room(people), "b1"), ["bob"]);
});

test("a breakout has its own chat, and closing brings everyone back", () => {
  const said = { id: "1", from: "bob", name: "Bob", text: "hi", sentAt: "2026-11-01T10:00:00Z" };
  const breakouts = {
    breakouts: [{ id: "b1", name: "Red" }],
    choice: "manual" as const,
    openedAt: "2026-11-01T10:00:00Z",
  };
  const there = play(
    stateOf(room([person("ann"), person("bob")]), [said]),
    { type: "breakoutsChanged", version: 4, breakouts, moved: [] },
    { type: "breakoutAssigned", version: 5, breakout: { id: "b1", name: "Red" }, chat: [] },
    { type: "participantChanged", version: 6, participant: person("bob", { breakout: "b1" }) },
  );
  assert.deepEqual(there.chat, []);
  assert.deepEqual(
    peopleIn(there.room, "b1").map((one) => one.id),
    ["ann", "bob"],
  );
  const back = play(
    there,
    { type: "breakoutsChanged", version: 7, moved: [] },
    { type: "breakoutAssigned", version: 8, chat: [said] },
  );
  assert.equal("breakouts" in back.room, false);
  assert.equal(peopleIn(back.room, undefined).length, 2);
  assert.deepEqual(back.chat, [said]);
});

test("who went where is told at once, and what is private to us stays wherever we are", () => {
  const say = (id: string, to?: string) => ({
    id,
    from: "bob",
    name: "Bob",
    text: "hi",
    sentAt: "2026-11-01T10:00:00Z",
    ...(to && { to }),
  });
  const breakouts = {
    breakouts: [{ id: "b1", name: "Red" }],
    choice: "random" as const,
    openedAt: "2026-11-01T10:00:00Z",
  };
  const moved = [
    { participant: "ann", breakout: "b1" },
    { participant: "cem", breakout: "b1" },
  ];
  const there = play(
    stateOf(room([person("ann"), person("bob"), person("cem")]), [say("1"), say("2", "ann")]),
    { type: "breakoutsChanged", version: 4, breakouts, moved },
    { type: "breakoutAssigned", version: 4, breakout: { id: "b1", name: "Red" }, chat: [say("9")] },
  );
  assert.deepEqual(
    peopleIn(there.room, "b1").map((one) => one.id),
    ["ann", "cem"],
  );
  assert.deepEqual(
    there.chat.map((one) => one.id),
    ["2", "9"],
  );
});

test("messages are edited in place and deleted", () => {
  const message = (id: string, text: string) => ({ id, from: "bob", name: "Bob", text, sentAt: "" });
  const state = play(
    stateOf(room([person("ann")]), [message("1", "one")]),
    { type: "chatAdded", version: 4, message: message("2", "two") },
    { type: "chatAdded", version: 4, message: message("2", "two") },
    { type: "chatChanged", version: 5, message: message("1", "uno") },
    { type: "chatAdded", version: 6, message: message("3", "three") },
    { type: "chatDeleted", version: 7, message: "2" },
  );
  assert.equal(state.chat.map((one) => one.text).join(" "), "uno three");
});

test("one's own votes stay when others vote", () => {
  const poll = {
    id: "p",
    by: "bob",
    question: "Tea?",
    options: [{ text: "Yes", votes: 1 }],
    multiple: false,
    open: true,
    voters: 1,
  };
  const question = {
    id: "q",
    from: "bob",
    name: "Bob",
    text: "Why?",
    askedAt: "",
    upvotes: 1,
    answered: false,
  };
  const before = stateOf(room([person("ann")], { polls: [poll], questions: [question] }));
  const voted = { ...before, room: withOwnUpvote(withOwnVote(before.room, "p", [0]), "q", true) };
  const after = play(
    voted,
    { type: "pollChanged", version: 4, poll: { ...poll, voters: 2 } },
    { type: "questionChanged", version: 5, question: { ...question, upvotes: 2 } },
  );
  assert.deepEqual([after.room.polls[0]?.mine, after.room.polls[0]?.voters], [[0], 2]);
  assert.deepEqual([after.room.questions[0]?.mine, after.room.questions[0]?.upvotes], [true, 2]);
  assert.deepEqual(play(after, { type: "questionDismissed", version: 6, question: "q" }).room.questions, []);
});

test("one who stops moderating forgets whom only moderators see", () => {
  const eve = { ...person("eve"), waitingSince: "2026-11-01T10:00:00Z" };
  const view = room([person("ann", { role: "cohost" }), person("cem", { role: "viewer" }), person("bob")], {
    viewers: 1,
  });
  const host = play(
    stateOf(view),
    { type: "waitingJoined", version: 4, participant: eve },
    { type: "waitingMessageChanged", version: 5, message: "Soon." },
  );
  assert.deepEqual([host.room.waiting.length, host.room.waitingMessage], [1, "Soon."]);
  const guest = play(host, { type: "participantChanged", version: 6, participant: person("ann") });
  assert.deepEqual(
    guest.room.participants.map((one) => one.id),
    ["ann", "bob"],
  );
  assert.deepEqual([guest.room.waiting, guest.room.waitingMessage], [[], undefined]);
});

test("the server's clock is bounded by what it has just written, and fixed by a countdown", () => {
  const clock = new ServerClock();
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 1, 10, 0, seconds)).toISOString();
  const now = (ms: number) => new Date(clock.nowMs(ms, Date.UTC(2020, 0, 1))).toISOString();
  assert.equal(now(0), "2020-01-01T00:00:00.000Z");
  clock.note(at(10), 1_500);
  clock.note("nonsense", 1_500);
  clock.note(at(11), 2_100);
  clock.note(at(12), 4_000);
  assert.equal(now(2_100), at(11));
  clock.noteUntil(at(40), 20, 10_000);
  assert.equal(now(11_000), at(21));
});
