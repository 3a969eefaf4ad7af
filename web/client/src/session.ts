import { capabilities, preferCodecs, receivedCodecs, sentCodecs, tellCaptureTime } from "./codecs.ts";
import { Emitter } from "./emitter.ts";
import type { LayerLimit, Source } from "./protocol.ts";
import { parseFragment, restartedAnswer, restartFragment, withOpusDtx } from "./sdp.ts";
import { SilenceWatch } from "./silence.ts";
import { CAMERA_LAYERS, type CaptureSize, cameraEncodings, SCREEN_ENCODING } from "./simulcast.ts";

/** The two asks a session has for the server. */
export interface SessionDoor {
  offer(sdp: string): Promise<{ sdp: string }>;
  restart(fragment: string): Promise<{ fragment: string }>;
}

export interface SessionPlan {
  audioSlots: number;
  videoSlots: number;
  /** Codec names of the room, lower case. */
  codecs: readonly string[];
  layers?: readonly LayerLimit[];
}

export type PublishSource = Exclude<Source, "screenAudio">;

export interface Slot {
  mid: string;
  kind: "audio" | "video";
  receiver: RTCRtpReceiver;
  track: MediaStreamTrack;
}

export interface SessionEvents {
  /** The node has answered: it knows the slots, so they can be wished for while the path is still being made. */
  answered: undefined;
  connected: undefined;
  /** Nothing comes any more where something came all the time. */
  silent: undefined;
  /** The browser holds the path for cut; an ICE restart is being tried. */
  interrupted: undefined;
  /** The path is lost and an ICE restart did not bring it back: only a new session helps. */
  broken: undefined;
}

/** Silence on the path for this long is worth an ICE restart; browsers notice it after about a second or two. */
const RESTART_AFTER_MS = 1_500;
/** An ICE restart that has not connected by then will not. */
const GIVE_UP_AFTER_MS = 6_000;

/** A new address is selected within a tenth of a second of being told; by now it will not be. */
const FOLLOWED_WITHIN_MS = 1_000;

/** A node that dies is followed by another within two seconds; each attempt takes as long as its answer. */
const RESTARTS = 5;
const RESTART_AGAIN_MS = 300;

const SENDERS: readonly PublishSource[] = ["microphone", "camera", "screen"];

/**
 * One RTCPeerConnection with one offer and one answer for its whole life (DESIGN idea 1): what is sent is decided
 * by replaceTrack and encodings, what is received by wishes for slots. Nothing is negotiated again, ever; only the
 * path may change, by one more candidate or by an ICE restart.
 */
export class MediaSession extends Emitter<SessionEvents> {
  readonly connection: RTCPeerConnection;
  readonly slots: Slot[] = [];
  private readonly senders = new Map<PublishSource, RTCRtpTransceiver>();
  private readonly layers: readonly LayerLimit[];
  private readonly wanted = new Map<Source, ReadonlySet<string>>();
  private cameraSize: CaptureSize = { width: 1280, height: 720 };
  private answerSdp = "";
  /**
   * Of the latest candidate. Chromium's engine keeps the path to an address that it knows, however high the priority
   * with which that is told again, unless the candidate is of a later generation: then it checks the path anew, and
   * a room that moves back needs no ICE restart, which makes encoders begin again.
   */
  private generation = 0;
  private restarting: Promise<void> | undefined;
  private restartAgain = false;
  private readonly silence: SilenceWatch;
  private watch: ReturnType<typeof setTimeout> | undefined;
  private following: ReturnType<typeof setTimeout> | undefined;
  private closed = false;

