import assert from "node:assert/strict";
import { test } from "node:test";
import { cameraEncodings } from "../src/simulcast.ts";

/** width x height -> what l, m and h are scaled by; "-" is a layer that is off. */
const SCRIPT: [width: number, height: number, layers: string][] = [
  [1280, 720, "l/4 m/2 h/1"],
  [1920, 1080, "l/6 m/3 h/1"],
  [960, 540, "l/3 m/1.5 h/1"],
  // Chromium sends two layers of such a picture: the middle one stands in as the top.
  [640, 480, "l/2.67 m/1 -"],
  [640, 360, "l/2 m/1 -"],
  [480, 270, "l/1.5 m/1 -"],
  // A small picture is sent once.
  [320, 240, "l/1 - -"],
  [160, 120, "l/1 - -"],
  // Upright: the short side counts.
  [720, 1280, "l/4 m/2 h/1"],
];

for (const [width, height, expected] of SCRIPT) {
  test(`a camera of ${width}x${height} is sent as ${expected}`, () => {
    const said = cameraEncodings({ width, height }).map((one) =>
      one.active ? `${one.rid}/${Number((one.scaleResolutionDownBy ?? 1).toFixed(2))}` : "-",
    );
    assert.equal(said.join(" "), expected);
  });
}

test("only layers that somebody watches are sent", () => {
  const size = { width: 1280, height: 720 };
  const active = cameraEncodings(size, undefined, new Set(["l"])).map((one) => one.active);
  assert.deepEqual(active, [true, false, false]);
});

test("a layer that stands in as the top may use what its height is worth", () => {
  const [low, middle] = cameraEncodings({ width: 640, height: 480 });
  assert.equal(low?.maxBitrate, 150_000);
  assert.ok((middle?.maxBitrate ?? 0) > 800_000);
});
