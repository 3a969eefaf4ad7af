/**
 * The server's time, as well as a page can know it: every instant that the server has just written lies in its past,
 * so the newest of them, seen at the moment of its arrival, is the best bound. Until one has come our own clock counts.
 */
export class ServerClock {
  /** Server time minus the monotonic time here. */
  private offsetMs: number | undefined;

  /** An instant that the server wrote just now. */
  note(instant: string, nowMs: number): void {
    const writtenMs = Date.parse(instant);
    if (Number.isNaN(writtenMs)) return;
    const offset = writtenMs - nowMs;
    this.offsetMs = Math.max(this.offsetMs ?? offset, offset);
  }

  /** The server said how long it is until an instant: nothing is more exact. */
  noteUntil(instant: string, seconds: number, nowMs: number): void {
    const atMs = Date.parse(instant);
    if (!Number.isNaN(atMs)) this.offsetMs = atMs - seconds * 1_000 - nowMs;
  }

  nowMs(nowMs: number, wallMs: number): number {
    return this.offsetMs === undefined ? wallMs : nowMs + this.offsetMs;
  }
}
