import assert from "node:assert/strict";
import { test } from "node:test";
import { type BreakoutsView, type ChatMessage, type QuestionView, RefusedError } from "@parley/client";
import { orderPolls, orderQuestions, pollOf, shares } from "../src/panels/asking/order.ts";
import { areNames, namesFor, namesIn, planOf, shareOut, spread } from "../src/panels/breakouts/plan.ts";
import { chatLines, lastOwn } from "../src/panels/chat/lines.ts";
import { failureWords, refusalWords } from "../src/refusals.ts";
import { Countdown } from "../src/room/countdown.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 1, 10, 0, seconds)).toISOString();

test("the most wanted question first, the answered ones below", () => {
  const question = (id: string, upvotes: number, second: number, answered = false): QuestionView => {
    return { id, from: "p", name: "P", text: "?", askedAt: at(second), upvotes, answered };
  };
  const all = [
    question("answered-early", 9, 1, true),
    question("few", 1, 2),
    question("many-late", 5, 4),
    question("many-early", 5, 3),
    question("answered-late", 0, 5, true),
  ];
  const order = orderQuestions(all).map((one) => one.id);
  assert.deepEqual(order, ["many-early", "many-late", "few", "answered-late", "answered-early"]);
});

test("a poll's shares are of its voters, and open polls come first", () => {
  const poll = (id: string, open: boolean, votes: number[], voters: number) => {
    const options = votes.map((count, index) => ({ text: String(index), votes: count }));
    return { id, by: "p", question: "?", options, multiple: true, open, voters };
  };
  assert.deepEqual(shares(poll("a", true, [3, 4, 0], 4)), [0.75, 1, 0]);
  assert.deepEqual(shares(poll("a", true, [0, 0], 0)), [0, 0]);
  const polls = [poll("a", true, [], 0), poll("b", false, [], 0), poll("c", true, [], 0)];
  assert.deepEqual(
    orderPolls(polls).map((one) => one.id),
    ["c", "a", "b"],
  );
});

test("a poll is sent without what was left empty, and not before it is one", () => {
  assert.deepEqual(pollOf(" Tea? ", [" Yes", "", "No "]), { question: "Tea?", options: ["Yes", "No"] });
  for (const [question, options] of [
    ["", ["a", "b"]],
    ["?", ["a", " "]],
    ["?", ["a", "a"]],
  ] as const)
    assert.equal(pollOf(question, options), undefined, `${question} ${options}`);
});

test("rooms keep the names they were given", () => {
  const standard = (number: number) => `Room ${number}`;
  assert.deepEqual(namesFor(3, ["Red"], standard), ["Red", "Room 2", "Room 3"]);
  assert.deepEqual(namesFor(2, ["Room 2"], standard), ["Room 2", "Room 3"]);
  assert.deepEqual(namesFor(1, ["Red", "Blue"], standard), ["Red"]);
  assert.deepEqual(namesIn(" Red \n\nBlue\n"), ["Red", "Blue"]);
  assert.deepEqual([areNames(["Red", "Red"]), areNames([]), areNames(["Red"])], [false, false, true]);
});

test("whoever has no room goes where the fewest are", () => {
  const people = ["ann", "bob", "cem", "dee", "eve"];
  const all = shareOut(people, 2, new Map([["eve", 0]]));
  assert.deepEqual(Object.fromEntries(all), { eve: 0, ann: 1, bob: 0, cem: 1, dee: 0 });
  assert.deepEqual(
    [spread(5, 2), spread(4, 2)],
    [
      { least: 2, most: 3 },
      { least: 2, most: 2 },
    ],
  );
});

test("only a host's own choice is sent, and nobody into a room that is gone", () => {
  const assigned = new Map([
    ["ann", 0],
    ["bob", 2],
  ]);
  assert.deepEqual(planOf(["Red", "Blue"], "manual", 10, assigned), {
    names: ["Red", "Blue"],
    choice: "manual",
    assignments: [{ participant: "ann", index: 0 }],
    minutes: 10,
  });
  assert.deepEqual(planOf(["Red"], "free", undefined, assigned), {
    names: ["Red"],
    choice: "free",
    assignments: [],
  });
});

test("the countdown follows the server's clock, and a sooner end when one is said", () => {
  const countdown = new Countdown();
  const open = (second: number, endsAt?: string): BreakoutsView => {
    return { breakouts: [], choice: "random", openedAt: at(second), ...(endsAt && { endsAt }) };
  };
  const left = (view: BreakoutsView | undefined, second: number) =>
    countdown.left(view, Date.parse(at(second)));
  const first = open(0, at(600));
  assert.deepEqual(left(first, 0), { leftMs: 600_000, ending: false });
  assert.deepEqual(left(first, 540), { leftMs: 60_000, ending: true });
  countdown.note(30, Date.parse(at(550)));
  assert.deepEqual(left(first, 570), { leftMs: 10_000, ending: true });
  assert.deepEqual(left(first, 999), { leftMs: 0, ending: true });
  assert.equal(left(undefined, 1_000), undefined);
  // Opened again: what was said of the last ones does not count.
  assert.equal(left(open(1_100), 1_100), undefined);
});

test("a name is said again after another author, another reader or a pause", () => {
  const message = (id: string, from: string, second: number, to?: string): ChatMessage => {
    return { id, from, name: from, text: id, sentAt: at(second), ...(to && { to }) };
  };
  const messages = [
    message("1", "ann", 0),
    message("2", "ann", 60),
    message("3", "ann", 70, "bob"),
    message("4", "bob", 80),
    message("5", "bob", 500),
    message("6", "bob", 90_000),
  ];
  const marks = chatLines(messages).map(({ startsDay, startsGroup }) =>
    startsDay ? "day" : startsGroup ? "name" : "-",
  );
  assert.equal(marks.join(" "), "day - name name name day");
  assert.equal(lastOwn(messages, "ann")?.id, "3");
  assert.equal(lastOwn(messages, "cem"), undefined);
});

test("a refusal has a person's words, at the door and inside; an unknown one keeps the server's", () => {
  const refused = (code: string, message = "As the server says.") => new RefusedError({ code, message });
  assert.match(refusalWords(refused("room-locked")), /locked/);
  assert.match(refusalWords(refused("removed")), /removed/);
  assert.match(failureWords(refused("may-not-chat")), /Only hosts/);
  assert.equal(failureWords(refused("newer-than-this-page")), "As the server says.");
  assert.equal(failureWords(refused("newer-than-this-page", "")), "That did not work.");
  assert.equal(failureWords(new Error("no answer to chat within 10000 ms")), "That did not work.");
});
