/**
 * A meeting without a server, for screenshots and the page's own tests: a WebSocket that answers from a script and
 * a peer in the same window that sends drawn pictures. Never part of the built page.
 */
import type {
  Ask,
  ChatMessage,
  ParticipantView,
  Role,
  RoomView,
  ServerEvent,
  SlotWish,
  Source,
} from "@parley/client";
import { FakeMeeting, now, type Told } from "./fake-meeting.ts";
import { FakeNode } from "./fake-node.ts";
import { drawPerson, movingTrack, NAMES } from "./pictures.ts";

export interface FakeOptions {
  /** Others in the room. */
  others: number;
  /** The n-th other has no camera. */
  withoutCamera: number[];
  muted: number[];
  hands: number[];
  /** The n-th other shares a screen. */
  shares?: number;
  speaks?: number;
  weak: number[];
  chat: ChatMessage[];
  role: Role;
  /** The n-th other watches only. */
  viewers: number[];
  /** The n-th other is in this breakout. */
  places: Record<number, string>;
  /** Whatever else the room has when we join. */
  room: Partial<RoomView>;
  /** We wait at this place until `fake.letIn()`. */
  waitAt?: number;
  /** Refuses the join with this code. */
  refuse?: string;
  /** Our own camera is a drawn person, too. */
  drawnCamera: boolean;
}

const DEFAULTS: FakeOptions = {
  others: 1,
  withoutCamera: [],
  muted: [],
  hands: [],
  weak: [],
  chat: [],
  viewers: [],
  places: {},
  room: {},
  role: "host",
  drawnCamera: false,
};

type Message = Ask & { id: string };

/** The scripted server; `window.fake` in the page. */
export class FakeServer {
  readonly options: FakeOptions;
  readonly asked: Message[] = [];
  private socket: FakeSocket | undefined;
  private node: FakeNode | undefined;
  private version = 10;
  private csrc = 100;
  private joinId = "";
  private name = "Guest";
  readonly meeting: FakeMeeting;
  /** While true no socket opens. */
  down = false;

  constructor(options: Partial<FakeOptions>) {
    this.options = { ...DEFAULTS, ...options };
    const people = Array.from({ length: this.options.others }, (_, index) => this.other(index));
    const { chat, room } = this.options;
    this.meeting = new FakeMeeting(people, chat, room, (event) => this.tell(event));
  }

  connect(socket: FakeSocket): void {
    if (this.down) return socket.shut();
    this.socket = socket;
    socket.open();
  }

  /** The network is gone for the socket; pictures go on. */
  drop(): void {
    this.down = true;
    this.socket?.shut();
    this.socket = undefined;
  }

  restore(): void {
    this.down = false;
  }

  /** Says this to the page, with the next version where it needs one. */
  tell(event: Told | ServerEvent): void {
    this.socket?.say({ version: ++this.version, ...event });
  }

  hear(text: string): void {
    const ask = JSON.parse(text) as Message;
    this.asked.push(ask);
    switch (ask.type) {
      case "join":
        return this.join(ask);
      case "offer":
        return void this.offer(ask);
      case "wish":
        this.reply(ask.id);
        return void this.fill(ask.slots);
      case "setPublishing":
        this.meeting.change("me", (me) => {
          const others = me.tracks.filter((one) => one.source !== ask.source);
          const track = { source: ask.source, muted: ask.muted, csrc: 7 };
          me.tracks = ask.active ? [...others, track] : others;
        });
        return this.reply(ask.id);
      case "ping":
        return this.socket?.say({ type: "pong", id: ask.id });
      default:
        this.reply(ask.id);
        this.meeting.handle(ask);
    }
  }

  private get me(): ParticipantView {
    return this.meeting.person("me");
  }

  private reply(id: string): void {
    this.socket?.say({ type: "reply", id });
  }

  private join(ask: Message & { type: "join" }): void {
    const { refuse, waitAt } = this.options;
    if (refuse !== undefined) {
      this.socket?.say({ type: "refused", id: ask.id, code: refuse, message: "The room does not exist." });
      return;
    }
    this.joinId = ask.id;
    this.name = ask.name ?? "Guest";
    if (waitAt === undefined) return this.letIn();
    const { waitingMessage: message } = this.options.room;
    const waiting = { type: "waiting", id: ask.id, you: "me", place: waitAt, graceSeconds: 30 };
    this.socket?.say({ ...waiting, resumeKey: "fake", ...(message && { message }) });
  }

