import assert from "node:assert/strict";
import { test } from "node:test";
import { RefusedError, Signal, type SocketLike } from "../src/signal.ts";
import type { Timers } from "../src/timers.ts";

/** Time that moves only when told. */
class HandClock implements Timers {
  private now = 0;
  private waiting: { atMs: number; run: () => void }[] = [];

  nowMs(): number {
    return this.now;
  }

  after(delayMs: number, run: () => void): () => void {
    const entry = { atMs: this.now + delayMs, run };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((one) => one !== entry);
    };
  }

  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      const next = this.waiting.filter((one) => one.atMs <= until).sort((a, b) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      this.waiting = this.waiting.filter((one) => one !== next);
      this.now = next.atMs;
      next.run();
      await settle();
    }
    this.now = until;
    await settle();
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

class FakeSocket implements SocketLike {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: { type: string; id: string; resumeKey?: string }[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.closed = true;
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  last(type: string): string {
    return this.sent.filter((one) => one.type === type).at(-1)?.id ?? "none";
  }
}

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
  socket.say({ type: "joined", id: socket.last("join"), resumeKey: "key" });
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
  await clock.pass(7_000);
  assert.equal(latest().sent.at(-1)?.type, "ping");
  await clock.pass(10_000);
  assert.equal(sockets[0]?.closed, true);
  await clock.pass(200);
  assert.equal(sockets.length, 2);
});

test("a first join that fails is said, not repeated", async () => {
  const { clock, sockets, signal, latest } = world();
  const joining = signal.connect();
  latest().onclose?.();
  await assert.rejects(joining, /cannot be reached/);
  await clock.pass(60_000);
  assert.equal(sockets.length, 1);
});
