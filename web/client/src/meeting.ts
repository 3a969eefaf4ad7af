import type { MeetingAsk } from "./asks.ts";
import { AudioOut } from "./audio.ts";
import { type Happening, happenings } from "./happenings.ts";
import { KnownMeeting } from "./known.ts";
import { MediaLink } from "./media.ts";
import type { Connection, End, MeetingOptions, MeetingState, WaitingPlace } from "./meeting-types.ts";
import {
  type Joined,
  type ParticipantView,
  PROTOCOL_VERSION,
  type Quality,
  type RoomEvent,
  type ServerEvent,
  type SlotWish,
  type Source,
  type Waiting,
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
export class Meeting extends KnownMeeting {
  state: MeetingState = "new";
  /** While we wait to be let in. */
  waiting: WaitingPlace | undefined;
  /** Who speaks in the place where we are. */
  speaker: string | undefined;
  readonly quality = new Map<string, Quality>();
  readonly viewing: Viewing;
  readonly audio: AudioOut;
  private key: string | undefined;
  private plan: SessionPlan | undefined;
  private socketLostSinceMs: number | undefined;
  private mediaLostSinceMs: number | undefined;
  private endsAtMs: number | undefined;
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

  /** Resolves once we are in, or wait to be let in (`state`); `joined` tells of it when that happens. */
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

  get resumeKey(): string | undefined {
    return this.key;
  }

  get connection(): Connection {
    const { socketLostSinceMs, mediaLostSinceMs, endsAtMs } = this;
    return { socketLostSinceMs, media: this.media.state, mediaLostSinceMs, endsAtMs };
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
    if (participant === this.known?.me) return this.published.get(source as PublishSource)?.track;
    return this.viewing.track(participant, source);
  }

  /** Who is heard, and how loud (0..1). */
  levels(): Map<string, number> {
    return this.known === undefined ? new Map() : this.viewing.levels(this.known.room);
  }

  /** Numbers of every stream, for the curious and for support. */
  async details(): Promise<StreamStats[]> {
    const session = this.media.session;
    if (session === undefined) return [];
    return this.stats.read(await session.connection.getStats(), (mid) => this.nameOf(mid));
  }

  /** The browser says it is online again: no need to wait for the next attempt. */
  hurry(): void {
    this.signal.hurry();
  }

  protected ask(ask: MeetingAsk): Promise<unknown> {
    return this.signal.ask(ask);
  }

  private joinAsk() {
    const { token, name } = this.options;
    const known = this.known === undefined ? name : (this.participant(this.known.me)?.name ?? name);
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
    this.signal.on("waiting", (waiting) => this.wait(waiting));
    this.signal.on("event", (event) => this.handle(event));
    this.signal.on("lost", ({ sinceMs }) => {
      this.socketLostSinceMs = sinceMs;
      this.emit("connection", this.connection);
    });
    this.signal.on("refused", (why) => this.end({ reason: "refused", text: why.message, code: why.code }));
    this.media.on("silent", () => this.signal.doubt());
    this.media.on("opening", () => this.viewing.forget());
    this.media.on("opened", (slots) => {
      this.endsAtMs = undefined;
      this.viewing.use(slots);
      this.audio.play(this.viewing.audioSlots);
    });
    this.media.on("state", (state) => {
      this.mediaLostSinceMs = state === "lost" ? (this.mediaLostSinceMs ?? performance.now()) : undefined;
      this.emit("connection", this.connection);
    });
    this.viewing.on("changed", () => this.emit("tracks", undefined));
  }

  private wait(waiting: Waiting): void {
    this.state = "waiting";
    // Who was inside and must wait again is seen and heard no more.
    this.media.close();
    this.viewing.forget();
    this.key = waiting.resumeKey;
    this.socketLostSinceMs = undefined;
    this.emit("connection", this.connection);
    this.queue(waiting);
  }

  private queue({ place, message }: WaitingPlace): void {
    this.waiting = message === undefined ? { place } : { place, message };
    this.emit("waiting", this.waiting);
  }

  private welcome(joined: Joined): void {
    const { you, room, chat } = joined;
    const before = this.known?.me === you.id ? this.me : undefined;
    const returned = before !== undefined && this.media.state !== "closed";
    // A fresh join was written just now; one that resumes was written long ago.
    if (this.key === undefined) this.clock.note(you.joinedAt, performance.now());
    this.known = { me: you.id, room, chat, since: room.version };
    this.key = joined.resumeKey;
    this.state = "joined";
    this.waiting = undefined;
    this.socketLostSinceMs = undefined;
    this.plan = this.planOf(joined);
    if (this.me.role === "viewer") this.silence();
    for (const source of this.published.keys()) this.tell(source);
    // Media that was lost meanwhile need not wait for its next attempt.
    if (returned && this.media.state !== "lost") this.viewing.repeat();
    else this.openMedia();
    this.emit("connection", this.connection);
    this.emit("joined", undefined);
    if (before !== undefined) this.catchUp(before);
    this.emit("changed", undefined);
  }

  /** What became of us while the socket was lost. */
  private catchUp(before: ParticipantView): void {
    const { me } = this;
    if (me.role !== before.role) this.emit("role", { participant: me, before: before.role });
    if (me.breakout === before.breakout) return;
    this.move();
    this.emit("moved", { breakout: this.breakout });
  }

  private planOf(joined: Joined): SessionPlan {
    const layers = joined.media?.camera?.layers ?? [];
    return {
      audioSlots: joined.slots.audio,
      videoSlots: Math.min(this.options.videoSlots ?? VIDEO_SLOTS, joined.slots.video),
      codecs: joined.codecs,
      ...(layers.length === 0 ? {} : { layers }),
    };
  }

  private openMedia(): void {
    if (this.plan !== undefined) this.media.open(this.plan);
  }

  private reopenMedia(): void {
    if (this.plan !== undefined) this.media.reopen(this.plan);
  }

  private handle(event: ServerEvent): void {
    switch (event.type) {
      case "waitingChanged":
        return this.queue(event);
      case "viewersChanged":
        return this.remember((room) => ({ ...room, viewers: event.viewers }));
      case "reaction":
        return this.emit("reaction", event);
      case "broadcastSent":
        this.clock.note(event.sentAt, performance.now());
        return this.emit("broadcast", event);
      case "breakoutsEnding":
        return this.noteEnding(event.seconds);
      case "muteRequested":
        // The node has muted us already; what we show must say so.
        void this.setMuted(event.source as PublishSource, true);
        return this.emit("muteRequested", event);
      case "unmuteRequested":
        return this.emit("unmuteRequested", event);
      case "roomClosed":
        return this.end({ reason: "closed", text: event.reason });
      case "removed":
        return this.end(endOf(event.reason, event.text));
      case "speakerChanged":
        this.speaker = event.participant;
        return this.emit("speaker", { participant: event.participant });
      case "slotsChanged":
        return this.viewing.announce(event.slots);
      case "candidate":
        this.viewing.repeatLater();
        return this.media.addCandidate(event);
      case "mediaClosed":
        this.viewing.forget();
        return this.reopenMedia();
      case "mediaAway":
        this.viewing.forget();
        this.endsAtMs = performance.now() + event.endsInSeconds * 1_000;
        return this.emit("mediaAway", { endsInSeconds: event.endsInSeconds });
      case "mediaBack":
        this.endsAtMs = undefined;
        this.emit("mediaBack", undefined);
        return this.reopenMedia();
      case "layersWanted":
        return this.media.wantLayers(event.source, event.rids);
      case "connectionQuality":
        this.quality.set(event.participant, event.quality);
        return this.emit("changed", undefined);
      default:
        return this.applyToRoom(event);
    }
  }

  private applyToRoom(event: RoomEvent): void {
    const before = this.known;
    if (before === undefined) return;
    const now = applyRoomEvent(before, event);
    if (now === before) return;
    this.known = now;
    if (event.type === "breakoutAssigned") this.move();
    if (event.type === "participantLeft") this.quality.delete(event.participant);
    for (const happening of happenings(before, now, event)) this.happen(happening);
    this.emit("changed", undefined);
  }

  private happen(happening: Happening): void {
    if (happening.writtenAt !== undefined) this.clock.note(happening.writtenAt, performance.now());
    const { name, event } = happening;
    if (name === "role" && event.participant.id === this.known?.me && event.participant.role === "viewer") {
      this.silence();
    }
    this.emit(name, event as never);
  }

  private move(): void {
    const here = new Set(this.nearby.map((one) => one.id));
    this.speaker = undefined;
    this.viewing.moveTo((participant) => here.has(participant));
  }

  private noteEnding(seconds: number): void {
    const endsAt = this.known?.room.breakouts?.endsAt;
    if (endsAt !== undefined) this.clock.noteUntil(endsAt, seconds, performance.now());
    this.emit("breakoutsEnding", { seconds });
  }

  /** A viewer's sections stay, and stay silent. */
  private silence(): void {
    for (const source of this.published.keys()) void this.media.publish(source, null, true);
    this.published.clear();
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
      if (this.media.session?.midOf(source) === mid) return { participant: this.me.id, source };
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
  const known = reason === "replaced" || reason === "timeout" || reason === "denied" ? reason : "removed";
  return text === undefined ? { reason: known } : { reason: known, text };
}

function defaultUrl(): string {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/v1/signal`;
}

export { RefusedError };
