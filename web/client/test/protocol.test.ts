import assert from "node:assert/strict";
import { test } from "node:test";
import { parseServerMessage } from "../src/protocol.ts";
import { isLive, publisherOf } from "../src/room.ts";
import { person, room } from "./worlds.ts";

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

test("a CSRC names its publisher", () => {
  const both = room([person("ann"), person("bob")]);
  assert.deepEqual(publisherOf(both, "b".charCodeAt(0)), { participant: "bob", source: "camera" });
  assert.equal(publisherOf(both, 7), undefined);
});

test("a muted track is not live, and neither is one that does not exist", () => {
  const ann = person("ann");
  assert.equal(isLive(ann, "camera"), true);
  assert.equal(isLive({ ...ann, tracks: [{ source: "camera", muted: true, csrc: 1 }] }, "camera"), false);
  assert.equal(isLive(ann, "microphone"), false);
});
