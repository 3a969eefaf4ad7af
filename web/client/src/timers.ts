/** Time as a parameter: tests bring their own. */
export interface Timers {
  nowMs(): number;
  /** Runs once; the result cancels it. */
  after(delayMs: number, run: () => void): () => void;
}

export const realTimers: Timers = {
  nowMs: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
