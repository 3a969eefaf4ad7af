import assert from "node:assert/strict";
import { test } from "node:test";
import { MainSpeaker, PlaceOrder } from "../src/room/order.ts";

test("people keep their places when others come and go", () => {
  const order = new PlaceOrder();
  order.follow(["ann", "bob", "cem"]);
  order.follow(["cem", "ann", "dee"]);
  assert.deepEqual(order.all, ["ann", "cem", "dee"]);
});

test("a speaker from beyond the page takes the place of the longest silent", () => {
  const order = new PlaceOrder();
  order.follow(["ann", "bob", "cem", "dee"]);
  order.spoke("ann");
  order.spoke("cem");
  order.show("dee", 3);
  assert.deepEqual(order.all, ["ann", "dee", "cem", "bob"]);
  order.show("dee", 3);
  assert.deepEqual(order.all, ["ann", "dee", "cem", "bob"]);
});

test("the large picture changes at most every two seconds", () => {
  const main = new MainSpeaker();
  const script: [ms: number, speaker: string | undefined, large: string | undefined][] = [
    [0, undefined, undefined],
    [100, "ann", "ann"],
    [500, "bob", "ann"],
    [1_000, "ann", "ann"],
    [2_099, "bob", "ann"],
    [2_100, "bob", "bob"],
    [5_000, undefined, "bob"],
  ];
  for (const [ms, speaker, large] of script) assert.equal(main.update(speaker, ms), large, `${ms} ms`);
  main.gone("bob");
  assert.equal(main.update("ann", 5_100), "ann");
});
