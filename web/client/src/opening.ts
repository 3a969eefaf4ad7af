import type { SocketLike } from "./signal.ts";
import type { Timers } from "./timers.ts";

/** By then a socket has opened behind the slowest network, or will not. */
const OPEN_WITHIN_MS = 10_000;
/**
 * When others are opened beside one that does not: where a load balancer still sends some to a server that is gone,
 * the next may be sent to another. That all six meet the dead one of two servers happens to one in sixty-four.
 */
const BESIDE_AFTER_MS: readonly number[] = [500, 1_000, 2_000, 4_000, 7_000];

/** A socket on its way, and others beside it while none opens. The first that does is kept. */
export class Opening {
  /** Rejects when all that were begun have failed. */
  readonly opened: Promise<SocketLike>;
  private readonly sockets = new Set<SocketLike>();
  private readonly timeouts: (() => void)[];
  private keep: (socket: SocketLike) => void = () => {};
  private fail: (why: Error) => void = () => {};

  constructor(
    private readonly openSocket: () => SocketLike,
    timers: Timers,
  ) {
    this.opened = new Promise((resolve, reject) => {
      this.keep = resolve;
      this.fail = reject;
    });
    this.timeouts = [
      ...BESIDE_AFTER_MS.map((ms) => timers.after(ms, () => this.begin())),
      timers.after(OPEN_WITHIN_MS, () => this.abandon(unreachable())),
    ];
    this.begin();
  }

  /** Lets go of all that are on their way. */
  abandon(why: Error): void {
    this.end();
    this.fail(why);
  }

  private begin(): void {
    const socket = this.openSocket();
    this.sockets.add(socket);
    socket.onopen = () => {
      this.sockets.delete(socket);
      this.end();
      this.keep(socket);
    };
    socket.onclose = () => {
      this.sockets.delete(socket);
      if (this.sockets.size === 0) this.abandon(unreachable());
    };
  }

  private end(): void {
    for (const cancel of this.timeouts) cancel();
    for (const socket of this.sockets) release(socket);
    this.sockets.clear();
  }
}

/** Closes a socket of which nothing more is to be heard. */
export function release(socket: SocketLike): void {
  socket.onopen = null;
  socket.onmessage = null;
  socket.onclose = null;
  socket.close();
}

function unreachable(): Error {
  return new Error("the meeting's server cannot be reached");
}
