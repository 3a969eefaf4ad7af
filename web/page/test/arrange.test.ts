import assert from "node:assert/strict";
import { test } from "node:test";
import { arrange, neighbour, type Scene } from "../src/room/arrange.ts";

function scene(change: Partial<Scene>): Scene {
  return {
    area: { width: 1440, height: 820 },
    me: "me",
    others: [],
    screens: [],
    layout: "grid",
    pinned: undefined,
    spotlight: undefined,
    speaker: undefined,
    page: 0,
    corner: "bottom-right",
    aspectOf: () => undefined,
    ...change,
  };
}

/** "ann:grid me:float", cameras without their source. */
function said(change: Partial<Scene>): string {
  const { tiles } = arrange(scene(change));
  return [...tiles].map(([key, { role }]) => `${key.replace("/camera", "")}:${role}`).join(" ");
}

test("pinned first, then a shared screen, then the speaker or the grid", () => {
  const three = ["ann", "bob", "cem"];
  const script: [change: Partial<Scene>, expected: string][] = [
    [{}, "me:grid"],
    [{ others: ["ann"] }, "ann:grid me:float"],
    [{ others: ["ann", "bob"] }, "ann:grid bob:grid me:grid"],
    [{ others: ["ann"], layout: "speaker" }, "ann:main me:float"],
    [{ others: three, layout: "speaker" }, "ann:main bob:strip cem:strip me:strip"],
    [{ others: three, layout: "speaker", speaker: "cem" }, "cem:main ann:strip bob:strip me:strip"],
    [{ others: three, layout: "speaker", speaker: "gone" }, "ann:main bob:strip cem:strip me:strip"],
    [{ others: three, spotlight: "cem" }, "cem:main ann:strip bob:strip me:strip"],
    [
      { others: three, spotlight: "cem", layout: "speaker", speaker: "bob" },
      "cem:main ann:strip bob:strip me:strip",
    ],
    [{ others: three, spotlight: "elsewhere" }, "ann:grid bob:grid cem:grid me:grid"],
    [{ others: ["ann"], spotlight: "me" }, "me:main ann:strip"],
    [{ others: three, spotlight: "cem", pinned: "bob/camera" }, "bob:main ann:strip cem:strip me:strip"],
    [
      { others: three, spotlight: "cem", screens: ["ann"] },
      "ann/screen:main ann:strip bob:strip cem:strip me:strip",
    ],
    // A viewer has no picture of their own.
    [{ others: three, me: undefined }, "ann:grid bob:grid cem:grid"],
    [{ others: ["ann", "bob"], me: undefined }, "ann:grid bob:grid"],
    [{ others: ["ann"], me: undefined, layout: "speaker" }, "ann:main"],
    [{ me: undefined }, ""],
    [{ me: undefined, layout: "speaker" }, ""],
    [{ others: ["ann"], screens: ["ann"] }, "ann/screen:main ann:strip me:strip"],
    [{ others: ["ann"], screens: ["ann", "me"] }, "me/screen:main ann/screen:strip ann:strip me:strip"],
    [
      { others: three, pinned: "bob/camera", screens: ["ann"] },
      "bob:main ann/screen:strip ann:strip cem:strip me:strip",
    ],
    [{ others: ["ann", "bob"], pinned: "gone/camera" }, "ann:grid bob:grid me:grid"],
    [{ others: ["ann"], pinned: "me/camera" }, "me:main ann:strip"],
    [{ layout: "speaker" }, "me:main"],
  ];
  for (const [change, expected] of script) assert.equal(said(change), expected);
});

test("beyond 25 there are pages, and oneself is on the first", () => {
  const others = Array.from({ length: 30 }, (_, index) => `p${index}`);
  const first = arrange(scene({ others }));
  assert.equal(first.tiles.size, 25);
  assert.equal(first.pages, 2);
  assert.ok(first.tiles.has("me/camera"));
  const second = arrange(scene({ others, page: 7 }));
  assert.equal(second.page, 1);
  assert.equal(second.tiles.size, 6);
  assert.ok(!second.tiles.has("me/camera"));
});

test("a full strip says how many it hides, and never hides oneself", () => {
  const others = Array.from({ length: 30 }, (_, index) => `p${index}`);
  const { tiles, more } = arrange(scene({ others, screens: ["p0"] }));
  assert.ok(tiles.has("me/camera"));
  assert.equal((more?.count ?? 0) + tiles.size, 32);
  assert.ok((more?.count ?? 0) > 0);
});

test("arrows lead to the nearest tile that way", () => {
  const { tiles } = arrange(scene({ others: ["ann", "bob", "cem"] }));
  const at = (name: string) => `${name}/camera`;
  assert.equal(neighbour(tiles, at("ann"), "right"), at("bob"));
  assert.equal(neighbour(tiles, at("ann"), "down"), at("cem"));
  assert.equal(neighbour(tiles, at("ann"), "left"), undefined);
  assert.equal(neighbour(tiles, at("me"), "up"), at("bob"));
  assert.equal(neighbour(tiles, "nobody", "up"), at("ann"));
});
