import assert from "node:assert/strict";
import { test } from "node:test";
import type { ParticipantView, RoomView } from "@parley/client";
import { SETTINGS } from "../dev/fake-meeting.ts";
import { groupPeople, sorted, turnsOf } from "../src/panels/people/groups.ts";
import { changedRules } from "../src/room/happenings.ts";

function person(name: string, change: Partial<ParticipantView> = {}): ParticipantView {
  const joinedAt = "2026-11-01T10:00:00Z";
  return { id: name, identity: name, name, role: "guest", joinedAt, connected: true, tracks: [], ...change };
}

function room(participants: ParticipantView[], change: Partial<RoomView> = {}): RoomView {
  const empty = { viewers: 0, waiting: [], polls: [], questions: [] };
  return { id: "r", createdAt: "", version: 1, settings: SETTINGS, participants, ...empty, ...change };
}

/** "Main room · 2: ann bob | Red · 1: cem | … +400". */
function said(view: RoomView, wanted = ""): string {
  return groupPeople(view, "me", wanted)
    .map(({ title, people, more }) => {
      const names = people.map((one) => one.name).join(" ");
      return `${title ?? "-"}: ${names}${more > 0 ? `+${more}` : ""}`;
    })
    .join(" | ");
}

test("hands first in the order they went up, then oneself, then by name", () => {
  const people = [
    person("zoe"),
    person("me"),
    person("late", { hand: "2026-11-01T10:09:00Z" }),
    person("ann"),
    person("early", { hand: "2026-11-01T10:08:00Z" }),
  ];
  assert.equal(
    sorted(people, "me")
      .map((one) => one.name)
      .join(" "),
    "early late me ann zoe",
  );
  assert.deepEqual(
    [...turnsOf(people)],
    [
      ["early", 1],
      ["late", 2],
    ],
  );
});

test("people stand in groups only when there is something to tell apart", () => {
  const red = { breakouts: [{ id: "b1", name: "Red" }], choice: "manual" as const, openedAt: "" };
  const there = person("cem", { breakout: "b1" });
  const script: [view: RoomView, wanted: string, expected: string][] = [
    [room([person("me"), person("ann")]), "", "-: me ann"],
    [room([person("me"), there], { breakouts: red }), "", "Main room · 1: me | Red · 1: cem"],
    [room([person("me")], { viewers: 412 }), "", "On stage · 1: me | -: +412"],
    [
      room([person("ann"), person("me", { role: "viewer" })], { viewers: 3 }),
      "",
      "On stage · 1: ann | Viewers · 3: me+2",
    ],
    [room([person("me"), person("vic", { role: "viewer" })], { viewers: 9 }), "vic", "Viewers · 1: vic"],
    [room([person("me"), person("ann")]), "  AN ", "-: ann"],
    [room([person("me")]), "nobody", ""],
  ];
  for (const [view, wanted, expected] of script) assert.equal(said(view, wanted), expected);
});

test("a thousand viewers are counted, and found by name", () => {
  const viewers = Array.from({ length: 1_000 }, (_, index) => person(`v${index}`, { role: "viewer" }));
  const view = room([person("me"), ...viewers], { viewers: 1_000 });
  const [, group] = groupPeople(view, "me", "");
  assert.deepEqual([group?.people.length, group?.more], [50, 950]);
  assert.equal(groupPeople(view, "me", "v999")[0]?.people.length, 1);
});

test("each rule that changes is told in one sentence", () => {
  const now = { ...SETTINGS, locked: true, guestsMayChat: false, hostLeaves: "end" as const };
  assert.deepEqual(changedRules(SETTINGS, now), [
    "The meeting is locked.",
    "Only hosts may write in the chat now.",
  ]);
  assert.deepEqual(changedRules(now, { ...now, locked: false }), ["The meeting is open again."]);
  assert.deepEqual(changedRules(now, now), []);
});
