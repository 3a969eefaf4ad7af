import assert from "node:assert/strict";
import { test } from "node:test";
import { parseServerMessage, type RoomEvent, type RoomView } from "../src/protocol.ts";
import { applyRoomEvent, isLive, publisherOf } from "../src/room.ts";

test("what is not a message of this protocol is ignored, never thrown", () => {
  const script = [
    "",
    "{",
    "null",
    "[]",
    "7",
    '"joined"',
    "{}",
    '{"type":7}',
    '{"type":"reply"}',
    '{"type":"constructor"}',
    '{"type":"somethingNewer","version":2}',
    '{"type":"slotsChanged"}',
    '{"type":"chatAdded","version":4,"message":null}',
  ];
  for (const text of script) assert.equal(parseServerMessage(text), undefined, text);
});

test("null on the wire is absence", () => {
  const message = parseServerMessage('{"type":"speakerChanged","participant":null}');
  assert.deepEqual(message, { type: "speakerChanged" });
  const slots = parseServerMessage('{"type":"slotsChanged","slots":[{"mid":"6","participant":null}]}');
  assert.deepEqual(slots, { type: "slotsChanged", slots: [{ mid: "6" }] });
});

test("an answer needs its id", () => {
  assert.deepEqual(parseServerMessage('{"type":"reply","id":"4"}'), { type: "reply", id: "4" });
});

function person(id: string, name = id) {
  const tracks = [{ source: "camera" as const, muted: false, csrc: id.charCodeAt(0) }];
  return { id, name, role: "guest" as const, joinedAt: "2026-11-01T10:00:00Z", connected: true, tracks };
}

test("events move the room; those already in the snapshot do not", () => {
  let room: RoomView = {
    id: "r",
    createdAt: "2026-11-01T10:00:00Z",
    version: 3,
    participants: [person("ann")],
  };
  const script: [RoomEvent, expected: string][] = [
    [{ type: "participantLeft", version: 3, participant: "ann", reason: "left" }, "ann"],
    [{ type: "participantJoined", version: 4, participant: person("bob") }, "ann bob"],
    [{ type: "participantChanged", version: 5, participant: person("ann", "Ann") }, "Ann bob"],
    [{ type: "participantJoined", version: 6, participant: person("bob", "Bob") }, "Ann Bob"],
    [{ type: "participantLeft", version: 7, participant: "ann", reason: "left" }, "Bob"],
    [{ type: "participantLeft", version: 8, participant: "nobody", reason: "left" }, "Bob"],
  ];
  for (const [event, expected] of script) {
    room = applyRoomEvent(room, event);
    assert.equal(room.participants.map((one) => one.name).join(" "), expected);
  }
  assert.equal(room.version, 8);
});

test("a CSRC names its publisher", () => {
  const room: RoomView = { id: "r", createdAt: "", version: 1, participants: [person("ann"), person("bob")] };
  assert.deepEqual(publisherOf(room, "b".charCodeAt(0)), { participant: "bob", source: "camera" });
  assert.equal(publisherOf(room, 7), undefined);
});

test("a muted track is not live, and neither is one that does not exist", () => {
  const ann = person("ann");
  assert.equal(isLive(ann, "camera"), true);
  assert.equal(isLive({ ...ann, tracks: [{ source: "camera", muted: true, csrc: 1 }] }, "camera"), false);
  assert.equal(isLive(ann, "microphone"), false);
});
