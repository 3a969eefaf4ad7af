import { Emitter } from "./emitter.ts";
import { Opening, release } from "./opening.ts";
import {
  type Answer,
  type AnswerOf,
  type Ask,
  isAnswer,
  type Joined,
  parseServerMessage,
  type ServerEvent,
  type Waiting,
} from "./protocol.ts";
import { realTimers, type Timers } from "./timers.ts";

/** Waits between attempts to come back: quick at first, since most losses are a moment's. */
const BACK_OFF_MS: readonly number[] = [200, 500, 1_000, 2_000, 4_000];
/** An answer that takes longer than this is not coming. */
const ANSWER_TIMEOUT_MS = 10_000;
/**
 * A socket may be dead without a word (a laptop's lid, a changed network, a server's machine without power). It is
 * noticed within ten seconds, so that half of the grace time (20 s by default) is left to come back.
 */
const PING_EVERY_MS = 5_000;
const PONG_TIMEOUT_MS = 5_000;
/** Where media has fallen silent as well, a server that takes longer is gone with it. */
const DOUBTED_PONG_TIMEOUT_MS = 2_000;

/** The server's "no", with its stable code. */
export class RefusedError extends Error {
  readonly code: string;
  readonly value: string | undefined;
  readonly expected: string | undefined;

  constructor(refused: { code: string; message: string; value?: string; expected?: string }) {
    super(refused.message);
    this.name = "RefusedError";
    this.code = refused.code;
    this.value = refused.value;
    this.expected = refused.expected;
  }
}

/** The part of a WebSocket that Signal uses, so that tests can speak without a network. */
export interface SocketLike {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
}

export interface SignalOptions {
  openSocket(): SocketLike;
  /** The join of the next attempt: it changes once there is a key to resume with. */
  join(): Ask & { type: "join" };
  timers?: Timers;
}

export interface SignalEvents {
  /** Every (re)join: a fresh picture of the room. */
  joined: Joined;
  /** The door is kept: `joined` follows when we are let in, on this socket or the next. */
  waiting: Waiting;
  event: ServerEvent;
  /** The socket is gone and is being opened again. */
  lost: { sinceMs: number };
  /** The server refused to have us back; there is no way on with this token. */
  refused: RefusedError;
}

interface Pending {
  resolve(answer: Answer): void;
  reject(why: Error): void;
  cancelTimeout(): void;
}

/** The socket to the signaling server: asks with answers, events, and coming back by itself. */
export class Signal extends Emitter<SignalEvents> {
  private readonly timers: Timers;
  private opening: Opening | undefined;
  private socket: SocketLike | undefined;
  private readonly pending = new Map<string, Pending>();
  private nextId = 1;
  private attempts = 0;
  private closed = false;
  private joinedOnce = false;
  /** The join that was answered by `waiting`: `joined` will carry the same id. */
  private waitingId: string | undefined;
  private lostSinceMs: number | undefined;
  private cancelTimer: () => void = () => {};

  constructor(private readonly options: SignalOptions) {
    super();
    this.timers = options.timers ?? realTimers;
  }

  /** Opens the socket and joins, or begins to wait; later losses are repaired without the caller. */
  connect(): Promise<Joined | Waiting> {
    return this.attempt();
  }

  ask<Type extends Ask["type"]>(
    ask: Extract<Ask, { type: Type }>,
    timeoutMs = ANSWER_TIMEOUT_MS,
  ): Promise<Type extends keyof AnswerOf ? AnswerOf[Type] : { type: "reply"; id: string }> {
    const socket = this.socket;
    if (socket === undefined) return Promise.reject(new Error("not connected to the meeting's server"));
    const id = `${this.nextId++}`;
    const answered = new Promise<Answer>((resolve, reject) => {
      const cancelTimeout = this.timers.after(timeoutMs, () => {
        this.pending.delete(id);
        reject(new Error(`no answer to ${ask.type} within ${timeoutMs} ms`));
      });
      this.pending.set(id, { resolve, reject, cancelTimeout });
    });
    socket.send(JSON.stringify({ ...ask, id }));
    return answered as Promise<never>;
  }

  /** Tries at once instead of waiting for the next turn: the browser says that it is online again. */
  hurry(): void {
    if (this.lostSinceMs === undefined || this.socket !== undefined || this.opening !== undefined) return;
    this.cancelTimer();
    this.retry();
  }

