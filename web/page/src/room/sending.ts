import { type Meeting, openScreen, type PublishSource } from "@parley/client";
import type { LocalDevices } from "../local.ts";
import { words } from "../text/index.ts";
import type { Notices } from "./notices.ts";

/** What we send: keeps what is published in line with the devices, the person's wishes and what is allowed. */
export class Sending {
  /** What the server did not let us send: asking again would only be refused again. */
  private readonly forbidden = new Set<PublishSource>();
  private screen: MediaStreamTrack | undefined;

  constructor(
    private readonly meeting: Meeting,
    private readonly local: LocalDevices,
    private readonly notices: Notices,
  ) {
    if (!this.maySend) this.stopAll();
  }

  /** A viewer watches and listens. */
  get maySend(): boolean {
    return this.meeting.state !== "joined" || this.meeting.me.role !== "viewer";
  }

  get muted(): boolean {
    return this.local.muted || this.local.microphone.track === undefined;
  }

  get cameraOff(): boolean {
    return this.local.cameraOff || this.local.camera.track === undefined;
  }

  listen(): () => void {
    const { meeting } = this;
    const stops = [
      meeting.on("muteRequested", ({ source }) => this.obey(source)),
      meeting.on("publishRefused", ({ source, code }) => this.takeBack(source, code)),
      meeting.on("role", ({ participant, before }) => {
        if (participant.id !== meeting.me.id) return;
        this.forbidden.clear();
        // On stage nobody is heard or seen before they choose to be, and off it nobody any more.
        if (before === "viewer" || participant.role === "viewer") this.stopAll();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** The devices have changed. */
  follow(): void {
    const { meeting, local } = this;
    if (meeting.state !== "joined" || !this.maySend) return;
    const microphone = this.forbidden.has("microphone") ? null : (local.microphone.track ?? null);
    if ((meeting.publishedTrack("microphone") ?? null) !== microphone) {
      void meeting.publish("microphone", microphone, local.muted);
    } else void meeting.setMuted("microphone", local.muted);
    const off = local.cameraOff || this.forbidden.has("camera");
    const camera = off ? null : (local.camera.track ?? null);
    if ((meeting.publishedTrack("camera") ?? null) !== camera) void meeting.publish("camera", camera);
  }

  setMuted(muted: boolean): void {
    if (!this.maySend) return;
    void this.local.setMuted(muted).then(() => this.sayProblem("microphone"));
    this.notices.close("muted-speaking");
  }

  setCameraOff(off: boolean): void {
    if (!this.maySend) return;
    void this.local.setCameraOff(off).then(() => this.sayProblem("camera"));
  }

  async toggleShare(): Promise<void> {
    const { meeting } = this;
    if (meeting.publishedTrack("screen") !== undefined) return this.stopShare();
    if (!this.maySend) return;
    // Before the browser asks for a window, not after.
    if (!meeting.moderates && !meeting.room.settings.guestsMayShare) {
      return this.notices.show(words.notice.mayNotShare, "may-not-share");
    }
    const track = await openScreen().catch(() => this.notices.show(words.problem.screen, "screen"));
    if (!(track instanceof MediaStreamTrack)) return;
    this.screen = track;
    // The browser's own "stop sharing" must do what ours does.
    track.addEventListener("ended", () => void this.stopShare());
    await meeting.publish("screen", track);
  }

  async stopShare(): Promise<void> {
    this.screen?.stop();
    this.screen = undefined;
    if (this.meeting.publishedTrack("screen") !== undefined) await this.meeting.publish("screen", null);
  }

  /** A host's mute: the node has done it; the devices follow. */
  private obey(source: string): void {
    if (source === "microphone") this.setMuted(true);
    else if (source === "camera") this.setCameraOff(true);
    else void this.stopShare();
  }

  /** Settings, role or token do not allow it: stop what nobody gets. */
  private takeBack(source: PublishSource, code: string): void {
    const { local, notices } = this;
    const w = words.notice;
    if (code === "may-not-unmute") {
      // The settings may change, and a host may ask: nothing is forbidden for good.
      if (source === "camera") void local.setCameraOff(true);
      else void local.setMuted(true);
      return notices.show(w.mayNotUnmute, "may-not-unmute");
    }
    if (source === "screen") void this.stopShare();
    if (code === "may-not-share") return notices.show(w.mayNotShare, "may-not-share");
    this.forbidden.add(source);
    if (source !== "screen") void this.meeting.publish(source, null);
    if (source === "camera") void local.setCameraOff(true);
    notices.show(w.mayNotSend, "may-not-send");
  }

  private stopAll(): void {
    const { local } = this;
    void this.stopShare();
    for (const source of ["microphone", "camera"] as const) {
      if (this.meeting.publishedTrack(source) !== undefined) void this.meeting.publish(source, null);
    }
    local.stop();
    local.muted = true;
    void local.setCameraOff(true);
  }

  private sayProblem(kind: "camera" | "microphone"): void {
    const { problem } = this.local[kind];
    if (problem !== undefined) this.notices.show(words.problem[kind][problem], `problem-${kind}`);
  }
}
