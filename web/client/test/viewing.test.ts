import assert from "node:assert/strict";
import { test } from "node:test";
import type { SlotWish } from "../src/protocol.ts";
import type { Slot } from "../src/session.ts";
import { Viewing } from "../src/viewing.ts";

test("a room that moved is told all wishes once more, even those it may have heard", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asked: SlotWish[][] = [];
  const viewing = new Viewing(async (slots) => asked.push(slots));
  viewing.use([{ mid: "6", kind: "video", receiver: {}, track: {} } as unknown as Slot]);
  viewing.wish([{ participant: "bob", source: "camera", height: 720 }]);
  t.mock.timers.tick(500);
  const before = asked.length;
  viewing.repeatLater();
  viewing.repeatLater();
  assert.equal(asked.length, before, "not while it is on its way");
  t.mock.timers.tick(2_000);
  assert.equal(asked.length, before + 1);
  assert.deepEqual(asked.at(-1), asked.at(-2));
  assert.equal(asked.at(-1)?.[0]?.participant, "bob");
  viewing.repeatLater();
  viewing.close();
  t.mock.timers.tick(2_000);
  assert.equal(asked.length, before + 1, "nothing after the end");
});
