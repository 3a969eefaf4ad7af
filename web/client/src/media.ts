import { Emitter } from "./emitter.ts";
import type { ServerMessage, Source } from "./protocol.ts";
import {
  MediaSession,
  type PublishSource,
  type SessionDoor,
  type SessionPlan,
  type Slot,
} from "./session.ts";

export type MediaState = "closed" | "connecting" | "connected" | "lost";

export interface MediaLinkEvents {
  state: MediaState;
  /** A new session is being offered: what the last one carried is gone. */
  opening: undefined;
  /** Nothing comes any more; the session goes after its node by itself. */
  silent: undefined;
  /** A new session has new slots: what was wished must be wished again. */
  opened: readonly Slot[];
}

/** Waits before another session is offered; a node that is going away is replaced within a second or two. */
const REOPEN_AFTER_MS: readonly number[] = [0, 500, 1_000, 2_000, 4_000];

type Candidate = ServerMessage & { type: "candidate" };

interface Local {
  track: MediaStreamTrack;
  muted: boolean;
}

/**
 * Keeps one media session alive for as long as the meeting lasts: the next one is opened when the last is lost,
 * with the same tracks. Knows nothing of rooms.
 */
export class MediaLink extends Emitter<MediaLinkEvents> {
  state: MediaState = "closed";
  session: MediaSession | undefined;
  private readonly locals = new Map<PublishSource, Local>();
  private attempts = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly door: SessionDoor) {
    super();
  }

  /** Opens a session by this plan, in place of the one there may be. */
  open(plan: SessionPlan): void {
    clearTimeout(this.retry);
    this.session?.close();
    const session = new MediaSession(this.door, plan);
    this.session = session;
    this.emit("opening", undefined);
    this.become(this.state === "closed" ? "connecting" : "lost");
    session.on("connected", () => {
      if (this.session !== session) return;
      this.attempts = 0;
      this.become("connected");
    });
    session.on("answered", () => this.session === session && this.emit("opened", session.slots));
    session.on("silent", () => this.session === session && this.emit("silent", undefined));
    session.on("interrupted", () => this.session === session && this.become("lost"));
    session.on("broken", () => this.session === session && this.reopen(plan));
    this.start(session).catch(() => this.session === session && this.reopen(plan));
  }

  /** The session is gone: another is opened, after a pause that grows with every failure. */
  reopen(plan: SessionPlan): void {
    this.session?.close();
    this.become("lost");
    clearTimeout(this.retry);
    const wait = REOPEN_AFTER_MS[Math.min(this.attempts, REOPEN_AFTER_MS.length - 1)] ?? 0;
    this.attempts++;
    this.retry = setTimeout(() => this.open(plan), wait);
  }

  /** Publishes this track as this source until it is replaced or taken back by null. */
  async publish(source: PublishSource, track: MediaStreamTrack | null, muted: boolean): Promise<void> {
    if (track === null) this.locals.delete(source);
    else this.locals.set(source, { track, muted });
    await this.apply(source);
  }

  async setMuted(source: PublishSource, muted: boolean): Promise<void> {
    const local = this.locals.get(source);
    if (local === undefined) return;
    local.muted = muted;
    await this.apply(source);
  }

  wantLayers(source: Source, rids: readonly string[]): void {
    void this.session?.wantLayers(source, rids);
  }

  /** A node's address. One without a section belongs to the bundle, whose first is ours. */
  addCandidate({ candidate, sdpMid, usernameFragment }: Candidate): void {
    const mid = sdpMid ?? this.session?.midOf("microphone") ?? "0";
    const init = { candidate, sdpMid: mid, usernameFragment: usernameFragment ?? null };
    // One that the browser refuses is of a session that is gone.
    void this.session?.addCandidate(init).catch(() => {});
  }

  close(): void {
    clearTimeout(this.retry);
    this.session?.close();
    this.session = undefined;
    this.become("closed");
  }

  private async start(session: MediaSession): Promise<void> {
    for (const source of this.locals.keys()) await this.apply(source);
    await session.open();
  }

  /** The track handed in stays as it is, so that its owner may go on listening to it; a muted copy is sent. */
  private async apply(source: PublishSource): Promise<void> {
    const session = this.session;
    if (session === undefined) return;
    const local = this.locals.get(source);
    const before = session.sender(source)?.track ?? null;
    if (local === undefined) {
      await session.send(source, null);
      if (source === "microphone") before?.stop();
      return;
    }
    if (source !== "microphone") {
      if (before !== local.track) await session.send(source, local.track);
      return;
    }
    const copy = local.track.clone();
    copy.enabled = !local.muted;
    await session.send(source, copy);
    before?.stop();
  }

  private become(state: MediaState): void {
    if (this.state === state) return;
    this.state = state;
    this.emit("state", state);
  }
}
