import assert from "node:assert/strict";
import { test } from "node:test";
import { nameInToken, parseLink } from "../src/link.ts";
import { ceiling, linePoints } from "../src/panels/chart.ts";
import { linkParts } from "../src/panels/chat/links.ts";
import { hueOf, initials } from "../src/person.ts";

const BASE = "https://meet.example";

test("a link names a room and carries its token behind the #", () => {
  const script: [link: string, expected: string][] = [
    ["/r/stand-up#token=abc.def.ghi", "stand-up abc.def.ghi"],
    ["https://other.example/r/a_b/#token=x", "a_b x"],
    ["/r/stand-up", "stand-up -"],
    ["/r/stand-up#token=", "stand-up -"],
    ["/", "none"],
    ["/r/", "none"],
    ["/r/not a room", "none"],
    ["/r/a/b#token=x", "none"],
    ["http://", "none"],
  ];
  for (const [link, expected] of script) {
    const parsed = parseLink(link, BASE);
    assert.equal(parsed === undefined ? "none" : `${parsed.room} ${parsed.token ?? "-"}`, expected, link);
  }
});

test("a token may say its bearer's name, in any alphabet", () => {
  const payload = Buffer.from(JSON.stringify({ name: "Ångström Šimůnek 山田" })).toString("base64url");
  assert.equal(nameInToken(`h.${payload}.s`), "Ångström Šimůnek 山田");
  for (const token of ["", "x", "a.b.c", `a.${Buffer.from("{}").toString("base64url")}.c`]) {
    assert.equal(nameInToken(token), undefined, token);
  }
});

test("initials of people as they call themselves", () => {
  const script: [name: string, expected: string][] = [
    ["Ann", "A"],
    ["ann lee", "AL"],
    ["  Maria  del Carmen  Ruiz ", "MR"],
    ["山田 太郎", "山太"],
    ["🦊 Fox", "🦊F"],
    ["", "?"],
  ];
  for (const [name, expected] of script) assert.equal(initials(name), expected);
});

test("a person's colour is always theirs", () => {
  assert.equal(hueOf("p-1"), hueOf("p-1"));
  assert.notEqual(hueOf("p-1"), hueOf("p-2"));
});

test("only web addresses become links, and a sentence keeps its full stop", () => {
  const script: [text: string, expected: string][] = [
    ["plain words", "plain words"],
    ["see https://example.org/a?b=c#d.", "see [https://example.org/a?b=c#d]."],
    ["(http://example.org)", "([http://example.org])"],
    ["javascript:alert(1) data:text/html,x file:///etc", "javascript:alert(1) data:text/html,x file:///etc"],
    ['https://example.org/"onclick=x', '[https://example.org/]"onclick=x'],
    ["https://a.example and https://b.example", "[https://a.example] and [https://b.example]"],
    ["https://", "https://"],
    ["<b>no markup</b>", "<b>no markup</b>"],
  ];
  for (const [text, expected] of script) {
    const said = linkParts(text).map((part) => ("link" in part ? `[${part.link}]` : part.text));
    assert.equal(said.join(""), expected);
  }
});

test("a chart's top is a round number, and its line ends at the right", () => {
  const script: [number, number][] = [
    [0, 1],
    [0.03, 0.05],
    [1, 1],
    [1.1, 2],
    [730, 1_000],
    [2_400_000, 5_000_000],
  ];
  for (const [most, top] of script) assert.ok(Math.abs(ceiling(most) - top) < top * 1e-9, `${most}`);
  assert.match(linePoints([0, 1], 1), /300\.0,2\.0$/);
  assert.equal(linePoints([], 1), "");
});
