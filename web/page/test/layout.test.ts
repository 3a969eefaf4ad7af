import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bestGrid,
  floatBox,
  gridBoxes,
  linesShown,
  lone,
  nearestCorner,
  pageSize,
  stageBoxes,
} from "../src/room/layout.ts";

test("the grid's columns make the pictures largest for the window", () => {
  const script: [width: number, height: number, tiles: number, columns: number, rows: number][] = [
    [1440, 820, 1, 1, 1],
    [1440, 820, 2, 2, 1],
    [1440, 820, 4, 2, 2],
    [1440, 820, 5, 3, 2],
    [1440, 820, 9, 3, 3],
    [1440, 820, 25, 5, 5],
    [768, 900, 2, 1, 2],
    [768, 900, 5, 2, 3],
    [360, 600, 2, 1, 2],
    [360, 600, 6, 2, 3],
    [3840, 2000, 12, 4, 3],
    // A very wide and a very tall strip
    [1600, 200, 4, 4, 1],
    [300, 1600, 4, 1, 4],
  ];
  for (const [width, height, tiles, columns, rows] of script) {
    const grid = bestGrid({ width, height }, tiles);
    assert.deepEqual([grid.columns, grid.rows], [columns, rows], `${tiles} tiles in ${width}x${height}`);
  }
});

test("tiles stay inside the window and never overlap", () => {
  for (const area of [
    { width: 1440, height: 820 },
    { width: 360, height: 600 },
    { width: 320, height: 400 },
  ]) {
    for (let count = 1; count <= 25; count++) {
      const boxes = gridBoxes(area, count);
      for (const box of boxes) {
        assert.ok(box.left >= -0.01 && box.top >= -0.01);
        assert.ok(box.left + box.width <= area.width + 0.01 && box.top + box.height <= area.height + 0.01);
      }
      for (const [index, one] of boxes.entries()) {
        for (const other of boxes.slice(index + 1)) {
          const apart = one.left + one.width <= other.left || other.left + other.width <= one.left;
          assert.ok(apart || one.top + one.height <= other.top || other.top + other.height <= one.top);
        }
      }
    }
  }
});

test("a page takes as many as can still be recognised", () => {
  const script: [width: number, height: number, people: number, page: number][] = [
    [1440, 820, 25, 25],
    [1440, 820, 60, 25],
    [360, 640, 25, 12],
    [360, 640, 3, 3],
    [200, 100, 9, 1],
  ];
  for (const [width, height, people, page] of script) {
    const size = pageSize({ width, height }, people);
    assert.ok(
      Math.abs(size - page) <= 2,
      `${people} people in ${width}x${height}: ${size} (expected about ${page})`,
    );
  }
});

test("a lone picture fills the window but is never cut to a slit", () => {
  assert.deepEqual(lone({ width: 1600, height: 900 }), { left: 0, top: 0, width: 1600, height: 900 });
  const wide = lone({ width: 2000, height: 500 });
  assert.ok(Math.abs(wide.width / wide.height - 16 / 9) < 0.01);
  const tall = lone({ width: 400, height: 2000 });
  assert.ok(Math.abs(tall.width / tall.height - 9 / 16) < 0.01);
});

test("a shared screen keeps its own shape, with people beside it or below it", () => {
  const beside = stageBoxes({ width: 1440, height: 820 }, 4, 16 / 10);
  assert.ok(Math.abs(beside.main.width / beside.main.height - 1.6) < 0.001);
  assert.equal(beside.strip.length, 4);
  assert.ok(beside.strip.every((box) => box.left >= beside.main.left + beside.main.width));
  const below = stageBoxes({ width: 360, height: 600 }, 9, 16 / 10);
  assert.ok(below.strip.every((box) => box.top >= below.main.top + below.main.height));
  assert.equal(below.strip.length, 9);
  assert.ok(below.strip.every((box) => box.width >= 100));
  assert.deepEqual(stageBoxes({ width: 1440, height: 820 }, 0).strip, []);
});

test("the own picture sits in the corner it was dropped nearest to", () => {
  const area = { width: 1000, height: 600 };
  assert.equal(nearestCorner(area, 900, 500), "bottom-right");
  assert.equal(nearestCorner(area, 10, 10), "top-left");
  const box = floatBox(area, "bottom-right");
  assert.equal(box.left + box.width, 984);
});

test("a tile asks for the lines it shows, on the screen it is shown on", () => {
  assert.equal(linesShown({ width: 320, height: 180 }, 1, false), 180);
  assert.equal(linesShown({ width: 320, height: 180 }, 2, false), 360);
  // Wider than the picture: cut above and below, so more lines are needed than the box is high.
  assert.equal(linesShown({ width: 640, height: 180 }, 1, false), 360);
  assert.equal(linesShown({ width: 640, height: 180 }, 1, true), 180);
});
