import type { Joined, ParticipantView, RoomSettings, RoomView } from "../src/protocol.ts";
import type { SocketLike } from "../src/signal.ts";
import type { Timers } from "../src/timers.ts";

/** Time that moves only when told. */
export class HandClock implements Timers {
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

export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

export class FakeSocket implements SocketLike {
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

export const SETTINGS: RoomSettings = {
  locked: false,
  waitingRoom: false,
  webinar: false,
  guestsMayChat: true,
  guestsMayShare: true,
  guestsMayUnmute: true,
  hostLeaves: "promote",
};

export function person(id: string, change: Partial<ParticipantView> = {}): ParticipantView {
  const tracks = [{ source: "camera" as const, muted: false, csrc: id.charCodeAt(0) }];
  const joinedAt = "2026-11-01T10:00:00Z";
  return { id, identity: id, name: id, role: "guest", joinedAt, connected: true, tracks, ...change };
}

export function room(participants: ParticipantView[], change: Partial<RoomView> = {}): RoomView {
  return {
    id: "r",
    createdAt: "2026-11-01T10:00:00Z",
    version: 3,
    settings: SETTINGS,
    participants,
    viewers: 0,
    waiting: [],
    polls: [],
    questions: [],
    ...change,
  };
}

/** The answer to a join by the first of these people. */
export function joined(id: string, participants: ParticipantView[] = [person("ann")], change = {}): Joined {
  return {
    type: "joined",
    id,
    you: participants[0] ?? person("ann"),
    room: room(participants, change),
    chat: [],
    graceSeconds: 20,
    resumeKey: "key",
    slots: { audio: 1, video: 2 },
    codecs: ["opus", "vp8"],
    media: { camera: { layers: [] } },
  };
}