  /** Asks at once whether the server is still there: there is other evidence that it may not be. */
  doubt(): void {
    this.ping(DOUBTED_PONG_TIMEOUT_MS);
  }

  close(): void {
    const left = new Error("left the meeting");
    this.closed = true;
    this.cancelTimer();
    this.opening?.abandon(left);
    this.drop(left);
  }

  private async attempt(): Promise<Joined | Waiting> {
    const socket = await this.open();
    this.socket = socket;
    socket.onmessage = (message) => this.receive(String(message.data));
    socket.onclose = () => this.lose(socket);
    const answer = await this.ask<"join">(this.options.join()).catch((why: Error) => {
      if (this.socket === socket) this.drop(why);
      throw why;
    });
    this.pingLater();
    return answer;
  }

  private async open(): Promise<SocketLike> {
    this.opening = new Opening(() => this.options.openSocket(), this.timers);
    try {
      return await this.opening.opened;
    } finally {
      this.opening = undefined;
    }
  }

  private welcome(answer: Joined | Waiting): void {
    this.attempts = 0;
    this.joinedOnce = true;
    this.lostSinceMs = undefined;
    this.waitingId = answer.type === "waiting" ? answer.id : undefined;
    if (answer.type === "waiting") this.emit("waiting", answer);
    else this.emit("joined", answer);
  }

  private receive(text: string): void {
    const message = parseServerMessage(text);
    if (message === undefined) return;
    if (!isAnswer(message)) {
      this.emit("event", message);
      return;
    }
    if (message.id === undefined) return;
    const pending = this.pending.get(message.id);
    if (pending === undefined && message.id !== this.waitingId) return;
    this.pending.delete(message.id);
    pending?.cancelTimeout();
    if (message.type === "refused") {
      pending?.reject(new RefusedError(message));
      if (pending === undefined) this.giveUp(new RefusedError(message));
      return;
    }
    if (message.type === "joined" || message.type === "waiting") this.welcome(message);
    pending?.resolve(message);
  }

  private giveUp(why: RefusedError): void {
    this.close();
    this.emit("refused", why);
  }

  private pingLater(): void {
    this.cancelTimer();
    this.cancelTimer = this.timers.after(PING_EVERY_MS, () => this.ping(PONG_TIMEOUT_MS));
  }

  private ping(timeoutMs: number): void {
    const socket = this.socket;
    if (socket === undefined) return;
    this.ask({ type: "ping" }, timeoutMs).then(
      () => this.socket === socket && this.pingLater(),
      (why) => {
        // A server that answers at all is alive, whatever it answers.
        if (why instanceof RefusedError) this.pingLater();
        else if (this.socket === socket) this.lose(socket);
      },
    );
  }

  private lose(socket: SocketLike): void {
    if (this.closed || this.socket !== socket) return;
    this.drop(new Error("the connection to the meeting's server was lost"));
    if (!this.joinedOnce) return;
    if (this.lostSinceMs === undefined) {
      this.lostSinceMs = this.timers.nowMs();
      this.emit("lost", { sinceMs: this.lostSinceMs });
    }
    this.retryLater();
  }

  private retryLater(): void {
    const wait = BACK_OFF_MS[Math.min(this.attempts, BACK_OFF_MS.length - 1)] ?? 0;
    this.attempts++;
    this.cancelTimer = this.timers.after(wait, () => this.retry());
  }

  private retry(): void {
    this.attempt().catch((why: Error) => {
      if (this.closed) return;
      if (why instanceof RefusedError && !PASSING.has(why.code)) {
        this.giveUp(why);
        return;
      }
      this.retryLater();
    });
  }

  /** Lets go of the socket; every open ask ends with this reason. */
  private drop(why: Error): void {
    const socket = this.socket;
    this.socket = undefined;
    this.waitingId = undefined;
    if (socket !== undefined) release(socket);
    const open = [...this.pending.values()];
    this.pending.clear();
    for (const pending of open) {
      pending.cancelTimeout();
      pending.reject(why);
    }
  }
}

/** Refusals that pass by themselves: worth another attempt. */
const PASSING: ReadonlySet<string> = new Set([
  "busy",
  "store-unavailable",
  "shutting-down",
  "too-many-asks",
  "too-many-joins",
]);

export function browserSocket(url: string): SocketLike {
  return new WebSocket(url) as SocketLike;
}
