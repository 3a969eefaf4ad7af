/** Quieter than this is a room, not a voice: about -40 dBFS. */
export const VOICE_LEVEL = 0.01;

/** PAGE.md: an outline that comes after 150 ms of voice and goes after 400 ms of silence does not flicker. */
const ON_AFTER_MS = 150;
const OFF_AFTER_MS = 400;

/** Turns a level that jumps into "speaks" and "does not". */
export class SpeakingGate {
  private speaking = false;
  private voiceSinceMs: number | undefined;
  private lastVoiceMs = Number.NEGATIVE_INFINITY;

  update(level: number, nowMs: number): boolean {
    if (level >= VOICE_LEVEL) {
      const pause = nowMs - this.lastVoiceMs;
      this.lastVoiceMs = nowMs;
      if (this.voiceSinceMs === undefined || pause > OFF_AFTER_MS) this.voiceSinceMs = nowMs;
      if (nowMs - this.voiceSinceMs >= ON_AFTER_MS) this.speaking = true;
    } else if (nowMs - this.lastVoiceMs >= OFF_AFTER_MS) {
      this.speaking = false;
      this.voiceSinceMs = undefined;
    }
    return this.speaking;
  }
}

/** Root mean square of one window of samples, 0..1. */
export function rms(samples: Float32Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

/** A level as a length of a meter: -60 dB is empty, 0 dB full; ears hear ratios, not differences. */
export function meterLength(level: number): number {
  if (level <= 0.001) return 0;
  return Math.min(1, Math.max(0, 1 + (20 * Math.log10(level)) / 60));
}

/** Listens to a local track; reads its level on demand. */
export class LevelMeter {
  private readonly context: AudioContext;
  private readonly analyser: AnalyserNode;
  private readonly source: MediaStreamAudioSourceNode;
  private readonly samples: Float32Array<ArrayBuffer>;

  constructor(track: MediaStreamTrack) {
    this.context = new AudioContext();
    this.analyser = this.context.createAnalyser();
    this.analyser.fftSize = 1_024;
    this.samples = new Float32Array(this.analyser.fftSize);
    this.source = this.context.createMediaStreamSource(new MediaStream([track]));
    this.source.connect(this.analyser);
  }

  level(): number {
    if (this.context.state === "suspended") void this.context.resume().catch(() => {});
    this.analyser.getFloatTimeDomainData(this.samples);
    return rms(this.samples);
  }

  close(): void {
    this.source.disconnect();
    void this.context.close().catch(() => {});
  }
}
