import assert from "node:assert/strict";
import { test } from "node:test";
import type { Connection } from "@parley/client";
import { troubleOf } from "../src/room/trouble.ts";

const NOW_MS = 100_000;
const WELL: Connection = {
  socketLostSinceMs: undefined,
  media: "connected",
  mediaLostSinceMs: undefined,
  endsAtMs: undefined,
};

function said(change: Partial<Connection>): string | undefined {
  const connection = { ...WELL, ...change };
  const state = { connection, quality: undefined, recordingSinceMs: undefined, soundBlocked: false };
  return troubleOf(state, NOW_MS)?.text;
}

test("nothing is said while all is well, or repairs itself at once", () => {
  assert.equal(said({}), undefined);
  assert.equal(said({ mediaLostSinceMs: NOW_MS - 500 }), undefined);
});

test("without any media node it is said when the meeting ends, and nothing else", () => {
  const lost = { mediaLostSinceMs: NOW_MS - 9_000, media: "lost" as const };
  assert.match(said(lost) ?? "", /Restoring picture and sound… 0:09/);
  const text = said({ ...lost, endsAtMs: NOW_MS + 75_000 }) ?? "";
  assert.match(text, /No media server is left.*the meeting ends\. 1:15$/);
});
