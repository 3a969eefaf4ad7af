import assert from "node:assert/strict";
import { test } from "node:test";
import { meterLength, rms, SpeakingGate } from "../src/levels.ts";

test("an outline comes after 150 ms of voice and goes after 400 ms of silence", () => {
  const gate = new SpeakingGate();
  const script: [ms: number, level: number, speaking: boolean][] = [
    [0, 0, false],
    [50, 0.2, false],
    [150, 0.2, false],
    [200, 0.2, true],
    [250, 0, true],
    [500, 0, true],
    [550, 0.3, true],
    [600, 0, true],
    [949, 0, true],
    [950, 0, false],
    // A click is not a voice.
    [2_000, 0.9, false],
    [2_050, 0, false],
    [2_500, 0, false],
    [2_600, 0.9, false],
  ];
  for (const [ms, level, speaking] of script) assert.equal(gate.update(level, ms), speaking, `${ms} ms`);
});

test("a meter's length follows decibels", () => {
  assert.equal(meterLength(0), 0);
  assert.equal(meterLength(1), 1);
  assert.ok(Math.abs(meterLength(0.0316) - 0.5) < 0.01);
  assert.equal(meterLength(4), 1);
});

test("the level of a full sine is 0.7", () => {
  const sine = Float32Array.from({ length: 480 }, (_, index) => Math.sin((index / 48) * 2 * Math.PI));
  assert.ok(Math.abs(rms(sine) - Math.SQRT1_2) < 0.001);
  assert.equal(rms(new Float32Array(0)), 0);
});
