import { type Meeting, openScreen, type PublishSource } from "@parley/client";
import type { LocalDevices } from "../local.ts";
import { words } from "../text/index.ts";
import type { Notices } from "./notices.ts";

/** What we send: keeps what is published in line with the devices, the person's wishes and what is allowed. */
export class Sending {
  /** What the server did not let us send: asking again would only be refused again. */
  private readonly forbidden = new Set<PublishSource>();

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
    if (this.meeting.publishedTrack("screen") !== undefined) return this.stopShare();
    if (!this.maySend) return;
    const track = await openScreen().catch(() => this.notices.show(words.problem.screen, "screen"));
    if (!(track instanceof MediaStreamTrack)) return;
    // The browser's own "stop sharing" must do what ours does.
    track.addEventListener("ended", () => void this.stopShare());
    await this.meeting.publish("screen", track);
  }

  async stopShare(): Promise<void> {
    const track = this.meeting.publishedTrack("screen");
    if (track === undefined) return;
    track.stop();
    await this.meeting.publish("screen", null);
  }

  /** A host's mute: the node has done it; the devices follow. */
  obey(source: string): void {
    if (source === "microphone") this.setMuted(true);
    else if (source === "camera") this.setCameraOff(true);
    else void this.stopShare();
  }

  /** Role or token do not allow it: stop what nobody gets. */
  takeBack(source: PublishSource): void {
    this.forbidden.add(source);
    if (source === "screen") void this.stopShare();
    else void this.meeting.publish(source, null);
    if (source === "camera") void this.local.setCameraOff(true);
    this.notices.show(words.notice.mayNotSend, "may-not-send");
  }

  private stopAll(): void {
    for (const source of ["microphone", "camera"] as const) void this.meeting.publish(source, null);
    this.local.stop();
    void this.local.setCameraOff(true);
  }

  private sayProblem(kind: "camera" | "microphone"): void {
    const { problem } = this.local[kind];
    if (problem !== undefined) this.notices.show(words.problem[kind][problem], `problem-${kind}`);
  }
}
