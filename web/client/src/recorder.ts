/** One picture of the recording: where it is drawn, in CSS pixels of the stage. */
export interface RecordedTile {
  video: HTMLVideoElement | undefined;
  name: string;
  /** Shown where there is no picture, on a circle of this hue. */
  initials: string;
  hue: number;
  left: number;
  top: number;
  width: number;
  height: number;
  /** Shown whole (a screen) or cut to fill (a person). */
  whole: boolean;
}

export interface RecorderScene {
  width: number;
  height: number;
  tiles: readonly RecordedTile[];
}

export interface RecorderOptions {
  /** What the stage shows now; asked for at every frame. */
  scene(): RecorderScene;
  /** Everything to be heard: the audio slots and our own microphone. */
  audio(): readonly MediaStreamTrack[];
}

const WIDTH = 1_280;
const HEIGHT = 720;
const FRAMES_PER_SECOND = 20;
/** Chunks of a second: what a crashed tab loses. */
const CHUNK_MS = 1_000;
const VIDEO_BITS_PER_SECOND = 2_500_000;

const TYPES = ["video/webm;codecs=vp9,opus", "video/webm;codecs=vp8,opus", "video/webm"] as const;

export function canRecord(): boolean {
  return typeof MediaRecorder !== "undefined" && recordingType() !== undefined;
}

function recordingType(): string | undefined {
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type));
}

/** Records what this page shows and hears into a WebM file, on this machine only. */
export class LocalRecorder {
  readonly startedAtMs = performance.now();
  private readonly canvas = document.createElement("canvas");
  private readonly context = new AudioContext();
  private readonly mix = this.context.createMediaStreamDestination();
  private readonly heard = new Map<string, MediaStreamAudioSourceNode>();
  private readonly chunks: Blob[] = [];
  private readonly recorder: MediaRecorder;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(private readonly options: RecorderOptions) {
    this.canvas.width = WIDTH;
    this.canvas.height = HEIGHT;
    const picture = this.canvas.captureStream(FRAMES_PER_SECOND);
    const stream = new MediaStream([...picture.getVideoTracks(), ...this.mix.stream.getAudioTracks()]);
    const mimeType = recordingType();
    this.recorder = new MediaRecorder(stream, {
      ...(mimeType === undefined ? {} : { mimeType }),
      videoBitsPerSecond: VIDEO_BITS_PER_SECOND,
    });
    this.recorder.ondataavailable = (event) => event.data.size > 0 && this.chunks.push(event.data);
    this.tick();
    this.recorder.start(CHUNK_MS);
    this.timer = setInterval(() => this.tick(), 1_000 / FRAMES_PER_SECOND);
  }

  get bytes(): number {
    return this.chunks.reduce((sum, chunk) => sum + chunk.size, 0);
  }

  async stop(): Promise<Blob> {
    clearInterval(this.timer);
    await new Promise<void>((resolve) => {
      this.recorder.onstop = () => resolve();
      this.recorder.stop();
    });
    for (const node of this.heard.values()) node.disconnect();
    void this.context.close();
    return new Blob(this.chunks, { type: "video/webm" });
  }

  private tick(): void {
    this.hear();
    const pen = this.canvas.getContext("2d");
    if (pen !== null) drawScene(pen, this.options.scene());
  }

  /** People come and go while it records: the mix follows. */
  private hear(): void {
    const now = new Map(this.options.audio().map((track) => [track.id, track]));
    for (const [id, node] of this.heard) {
      if (now.has(id)) continue;
      node.disconnect();
      this.heard.delete(id);
    }
    for (const [id, track] of now) {
      if (this.heard.has(id) || track.readyState !== "live") continue;
      const node = this.context.createMediaStreamSource(new MediaStream([track]));
      node.connect(this.mix);
      this.heard.set(id, node);
    }
  }
}

function drawScene(pen: CanvasRenderingContext2D, scene: RecorderScene): void {
  pen.fillStyle = "#14171c";
  pen.fillRect(0, 0, WIDTH, HEIGHT);
  if (scene.width <= 0 || scene.height <= 0) return;
  const scale = Math.min(WIDTH / scene.width, HEIGHT / scene.height);
  const left = (WIDTH - scene.width * scale) / 2;
  const top = (HEIGHT - scene.height * scale) / 2;
  for (const tile of scene.tiles) {
    drawTile(pen, {
      ...tile,
      left: left + tile.left * scale,
      top: top + tile.top * scale,
      width: tile.width * scale,
      height: tile.height * scale,
    });
  }
}

function drawTile(pen: CanvasRenderingContext2D, tile: RecordedTile): void {
  pen.save();
  pen.beginPath();
  pen.roundRect(tile.left, tile.top, tile.width, tile.height, 8);
  pen.clip();
  pen.fillStyle = "#2a2f37";
  pen.fillRect(tile.left, tile.top, tile.width, tile.height);
  drawPicture(pen, tile);
  const size = Math.max(11, Math.min(18, tile.height / 12));
  pen.font = `500 ${size}px system-ui, sans-serif`;
  pen.shadowColor = "rgb(0 0 0 / 80%)";
  pen.shadowBlur = 4;
  pen.fillStyle = "#fff";
  pen.fillText(
    tile.name,
    tile.left + size * 0.8,
    tile.top + tile.height - size * 0.8,
    tile.width - size * 1.6,
  );
  pen.restore();
}

function drawPicture(pen: CanvasRenderingContext2D, tile: RecordedTile): void {
  const { video, left, top, width, height } = tile;
  if (video === undefined || video.videoWidth === 0 || video.readyState < 2) return drawInitials(pen, tile);
  const fit = tile.whole ? Math.min : Math.max;
  const scale = fit(width / video.videoWidth, height / video.videoHeight);
  const w = video.videoWidth * scale;
  const h = video.videoHeight * scale;
  pen.drawImage(video, left + (width - w) / 2, top + (height - h) / 2, w, h);
}

function drawInitials(pen: CanvasRenderingContext2D, tile: RecordedTile): void {
  const x = tile.left + tile.width / 2;
  const y = tile.top + tile.height / 2;
  const radius = tile.height * 0.23;
  pen.fillStyle = `oklch(0.48 0.1 ${tile.hue})`;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
  pen.fillStyle = "#fff";
  pen.font = `600 ${radius * 0.75}px system-ui, sans-serif`;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(tile.initials, x, y);
  pen.textAlign = "start";
  pen.textBaseline = "alphabetic";
}
