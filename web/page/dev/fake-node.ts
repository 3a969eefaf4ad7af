import type { SlotWish } from "@parley/client";
import { drawPerson, drawScreen, movingTrack } from "./pictures.ts";

/** The media node's part, played by a second peer connection in the same window. */
export class FakeNode {
  private readonly connection = new RTCPeerConnection({ bundlePolicy: "max-bundle" });
  private readonly tracks = new Map<string, MediaStreamTrack>();

  async answer(offer: string): Promise<string> {
    const { connection } = this;
    await connection.setRemoteDescription({ type: "offer", sdp: offer });
    const wanted = new Set<string>();
    for (const section of offer.split(/\r\nm=/).slice(1)) {
      const mid = /a=mid:(\S+)/.exec(section)?.[1];
      if (mid !== undefined && section.includes("a=recvonly")) wanted.add(mid);
    }
    for (const transceiver of connection.getTransceivers()) {
      if (wanted.has(transceiver.mid ?? "")) transceiver.direction = "sendonly";
    }
    await connection.setLocalDescription();
    if (connection.iceGatheringState !== "complete") {
      await new Promise<void>((resolve) => {
        connection.onicegatheringstatechange = () => connection.iceGatheringState === "complete" && resolve();
      });
    }
    return connection.localDescription?.sdp ?? "";
  }

  /** A voice in the first audio slot: on for a while, off for a moment. */
  speak(): string | undefined {
    const slot = this.senders("audio")[0];
    if (slot === undefined) return undefined;
    const context = new AudioContext();
    const gain = new GainNode(context, { gain: 0.3 });
    const voice = new OscillatorNode(context, { frequency: 220, type: "sawtooth" });
    const out = context.createMediaStreamDestination();
    voice.connect(gain).connect(out);
    voice.start();
    void slot.sender.replaceTrack(out.stream.getAudioTracks()[0] ?? null);
    return slot.mid ?? undefined;
  }

  async show(slots: readonly SlotWish[], seedOf: (participant: string) => number): Promise<void> {
    for (const { mid, participant, source } of slots) {
      const transceiver = this.connection.getTransceivers().find((one) => one.mid === mid);
      if (transceiver === undefined) continue;
      const track = participant === undefined ? null : this.track(seedOf(participant), source ?? "camera");
      if (transceiver.sender.track !== track) await transceiver.sender.replaceTrack(track);
    }
  }

  close(): void {
    this.connection.close();
  }

  private track(seed: number, source: string): MediaStreamTrack {
    const key = `${seed}/${source}`;
    const known = this.tracks.get(key);
    if (known !== undefined) return known;
    const track =
      source === "screen"
        ? movingTrack({ width: 1280, height: 800 }, drawScreen)
        : movingTrack({ width: 640, height: 360 }, (pen, at) => drawPerson(pen, seed, at));
    this.tracks.set(key, track);
    return track;
  }

  private senders(kind: string): RTCRtpTransceiver[] {
    const all = this.connection.getTransceivers().filter((one) => one.receiver.track.kind === kind);
    return all.filter((one) => one.direction === "sendonly");
  }
}