  constructor(
    private readonly door: SessionDoor,
    private readonly plan: SessionPlan,
  ) {
    super();
    this.layers = ascending(plan.layers ?? CAMERA_LAYERS);
    this.connection = new RTCPeerConnection({ bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
    this.connection.onconnectionstatechange = () => this.follow();
    this.addSenders();
    this.silence = new SilenceWatch(
      () =>
        this.connection.connectionState === "connected" ? this.sender("microphone")?.getStats() : undefined,
      () => {
        this.emit("silent", undefined);
        void this.goAfter();
      },
    );
  }

  /** Offers at once: towards an ICE-lite node nobody needs to know our candidates first. */
  async open(): Promise<void> {
    const receivers = this.addReceivers();
    await this.connection.setLocalDescription();
    if (this.closed) return;
    for (const { transceiver, kind } of receivers) {
      const { receiver, mid } = transceiver;
      if (mid !== null) this.slots.push({ mid, kind, receiver, track: receiver.track });
    }
    const { sdp } = await this.door.offer(this.connection.localDescription?.sdp ?? "");
    if (this.closed) return;
    this.emit("answered", undefined);
    this.answerSdp = withOpusDtx(sdp);
    await this.connection.setRemoteDescription({ type: "answer", sdp: this.answerSdp });
  }

  /** Sends this track as this source, or nothing; never renegotiates. */
  async send(source: PublishSource, track: MediaStreamTrack | null): Promise<void> {
    const transceiver = this.senders.get(source);
    if (transceiver === undefined || this.closed) return;
    if (source === "camera" && track !== null) {
      this.cameraSize = captureSize(track);
      await this.applyCamera();
    }
    await transceiver.sender.replaceTrack(track);
  }

  sender(source: PublishSource): RTCRtpSender | undefined {
    return this.senders.get(source)?.sender;
  }

  midOf(source: PublishSource): string | undefined {
    return this.senders.get(source)?.mid ?? undefined;
  }

  /** Sends only the layers that somebody watches. */
  async wantLayers(source: Source, rids: readonly string[]): Promise<void> {
    this.wanted.set(source, new Set(rids));
    if (source === "camera") await this.applyCamera();
    else if (source === "screen") await this.applyScreen(rids.length > 0);
  }

  /**
   * The node told one more address. Chromium and Safari's engine take it as it comes; Firefox ignores candidates
   * once it is connected, so there the path changes by an ICE restart (prototypes: one frame of a hole).
   */
  async addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (this.closed) return;
    if (ignoresLateCandidates()) return this.goAfter();
    const line = candidate.candidate ?? "";
    const address = addressOf(line);
    const again = `${line} generation ${++this.generation}`;
    await this.connection.addIceCandidate({ ...candidate, candidate: again });
    clearTimeout(this.following);
    this.following = setTimeout(() => this.checkFollowed(address), FOLLOWED_WITHIN_MS);
  }

  private checkFollowed(address: string): void {
    const transport = this.sender("microphone")?.transport?.iceTransport;
    const remote = transport?.getSelectedCandidatePair?.()?.remote;
    if (this.closed || remote === undefined) return;
    if (`${remote.address} ${remote.port}` !== address) void this.goAfter();
  }

  /** Restarts ICE until that is answered: a node that is just taking over may need a moment. */
  private async goAfter(): Promise<void> {
    for (let attempt = 0; attempt < RESTARTS && !this.closed; attempt++) {
      try {
        return await this.restartIce();
      } catch {
        await new Promise((done) => setTimeout(done, RESTART_AGAIN_MS));
      }
    }
  }

  /**
   * New ICE credentials on the same DTLS and SRTP: the path changes, the session stays. Asked for while one is under
   * way, it is done once more: that one may have been answered by the node before.
   */
  restartIce(): Promise<void> {
    if (this.restarting !== undefined) {
      this.restartAgain = true;
      return this.restarting;
    }
    this.restarting = this.restartWhileAsked().finally(() => {
      this.restarting = undefined;
    });
    return this.restarting;
  }

  private async restartWhileAsked(): Promise<void> {
    do {
      this.restartAgain = false;
      await this.doRestart();
    } while (this.restartAgain && !this.closed);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.watch);
    clearTimeout(this.following);
    this.silence.close();
    this.connection.onconnectionstatechange = null;
    this.connection.close();
  }

  private addSenders(): void {
    for (const source of SENDERS) {
      const kind = source === "microphone" ? "audio" : "video";
      const init: RTCRtpTransceiverInit = { direction: "sendonly" };
      if (source === "camera") init.sendEncodings = cameraEncodings(this.cameraSize, this.layers);
      if (source === "screen") init.sendEncodings = [SCREEN_ENCODING];
      const transceiver = this.connection.addTransceiver(kind, init);
      preferCodecs(transceiver, kind, sentCodecs(kind, this.plan.codecs, capabilities(kind)));
      tellCaptureTime(transceiver);
      this.senders.set(source, transceiver);
    }
  }

