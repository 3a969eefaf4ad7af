import assert from "node:assert/strict";
import { test } from "node:test";
import type { SlotWish } from "../src/protocol.ts";
import { assignSlots, heightStep, newestSource, SlotBoard, type TileWish } from "../src/slots.ts";

const MIDS = ["6", "7", "8"];

function tiles(...names: string[]): TileWish[] {
  return names.map((participant) => ({ participant, source: "camera" as const, height: 180 }));
}

function shown(wishes: readonly SlotWish[]): string {
  return wishes.map((wish) => wish.participant ?? "-").join(" ");
}

test("tiles keep their slots when others come and go", () => {
  const script: [wished: string[], expected: string][] = [
    [["ann", "bob"], "ann bob -"],
    [["bob"], "- bob -"],
    [["cem", "bob"], "cem bob -"],
    [["bob", "cem", "dee"], "cem bob dee"],
    [["dee", "eve", "cem"], "cem eve dee"],
    [[], "- - -"],
  ];
  let slots: SlotWish[] = [];
  for (const [wished, expected] of script) {
    slots = assignSlots(MIDS, slots, tiles(...wished));
    assert.equal(shown(slots), expected);
  }
});

test("what is beyond the slots goes without, last wishes first", () => {
  const slots = assignSlots(MIDS, [], tiles("ann", "bob", "cem", "dee"));
  assert.equal(shown(slots), "ann bob cem");
});

test("a hidden tile asks for nothing", () => {
  const slots = assignSlots(MIDS, [], [{ participant: "ann", source: "camera", height: 0 }, ...tiles("bob")]);
  assert.equal(shown(slots), "bob - -");
});

test("one person's camera and screen are two tiles", () => {
  const wishes: TileWish[] = [
    { participant: "ann", source: "screen", height: 900 },
    { participant: "ann", source: "camera", height: 100 },
    { participant: "ann", source: "camera", height: 100 },
  ];
  const slots = assignSlots(MIDS, [], wishes);
  assert.deepEqual(
    slots.map((slot) => [slot.source, slot.height]),
    [
      ["screen", 1080],
      ["camera", 180],
      [undefined, 0],
    ],
  );
});

test("heights are asked for in steps, never below what is shown", () => {
  const script: [number, number][] = [
    [1, 90],
    [180, 180],
    [181, 270],
    [700, 720],
    [4_000, 2_160],
  ];
  for (const [height, step] of script) assert.equal(heightStep(height), step);
});

test("the newest contributing source is the one on the picture", () => {
  const newest = newestSource([
    { source: 1, timestamp: 10 },
    { source: 2, timestamp: 30 },
    { source: 3, timestamp: 20 },
  ]);
  assert.equal(newest?.csrc, 2);
  assert.equal(newestSource([]), undefined);
});

test("nobody is shown under another's name while announcement and packets disagree", () => {
  const board = new SlotBoard();
  const heard = (csrc: number) => ({ csrc, timestampMs: 0 });
  board.announce([{ mid: "6", participant: "ann", source: "camera", csrc: 1 }], 0);
  assert.equal(board.find("ann", "camera")?.confirmed, false);
  board.hear("6", heard(1), 20);
  assert.equal(board.find("ann", "camera")?.confirmed, true);
  board.announce([{ mid: "6", participant: "bob", source: "camera", csrc: 2 }], 30);
  board.hear("6", heard(1), 40);
  assert.equal(board.find("ann", "camera"), undefined);
  assert.equal(board.find("bob", "camera")?.confirmed, false);
  board.hear("6", heard(2), 60);
  assert.equal(board.find("bob", "camera")?.confirmed, true);
  assert.equal(board.unconfirmed, false);
});

test("a change of layer alone needs no new confirmation", () => {
  const board = new SlotBoard();
  board.announce([{ mid: "6", participant: "ann", source: "camera", csrc: 1, layer: "l" }], 0);
  board.hear("6", { csrc: 1, timestampMs: 0 }, 20);
  board.announce([{ mid: "6", participant: "ann", source: "camera", csrc: 1, layer: "h" }], 40);
  assert.deepEqual(board.find("ann", "camera"), { mid: "6", confirmed: true, layer: "h" });
});

test("an announcement without any CSRC on the packets is believed after a while", () => {
  const board = new SlotBoard();
  board.announce([{ mid: "6", participant: "ann", source: "camera", csrc: 1 }], 0);
  board.hear("6", undefined, 1_000);
  assert.equal(board.find("ann", "camera")?.confirmed, false);
  board.hear("6", undefined, 1_500);
  assert.equal(board.find("ann", "camera")?.confirmed, true);
});