  /** The answer to the join, at once or after waiting. */
  letIn(): void {
    const { role, weak, speaks } = this.options;
    const { room, chat } = this.meeting;
    if (this.me === undefined) {
      const me = { id: "me", identity: "me", name: this.name, role, joinedAt: now() };
      room.participants.push({ ...me, connected: true, tracks: [] });
    }
    room.version = this.version;
    this.socket?.say({
      type: "joined",
      id: this.joinId,
      you: structuredClone(this.me),
      room: structuredClone(room),
      chat,
      graceSeconds: 30,
      resumeKey: "fake",
      slots: { audio: 3, video: 25 },
      codecs: ["opus", "vp8"],
      media: { camera: { layers: [] } },
    });
    for (const index of weak)
      this.tell({ type: "connectionQuality", participant: `p${index}`, quality: "poor" });
    if (speaks !== undefined) this.tell({ type: "speakerChanged", participant: `p${speaks}` });
  }

  private async offer(ask: Message & { type: "offer" }): Promise<void> {
    this.node?.close();
    this.node = new FakeNode();
    const sdp = await this.node.answer(ask.sdp);
    this.socket?.say({ type: "answer", id: ask.id, sdp, etag: '"1"' });
    const { speaks } = this.options;
    const mid = speaks === undefined ? undefined : this.node.speak();
    if (mid === undefined) return;
    const slots = [{ mid, participant: `p${speaks}`, source: "microphone" as const }];
    this.tell({ type: "slotsChanged", slots });
  }

  private async fill(slots: readonly SlotWish[]): Promise<void> {
    await this.node?.show(slots, (participant) => Number(participant.slice(1)));
    const carried = slots.map(({ mid, participant, source }) =>
      participant === undefined
        ? { mid }
        : { mid, participant, ...(source === undefined ? {} : { source }), layer: "m" },
    );
    this.tell({ type: "slotsChanged", slots: carried });
  }

  private other(index: number): ParticipantView {
    const { withoutCamera, muted, hands, shares, viewers, places } = this.options;
    const track = (source: Source, isMuted = false) => ({ source, muted: isMuted, csrc: ++this.csrc });
    const isViewer = viewers.includes(index);
    const tracks = isViewer ? [] : [track("microphone", muted.includes(index))];
    if (!isViewer && !withoutCamera.includes(index)) tracks.push(track("camera"));
    if (shares === index) tracks.push(track("screen"));
    const turn = hands.indexOf(index);
    const place = places[index];
    return {
      id: `p${index}`,
      identity: `user-${index}`,
      name: NAMES[index % NAMES.length] ?? "Somebody",
      role: isViewer ? "viewer" : index === 1 ? "cohost" : "guest",
      joinedAt: now(),
      connected: true,
      tracks,
      ...(place === undefined ? {} : { breakout: place }),
      ...(turn < 0 ? {} : { hand: new Date(Date.now() - 60_000 + turn * 1_000).toISOString() }),
    };
  }
}

class FakeSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor() {
    setTimeout(() => window.fake?.connect(this), 20);
  }

  open(): void {
    this.onopen?.();
  }

  shut(): void {
    this.onclose?.();
  }

  say(message: object): void {
    setTimeout(() => this.onmessage?.({ data: JSON.stringify(message) }), 10);
  }

  send(text: string): void {
    window.fake?.hear(text);
  }

  close(): void {}
}

declare global {
  interface Window {
    fake?: FakeServer;
    fakeOptions?: Partial<FakeOptions>;
  }
}

window.fake = new FakeServer(window.fakeOptions ?? {});
window.WebSocket = FakeSocket as unknown as typeof WebSocket;
if (window.fake.options.drawnCamera && navigator.mediaDevices !== undefined) {
  const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    if (constraints?.video === undefined) return real(constraints);
    return new MediaStream([movingTrack({ width: 1280, height: 720 }, (pen, at) => drawPerson(pen, 40, at))]);
  };
  navigator.mediaDevices.getDisplayMedia = async () => {
    const { drawScreen } = await import("./pictures.ts");
    return new MediaStream([movingTrack({ width: 1280, height: 800 }, drawScreen)]);
  };
}
