import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it, mock } from "node:test";
import { SilenceWatch } from "../src/silence.ts";

const LOOK_MS = 500;

describe("a path that falls silent", () => {
  let bytes: number | undefined;
  let told: number;
  let watch: SilenceWatch;

  beforeEach(() => {
    mock.timers.enable({ apis: ["setInterval"] });
    bytes = 0;
    told = 0;
    const report = () =>
      new Map([["pair", { type: "candidate-pair", bytesReceived: bytes }]]) as unknown as RTCStatsReport;
    watch = new SilenceWatch(
      () => (bytes === undefined ? undefined : Promise.resolve(report())),
      () => told++,
    );
  });

  afterEach(() => {
    watch.close();
    mock.timers.reset();
  });

  async function looks(count: number, more: number): Promise<void> {
    for (let look = 0; look < count; look++) {
      if (bytes !== undefined) bytes += more;
      mock.timers.tick(LOOK_MS);
      await new Promise((done) => setImmediate(done));
    }
  }

  it("is told once, after a second, where bytes came all the time", async () => {
    await looks(5, 1_000);
    await looks(1, 0);
    assert.equal(told, 0);
    await looks(1, 0);
    assert.equal(told, 1);
    await looks(8, 0);
    assert.equal(told, 1, "once for one silence");
  });

  it("is told again when it flowed in between, but not again and again", async () => {
    for (let time = 0; time < 2; time++) {
      await looks(12, 1_000);
      await looks(2, 0);
    }
    assert.equal(told, 2);
    await looks(5, 1_000);
    await looks(2, 0);
    assert.equal(told, 2, "a moment after the last");
  });

  it("is no news where hardly anything ever came, or while there is no path", async () => {
    await looks(2, 100);
    await looks(6, 0);
    assert.equal(told, 0);
    await looks(5, 1_000);
    bytes = undefined;
    await looks(6, 0);
    assert.equal(told, 0);
  });
});
