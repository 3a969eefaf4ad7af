/** How often a path is looked at. */
const LOOK_MS = 500;
/** As long without a byte, after bytes at every look, is silence: voices and reports come many times a second. */
const SILENT_LOOKS = 2;
/** So many looks with bytes make a path that is not silent by nature, as in a room where one is alone. */
const LIVELY_LOOKS = 4;
/** After it was told once; by then the path has changed, or the browser has noticed too. */
const REST_LOOKS = 10;

/**
 * The client's own evidence that its node is gone or cut off: nothing comes any more where something came all the
 * time. It needs nobody's word for that, and acts before the browser's ICE agent gives the path up.
 */
export class SilenceWatch {
  private readonly timer: ReturnType<typeof setInterval>;
  private bytes = 0;
  private lively = 0;
  private quiet = 0;
  private rest = 0;

  constructor(
    private readonly stats: () => Promise<RTCStatsReport> | undefined,
    private readonly silent: () => void,
  ) {
    this.timer = setInterval(() => void this.look().catch(() => {}), LOOK_MS);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const report = await this.stats();
    if (report !== undefined) this.note(bytesReceived(report));
  }

  private note(bytes: number): void {
    const flowed = bytes > this.bytes;
    this.bytes = bytes;
    this.rest = Math.max(0, this.rest - 1);
    this.quiet = flowed ? 0 : this.quiet + 1;
    if (flowed) this.lively++;
    if (this.quiet < SILENT_LOOKS) return;
    if (this.lively >= LIVELY_LOOKS && this.rest === 0) {
      this.rest = REST_LOOKS;
      this.silent();
    }
    this.lively = 0;
  }
}

/** On all paths of the connection. */
function bytesReceived(report: RTCStatsReport): number {
  let bytes = 0;
  report.forEach((one: { type: string; bytesReceived?: number }) => {
    if (one.type === "candidate-pair") bytes += one.bytesReceived ?? 0;
  });
  return bytes;
}
