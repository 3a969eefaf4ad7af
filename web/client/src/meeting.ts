import { AudioOut } from "./audio.ts";
import { Emitter } from "./emitter.ts";
import { MediaLink } from "./media.ts";
import type { Connection, End, MeetingEvents, MeetingOptions, MeetingState } from "./meeting-types.ts";
import {
  type ChatMessage,
  type Joined,
  type ParticipantView,
  PROTOCOL_VERSION,
  type Quality,
  type Role,
  type RoomEvent,
  type RoomView,
  type ServerEvent,
  type SlotWish,
  type Source,
} from "./protocol.ts";
import { applyRoomEvent, trackOf } from "./room.ts";
import type { PublishSource, SessionPlan } from "./session.ts";
import { browserSocket, RefusedError, Signal } from "./signal.ts";
import type { TileWish } from "./slots.ts";
import { StatsReader, type StreamStats } from "./stats.ts";
import { Viewing } from "./viewing.ts";

/** 16 pictures fill a laptop's grid; more slots cost offer bytes and set-up time on both sides. */
const VIDEO_SLOTS = 16;

interface Published {
  track: MediaStreamTrack;
  muted: boolean;
}

/** One meeting, from joining to leaving. */
export class Meeting extends Emitter<MeetingEvents> {
  state: MeetingState = "new";
  chat: readonly ChatMessage[] = [];
  speaker: string | undefined;
  readonly quality = new Map<string, Quality>();
  readonly viewing: Viewing;
  readonly audio: AudioOut;
  private roomView: RoomView | undefined;
  private myId = "";
  private key: string | undefined;
  private plan: SessionPlan | undefined;
  private socketLostSinceMs: number | undefined;
  private mediaLostSinceMs: number | undefined;
  private readonly published = new Map<PublishSource, Published>();
  private readonly signal: Signal;
  private readonly media: MediaLink;
  private readonly stats = new StatsReader();

  constructor(private readonly options: MeetingOptions) {
    super();
    this.key = options.resumeKey;
    const url = options.url ?? defaultUrl();
    this.signal = new Signal({
      openSocket: () => (options.openSocket ?? browserSocket)(url),
      join: () => this.joinAsk(),
    });
    this.media = new MediaLink({
      offer: (sdp) => this.signal.ask<"offer">({ type: "offer", sdp }),
      // Whatever generation the node is at: nobody else restarts our session (RFC 9725 §4.3.2 has the same star).
      restart: (fragment) => this.signal.ask<"restart">({ type: "restart", fragment, etag: "*" }),
    });
    this.viewing = new Viewing((slots: SlotWish[]) => this.signal.ask<"wish">({ type: "wish", slots }));
    this.audio = new AudioOut(options.home ?? document.body);
    this.listen();
  }

  async join(): Promise<void> {
    this.state = "joining";
    try {
      await this.signal.connect();
    } catch (why) {
      this.state = "new";
      throw why;
    }
  }

