import type { BreakoutsView } from "@parley/client";

/** From here on the banner counts seconds. */
const COUNT_FROM_MS = 60_000;

export interface TimeLeft {
  leftMs: number;
  /** The last minute. */
  ending: boolean;
}

/** When the breakouts end: as they were opened, or sooner, as was said since. All in the server's time. */
export class Countdown {
  private saidEndMs: number | undefined;
  private of: string | undefined;

  /** They end in so many seconds. */
  note(seconds: number, nowMs: number): void {
    this.saidEndMs = nowMs + seconds * 1_000;
  }

  /** Undefined while no end is known. */
  left(breakouts: BreakoutsView | undefined, nowMs: number): TimeLeft | undefined {
    if (this.of !== breakouts?.openedAt) this.saidEndMs = this.of === undefined ? this.saidEndMs : undefined;
    this.of = breakouts?.openedAt;
    if (breakouts === undefined) return undefined;
    const plannedMs = breakouts.endsAt === undefined ? undefined : Date.parse(breakouts.endsAt);
    const ends = [plannedMs, this.saidEndMs].filter((one) => one !== undefined);
    if (ends.length === 0) return undefined;
    const leftMs = Math.max(0, Math.min(...ends) - nowMs);
    return { leftMs, ending: leftMs <= COUNT_FROM_MS };
  }
}