  private addReceivers(): { transceiver: RTCRtpTransceiver; kind: "audio" | "video" }[] {
    const { audioSlots, videoSlots, codecs } = this.plan;
    const add = (kind: "audio" | "video") => {
      const transceiver = this.connection.addTransceiver(kind, { direction: "recvonly" });
      preferCodecs(transceiver, kind, receivedCodecs(kind, codecs, capabilities(kind)));
      tellCaptureTime(transceiver);
      return { transceiver, kind };
    };
    return [
      ...Array.from({ length: audioSlots }, () => add("audio")),
      ...Array.from({ length: videoSlots }, () => add("video")),
    ];
  }

  private async applyCamera(): Promise<void> {
    const encodings = cameraEncodings(this.cameraSize, this.layers, this.wanted.get("camera"));
    await this.change("camera", (parameters) => {
      for (const encoding of parameters.encodings) {
        const now = encodings.find((one) => one.rid === encoding.rid);
        if (now !== undefined) Object.assign(encoding, now);
      }
    });
  }

  private async applyScreen(active: boolean): Promise<void> {
    await this.change("screen", (parameters) => {
      for (const encoding of parameters.encodings) encoding.active = active;
    });
  }

  private async change(
    source: PublishSource,
    edit: (parameters: RTCRtpSendParameters) => void,
  ): Promise<void> {
    const sender = this.sender(source);
    if (sender === undefined || this.closed) return;
    const parameters = sender.getParameters();
    if (parameters.encodings.length === 0) return;
    edit(parameters);
    // Two changes at once: the later one wins, the earlier is refused by the browser and may be.
    await sender.setParameters(parameters).catch(() => {});
  }

  private follow(): void {
    clearTimeout(this.watch);
    const state = this.connection.connectionState;
    if (state === "connected") this.emit("connected", undefined);
    else if (state === "failed") this.rescue();
    else if (state === "disconnected") this.watch = setTimeout(() => this.rescue(), RESTART_AFTER_MS);
  }

  private rescue(): void {
    clearTimeout(this.watch);
    this.emit("interrupted", undefined);
    this.watch = setTimeout(() => this.giveUp(), GIVE_UP_AFTER_MS);
    this.restartIce().catch(() => this.giveUp());
  }

  private giveUp(): void {
    clearTimeout(this.watch);
    if (!this.closed && this.connection.connectionState !== "connected") this.emit("broken", undefined);
  }

  private async doRestart(): Promise<void> {
    const connection = this.connection;
    const offer = await connection.createOffer({ iceRestart: true });
    await connection.setLocalDescription(offer);
    const sent = restartFragment(connection.localDescription?.sdp ?? "");
    try {
      const { fragment } = await this.door.restart(sent);
      const parsed = parseFragment(fragment);
      if (parsed === undefined) throw new Error("the restart's answer names no ICE credentials");
      this.answerSdp = restartedAnswer(this.answerSdp, parsed);
      this.generation++;
      if (!this.closed) await connection.setRemoteDescription({ type: "answer", sdp: this.answerSdp });
    } catch (why) {
      if (!this.closed) await connection.setLocalDescription({ type: "rollback" }).catch(() => {});
      throw why;
    }
  }
}

/** Chromium allots bitrates rightly only when layers ascend, whatever order the server names them in. */
function ascending(layers: readonly LayerLimit[]): LayerLimit[] {
  return [...layers].sort((a, b) => a.height - b.height);
}

function captureSize(track: MediaStreamTrack): CaptureSize {
  const { width, height } = track.getSettings();
  return width && height ? { width, height } : { width: 1280, height: 720 };
}

/** `address port` of a candidate's line (RFC 8839 §5.1). */
function addressOf(candidate: string): string {
  const [, , , , address, port] = candidate.split(" ");
  return `${address} ${port}`;
}

function ignoresLateCandidates(): boolean {
  return /\bFirefox\//.test(navigator.userAgent);
}
