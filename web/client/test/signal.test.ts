import assert from "node:assert/strict";
import { test } from "node:test";
import { RefusedError, Signal } from "../src/signal.ts";
import { FakeSocket, HandClock, joined, settle } from "./worlds.ts";

function world() {
  const clock = new HandClock();
  const sockets: FakeSocket[] = [];
  let resumeKey: string | undefined;
  const signal = new Signal({
    timers: clock,
    openSocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    join: () => ({
      type: "join",
      protocol: 1,
      token: "t",
      ...(resumeKey === undefined ? {} : { resumeKey }),
    }),
  });
  signal.on("joined", (joined) => {
    resumeKey = joined.resumeKey;
  });
  const latest = () => sockets.at(-1) as FakeSocket;
  return { clock, sockets, signal, latest };
}

async function welcome(socket: FakeSocket): Promise<void> {
  socket.onopen?.();
  await settle();
  socket.say(joined(socket.last("join")));
  await settle();
}

test("an answer finds its ask, and a refusal is an error with its code", async () => {
  const { signal, latest } = world();
  const joining = signal.connect();
  await welcome(latest());
  assert.equal((await joining).resumeKey, "key");
  const chat = signal.ask<"chat">({ type: "chat", text: "hello" });
  const rename = signal.ask<"rename">({ type: "rename", name: "" });
  latest().say({
    type: "refused",
    id: latest().last("rename"),
    code: "name-empty",
    message: "A name is needed",
  });
  latest().say({ type: "reply", id: latest().last("chat") });
  assert.equal((await chat).type, "reply");
  await assert.rejects(rename, (why) => why instanceof RefusedError && why.code === "name-empty");
});

test("a lost socket is opened again with growing pauses, and resumes with its key", async () => {
  const { clock, sockets, signal, latest } = world();
  const joining = signal.connect();
  await welcome(latest());
  await joining;
  const lost: number[] = [];
  signal.on("lost", ({ sinceMs }) => lost.push(sinceMs));
  await clock.pass(1_000);
  latest().onclose?.();
  await settle();
  assert.deepEqual(lost, [1_000]);
  const openings: number[] = [];
  for (const wait of [200, 500, 1_000, 2_000, 4_000, 4_000]) {
    await clock.pass(wait - 1);
    const before = sockets.length;
    await clock.pass(1);
    openings.push(sockets.length - before);
    latest().onclose?.();
    await settle();
  }
  assert.deepEqual(openings, [1, 1, 1, 1, 1, 1]);
  await clock.pass(4_000);
  await welcome(latest());
  assert.equal(latest().sent[0]?.resumeKey, "key");
  assert.equal(lost.length, 1);
});

test("a server that refuses to have us back ends the attempts", async () => {
  const { clock, sockets, signal, latest } = world();
  const joining = signal.connect();
  await welcome(latest());
  await joining;
  let refused: RefusedError | undefined;
  signal.on("refused", (why) => {
    refused = why;
  });
  latest().onclose?.();
  await clock.pass(200);
  latest().onopen?.();
  await settle();
  latest().say({
    type: "refused",
    id: latest().last("join"),
    code: "token-expired",
    message: "This link has expired",
  });
  await settle();
  assert.equal(refused?.code, "token-expired");
  const count = sockets.length;
  await clock.pass(60_000);
  assert.equal(sockets.length, count);
});

test("a socket that no longer answers pings is given up", async () => {
  const { clock, sockets, signal, latest } = world();
  const joining = signal.connect();
  await welcome(latest());
  await joining;
  await clock.pass(5_000);
  assert.equal(latest().sent.at(-1)?.type, "ping");
  await clock.pass(5_000);
  assert.equal(sockets[0]?.closed, true);
  await clock.pass(200);
  assert.equal(sockets.length, 2);
});

test("a server in doubt is asked at once, and given up when it does not answer soon", async () => {
  const { clock, sockets, signal, latest } = world();
  const joining = signal.connect();
  await welcome(latest());
  await joining;
  signal.doubt();
  assert.equal(latest().sent.at(-1)?.type, "ping");
  latest().say({ type: "pong", id: latest().last("ping") });
  await clock.pass(2_000);
  assert.equal(sockets[0]?.closed, false, "it answered");
  signal.doubt();
  await clock.pass(1_999);
  assert.equal(sockets[0]?.closed, false);
  await clock.pass(1);
  assert.equal(sockets[0]?.closed, true);
  signal.doubt();
  await clock.pass(200);
  await welcome(latest());
  assert.equal(latest().sent[0]?.resumeKey, "key");
});