  async leave(): Promise<void> {
    if (this.state === "ended") return;
    const told = this.signal.ask<"leave">({ type: "leave" }).catch(() => {});
    // A server that does not answer must not keep anybody in the room.
    await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 500))]);
    this.end({ reason: "left" });
  }

  get room(): RoomView {
    if (this.roomView === undefined) throw new Error("not joined yet");
    return this.roomView;
  }

  get me(): ParticipantView {
    const me = this.participant(this.myId);
    if (me === undefined) throw new Error("not joined yet");
    return me;
  }

  get resumeKey(): string | undefined {
    return this.key;
  }

  get connection(): Connection {
    const { socketLostSinceMs, mediaLostSinceMs } = this;
    return { socketLostSinceMs, media: this.media.state, mediaLostSinceMs };
  }

  participant(id: string): ParticipantView | undefined {
    return this.roomView?.participants.find((one) => one.id === id);
  }

  // What we send

  /** Sends a track as this source; null takes it back. The track stays the caller's to stop. */
  async publish(source: PublishSource, track: MediaStreamTrack | null, muted = false): Promise<void> {
    if (track === null) this.published.delete(source);
    else this.published.set(source, { track, muted });
    await this.media.publish(source, track, muted);
    this.tell(source);
    this.emit("changed", undefined);
  }

  async setMuted(source: PublishSource, muted: boolean): Promise<void> {
    const published = this.published.get(source);
    if (published === undefined || published.muted === muted) return;
    published.muted = muted;
    await this.media.setMuted(source, muted);
    this.tell(source);
    this.emit("changed", undefined);
  }

  isMuted(source: PublishSource): boolean {
    return this.published.get(source)?.muted ?? true;
  }

  publishedTrack(source: PublishSource): MediaStreamTrack | undefined {
    return this.published.get(source)?.track;
  }

  // What we see and hear

  /** What the visible tiles would like to show, most important first. */
  wish(tiles: readonly TileWish[]): void {
    this.viewing.wish(tiles);
  }

  track(participant: string, source: Source): MediaStreamTrack | undefined {
    if (participant === this.myId) return this.published.get(source as PublishSource)?.track;
    return this.viewing.track(participant, source);
  }

  /** Who is heard, and how loud (0..1). */
  levels(): Map<string, number> {
    return this.roomView === undefined ? new Map() : this.viewing.levels(this.roomView);
  }

  /** Numbers of every stream, for the curious and for support. */
  async details(): Promise<StreamStats[]> {
    const session = this.media.session;
    if (session === undefined) return [];
    return this.stats.read(await session.connection.getStats(), (mid) => this.nameOf(mid));
  }

  // What we say to the meeting

  say(text: string): Promise<unknown> {
    return this.signal.ask<"chat">({ type: "chat", text });
  }

  rename(name: string): Promise<unknown> {
    return this.signal.ask<"rename">({ type: "rename", name });
  }

  raiseHand(raised: boolean): Promise<unknown> {
    return this.signal.ask<"raiseHand">({ type: "raiseHand", raised });
  }

  muteOther(participant: string, source: Source): Promise<unknown> {
    return this.signal.ask<"muteOther">({ type: "muteOther", participant, source });
  }

  askUnmute(participant: string, source: Source): Promise<unknown> {
    return this.signal.ask<"askUnmute">({ type: "askUnmute", participant, source });
  }

  remove(participant: string): Promise<unknown> {
    return this.signal.ask<"remove">({ type: "remove", participant });
  }

  setRole(participant: string, role: Role): Promise<unknown> {
    return this.signal.ask<"setRole">({ type: "setRole", participant, role });
  }

  /** The browser says it is online again: no need to wait for the next attempt. */
  hurry(): void {
    this.signal.hurry();
  }

  private joinAsk() {
    const { token, name } = this.options;
    const known = this.roomView === undefined ? name : (this.participant(this.myId)?.name ?? name);
    return {
      type: "join" as const,
      protocol: PROTOCOL_VERSION,
      token,
      ...(known === undefined ? {} : { name: known }),
      ...(this.key === undefined ? {} : { resumeKey: this.key }),
    };
  }

  private listen(): void {
    this.signal.on("joined", (joined) => this.welcome(joined));
    this.signal.on("event", (event) => this.handle(event));
    this.signal.on("lost", ({ sinceMs }) => {
      this.socketLostSinceMs = sinceMs;
      this.emit("connection", this.connection);
    });
    this.signal.on("refused", (why) => this.end({ reason: "refused", text: why.message, code: why.code }));
    this.media.on("opening", () => this.viewing.forget());
    this.media.on("opened", (slots) => {
      this.viewing.use(slots);
      this.audio.play(this.viewing.audioSlots);
    });
    this.media.on("state", (state) => {
      this.mediaLostSinceMs = state === "lost" ? (this.mediaLostSinceMs ?? performance.now()) : undefined;
      this.emit("connection", this.connection);
    });
    this.viewing.on("changed", () => this.emit("tracks", undefined));
  }

  private welcome(joined: Joined): void {
    const returned = this.myId === joined.you.id && this.media.state !== "closed";
    this.myId = joined.you.id;
    this.key = joined.resumeKey;
    this.roomView = joined.room;
    this.chat = joined.chat;
    this.state = "joined";
    this.socketLostSinceMs = undefined;
    this.plan = this.planOf(joined);
    for (const source of this.published.keys()) this.tell(source);
    // Media that was lost meanwhile need not wait for its next attempt.
    if (returned && this.media.state !== "lost") this.viewing.repeat();
    else this.openMedia();
    this.emit("connection", this.connection);
    this.emit("changed", undefined);
  }

  private planOf(joined: Joined): SessionPlan {
    const layers = joined.media?.camera?.layers;
    return {
      audioSlots: joined.slots.audio,
      videoSlots: Math.min(this.options.videoSlots ?? VIDEO_SLOTS, joined.slots.video),
      codecs: joined.codecs,
      ...(layers === undefined || layers.length === 0 ? {} : { layers }),
    };
  }

  private openMedia(): void {
    if (this.plan !== undefined) this.media.open(this.plan);
  }

  private handle(event: ServerEvent): void {
    switch (event.type) {
      case "participantJoined":
      case "participantChanged":
      case "participantLeft":
      case "chatAdded":
        this.applyToRoom(event);
        break;
      case "muteRequested":
        // The node has muted us already; what we show must say so.
        void this.setMuted(event.source as PublishSource, true);
        this.emit("muteRequested", event);
        break;
      case "unmuteRequested":
        this.emit("unmuteRequested", event);
        break;
      case "roomClosed":
        this.end({ reason: "closed", text: event.reason });
        break;
      case "removed":
        this.end(endOf(event.reason, event.text));
        break;
      case "speakerChanged":
        this.speaker = event.participant;
        this.emit("speaker", { participant: event.participant });
        break;
      case "slotsChanged":
        this.viewing.announce(event.slots);
        break;
      case "candidate":
        void this.addCandidate(event).catch(() => {});
        break;
      case "mediaClosed":
        this.viewing.forget();
        if (this.plan !== undefined) this.media.reopen(this.plan);
        break;
      case "layersWanted":
        this.media.wantLayers(event.source, event.rids);
        break;
      case "connectionQuality":
        this.quality.set(event.participant, event.quality);
        this.emit("changed", undefined);
        break;
    }
  }

  private async addCandidate(event: ServerEvent & { type: "candidate" }): Promise<void> {
    const { candidate, sdpMid, usernameFragment } = event;
    // Without a section it belongs to the bundle, whose first is ours.
    const mid = sdpMid ?? this.media.session?.midOf("microphone") ?? "0";
    const init = { candidate, sdpMid: mid, usernameFragment: usernameFragment ?? null };
    await this.media.session?.addCandidate(init);
  }

  private applyToRoom(event: RoomEvent): void {
    const before = this.roomView;
    if (before === undefined) return;
    this.roomView = applyRoomEvent(before, event);
    if (this.roomView === before) return;
    if (event.type === "chatAdded") {
      this.chat = [...this.chat, event.message];
      this.emit("chat", event.message);
    } else if (event.type === "participantJoined") {
      this.emit("participantJoined", event.participant);
    } else if (event.type === "participantLeft") {
      const gone = before.participants.find((one) => one.id === event.participant);
      this.quality.delete(event.participant);
      if (gone !== undefined) this.emit("participantLeft", { participant: gone, reason: event.reason });
    } else this.noteHand(before, event.participant);
    this.emit("changed", undefined);
  }

  private noteHand(before: RoomView, now: ParticipantView): void {
    const then = before.participants.find((one) => one.id === now.id);
    const raised = now.hand !== undefined;
    if (raised !== (then?.hand !== undefined)) this.emit("hand", { participant: now, raised });
  }

  private tell(source: PublishSource): void {
    if (this.state !== "joined") return;
    const published = this.published.get(source);
    const known = trackOf(this.me, source);
    if (published === undefined && known === undefined) return;
    const ask = {
      type: "setPublishing" as const,
      source,
      muted: published?.muted ?? true,
      active: !!published,
    };
    this.signal.ask<"setPublishing">(ask).catch((why) => {
      // Anything else is lost with the socket, and said again when it is back.
      if (why instanceof RefusedError && ask.active) this.emit("publishRefused", { source, code: why.code });
    });
  }

  private nameOf(mid: string): { participant?: string; source?: Source; layer?: string } {
    for (const source of ["microphone", "camera", "screen"] as const) {
      if (this.media.session?.midOf(source) === mid) return { participant: this.myId, source };
    }
    return this.viewing.at(mid) ?? {};
  }

  private end(end: End): void {
    if (this.state === "ended") return;
    this.state = "ended";
    this.signal.close();
    this.media.close();
    this.viewing.close();
    this.audio.stop();
    this.emit("ended", end);
  }
}

function endOf(reason: string, text: string | undefined): End {
  const known = reason === "replaced" || reason === "timeout" ? reason : "removed";
  return text === undefined ? { reason: known } : { reason: known, text };
}

function defaultUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/v1/signal`;
}

export { RefusedError };
