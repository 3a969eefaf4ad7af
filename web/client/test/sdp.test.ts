import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFragment, restartedAnswer, restartFragment, withOpusDtx } from "../src/sdp.ts";

const ANSWER = [
  "v=0",
  "a=ice-lite",
  "m=audio 9 UDP/TLS/RTP/SAVPF 111",
  "a=mid:0",
  "a=ice-ufrag:old",
  "a=ice-pwd:oldoldoldoldoldoldoldold",
  "a=fingerprint:sha-256 AA",
  "a=rtpmap:111 opus/48000/2",
  "a=fmtp:111 minptime=10;useinbandfec=1",
  "a=candidate:1 1 udp 1 10.0.0.1 1 typ host",
  "a=candidate:2 1 udp 1 10.0.0.2 1 typ host",
  "a=end-of-candidates",
  "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
  "a=mid:1",
  "a=ice-ufrag:old",
  "a=ice-pwd:oldoldoldoldoldoldoldold",
  "a=fmtp:97 apt=96",
  "",
].join("\r\n");

test("a restart says its new credentials under the bundle's first section", () => {
  const local =
    "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=ice-ufrag:abcd\r\na=ice-pwd:secret\r\na=mid:0\r\n";
  assert.equal(
    restartFragment(local),
    "a=ice-options:trickle ice2\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\n" +
      "a=ice-ufrag:abcd\r\na=ice-pwd:secret\r\n",
  );
});

test("the answer of a restart is the old one with new credentials and candidates, fingerprint untouched", () => {
  const fragment = parseFragment(
    "a=ice-ufrag:new\r\na=ice-pwd:newpwd\r\na=candidate:3 1 udp 9 10.0.0.3 7 typ host\r\n",
  );
  assert.ok(fragment);
  const answer = restartedAnswer(ANSWER, fragment);
  assert.equal(answer.match(/a=ice-ufrag:new/g)?.length, 2);
  assert.equal(answer.match(/a=candidate:/g)?.length, 1);
  assert.match(answer, /10\.0\.0\.3/);
  assert.match(answer, /a=fingerprint:sha-256 AA/);
  assert.doesNotMatch(answer, /old/);
});

test("a restart that names no candidates keeps those there are", () => {
  const answer = restartedAnswer(ANSWER, { ufrag: "new", pwd: "newpwd", candidates: [] });
  assert.equal(answer.match(/a=candidate:/g)?.length, 2);
});

test("a fragment without credentials is none", () => {
  assert.equal(parseFragment("a=candidate:3 1 udp 9 10.0.0.3 7 typ host\r\n"), undefined);
});

test("silence is asked of Opus, and of nothing else", () => {
  const answer = withOpusDtx(ANSWER);
  assert.match(answer, /a=fmtp:111 minptime=10;useinbandfec=1;usedtx=1\r\n/);
  assert.match(answer, /a=fmtp:97 apt=96\r\n/);
  assert.equal(withOpusDtx(answer), answer);
});