test("beside a socket that does not open others are opened, and the first that opens is kept", async () => {
  const { clock, sockets, signal, latest } = world();
  const joining = signal.connect();
  await welcome(latest());
  await joining;
  latest().onclose?.();
  await clock.pass(200);
  assert.equal(sockets.length, 2);
  await clock.pass(500);
  assert.equal(sockets.length, 3);
  await clock.pass(500);
  assert.equal(sockets.length, 4);
  latest().onclose?.();
  await welcome(sockets[1] as FakeSocket);
  assert.equal(sockets[1]?.last("join"), "2", "a slow one is as good");
  assert.equal(sockets[2]?.closed, true);
  await clock.pass(4_000);
  assert.equal(sockets.length, 4, "no more are opened");
  assert.equal(sockets[1]?.closed, false);
});

test("an attempt of which no socket opens is followed by another", async () => {
  const { clock, sockets, signal, latest } = world();
  const joining = signal.connect();
  await welcome(latest());
  await joining;
  latest().onclose?.();
  await clock.pass(200 + 10_000);
  assert.equal(sockets.length, 1 + 6);
  assert.ok(sockets.slice(1).every(({ closed }) => closed));
  signal.hurry();
  assert.equal(sockets.length, 1 + 6 + 1);
  signal.hurry();
  assert.equal(sockets.length, 1 + 6 + 1, "one attempt at a time");
  signal.close();
  assert.equal(latest().closed, true);
  await clock.pass(60_000);
  assert.equal(sockets.length, 1 + 6 + 1);
});

test("a first join that hangs is said as well", async () => {
  const { clock, sockets, signal } = world();
  const joining = signal.connect();
  const said = assert.rejects(joining, /cannot be reached/);
  await clock.pass(10_000);
  await said;
  assert.ok(sockets.every(({ closed }) => closed));
  const count = sockets.length;
  await clock.pass(60_000);
  assert.equal(sockets.length, count);
});

test("a first join that fails is said, not repeated", async () => {
  const { clock, sockets, signal, latest } = world();
  const joining = signal.connect();
  latest().onclose?.();
  await assert.rejects(joining, /cannot be reached/);
  await clock.pass(60_000);
  assert.equal(sockets.length, 1);
});

const WAITING = { type: "waiting", you: "p-eve", place: 2, graceSeconds: 30, resumeKey: "key" };

/** Opens the door only to its waiting room. */
async function keepWaiting(socket: FakeSocket): Promise<void> {
  socket.onopen?.();
  await settle();
  socket.say({ ...WAITING, id: socket.last("join") });
  await settle();
}

test("who waits is told joined by the same id when they are let in", async () => {
  const { clock, signal, latest } = world();
  const told: string[] = [];
  signal.on("waiting", ({ place }) => told.push(`waiting ${place}`));
  signal.on("joined", ({ id }) => told.push(`joined ${id}`));
  const joining = signal.connect();
  await keepWaiting(latest());
  assert.equal((await joining).type, "waiting");
  // An answer that takes minutes is no answer that was lost.
  for (let ping = 0; ping < 3; ping++) {
    await clock.pass(5_000);
    latest().say({ type: "pong", id: latest().last("ping") });
    await settle();
  }
  latest().say(joined("99"));
  latest().say(joined(latest().last("join")));
  latest().say(joined(latest().last("join")));
  assert.deepEqual(told, ["waiting 2", "joined 1"]);
});

test("a place in the queue outlives the socket", async () => {
  const { clock, signal, latest } = world();
  const told: string[] = [];
  signal.on("waiting", ({ place }) => told.push(`waiting ${place}`));
  signal.on("joined", () => told.push("joined"));
  const joining = signal.connect();
  await keepWaiting(latest());
  await joining;
  latest().onclose?.();
  await clock.pass(200);
  await keepWaiting(latest());
  latest().onclose?.();
  await clock.pass(200);
  await welcome(latest());
  assert.deepEqual(told, ["waiting 2", "waiting 2", "joined"]);
});

test("who waits may be refused after all: the room filled up meanwhile", async () => {
  const { signal, latest } = world();
  let code = "";
  signal.on("refused", (why) => {
    code = why.code;
  });
  const joining = signal.connect();
  await keepWaiting(latest());
  await joining;
  latest().say({ type: "refused", code: "bad-value", message: "of an ask without an id" });
  assert.equal(code, "");
  latest().say({ type: "refused", id: latest().last("join"), code: "room-full", message: "full" });
  assert.equal(code, "room-full");
});
