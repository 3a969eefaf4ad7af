import { Emitter } from "./emitter.ts";
import type { RoomView, SlotState, SlotWish, Source } from "./protocol.ts";
import { publisherOf } from "./room.ts";
import type { Slot } from "./session.ts";
import { assignSlots, newestSource, SlotBoard, sameWishes, type TileWish } from "./slots.ts";

export interface ViewingEvents {
  /** Which tile is shown by which track has changed. */
  changed: undefined;
}

/** Layouts change in bursts (a window is dragged, a panel slides): one ask says it all. */
const WISH_AFTER_MS = 120;
/** Every signaling instance knows by then where a room went. */
const ARRIVED_AFTER_MS = 1_000;
/** How often an announced slot's packets are asked whose they are, until they agree. */
const CONFIRM_EVERY_MS = 40;
/** Levels from getStats, where packets bring none, are read at most this often. */
const STATS_LEVEL_EVERY_MS = 200;

/** The receiving side: which slot shows which tile, and who is heard in the audio slots. */
export class Viewing extends Emitter<ViewingEvents> {
  private readonly board = new SlotBoard();
  private slots: readonly Slot[] = [];
  private tiles: readonly TileWish[] = [];
  private asked: SlotWish[] = [];
  private wishTimer: ReturnType<typeof setTimeout> | undefined;
  private repeatTimer: ReturnType<typeof setTimeout> | undefined;
  private confirmTimer: ReturnType<typeof setInterval> | undefined;
  /** Another place: the next wish does not wait for the burst to end. */
  private hurried = false;
  private readonly statsLevels = new Map<string, { level: number; readAtMs: number }>();

  constructor(private readonly ask: (slots: SlotWish[]) => Promise<unknown>) {
    super();
  }

  get audioSlots(): readonly Slot[] {
    return this.slots.filter((slot) => slot.kind === "audio");
  }

  /** A new session: its slots know nothing yet, so everything is wished again at once. */
  use(slots: readonly Slot[]): void {
    this.slots = slots;
    this.asked = [];
    this.askNow(true);
    this.emit("changed", undefined);
  }

  /** The session is gone, and with it what its slots carried. */
  forget(): void {
    this.slots = [];
    this.board.clear();
    this.emit("changed", undefined);
  }

  wish(tiles: readonly TileWish[]): void {
    this.tiles = tiles;
    clearTimeout(this.wishTimer);
    if (this.hurried) this.askNow(false);
    else this.wishTimer = setTimeout(() => this.askNow(false), WISH_AFTER_MS);
    this.hurried = false;
  }

  /** We are somewhere else: what these slots showed is gone at once, and what they are to show is asked anew. */
  moveTo(isThere: (participant: string) => boolean): void {
    this.board.keep(isThere);
    this.asked = [];
    this.hurried = true;
    this.emit("changed", undefined);
  }

  /** Says all wishes again: another server may be listening now. */
  repeat(): void {
    this.askNow(true);
  }

  /** The same, once a room that moves has arrived: what was wished on the way may have gone to the node before. */
  repeatLater(): void {
    clearTimeout(this.repeatTimer);
    this.repeatTimer = setTimeout(() => this.repeat(), ARRIVED_AFTER_MS);
  }

  announce(states: readonly SlotState[]): void {
    this.board.announce(states, performance.now());
    this.confirm();
    this.emit("changed", undefined);
    if (this.board.unconfirmed) this.confirmTimer ??= setInterval(() => this.confirm(), CONFIRM_EVERY_MS);
  }

  /** The track that truly carries this tile now. */
  track(participant: string, source: Source): MediaStreamTrack | undefined {
    const found = this.board.find(participant, source);
    if (found === undefined || !found.confirmed) return undefined;
    return this.slots.find((slot) => slot.mid === found.mid)?.track;
  }

  slotOf(
    participant: string,
    source: Source,
  ): { mid: string; confirmed: boolean; layer?: string } | undefined {
    return this.board.find(participant, source);
  }

  at(mid: string): SlotState | undefined {
    return this.board.at(mid);
  }

  /** Who is heard, and how loud (0..1). */
  levels(room: RoomView): Map<string, number> {
    const heard = new Map<string, number>();
    const nowMs = performance.now();
    for (const slot of this.audioSlots) {
      const newest = newestSource(slot.receiver.getContributingSources());
      const named = newest && publisherOf(room, newest.csrc)?.participant;
      const participant = named ?? this.board.at(slot.mid)?.participant;
      if (participant === undefined) continue;
      heard.set(participant, Math.max(heard.get(participant) ?? 0, this.level(slot, nowMs)));
    }
    return heard;
  }

  close(): void {
    clearTimeout(this.wishTimer);
    clearTimeout(this.repeatTimer);
    clearInterval(this.confirmTimer);
    this.forget();
  }

  private askNow(evenIfSame: boolean): void {
    clearTimeout(this.wishTimer);
    const mids = this.slots.filter((slot) => slot.kind === "video").map((slot) => slot.mid);
    if (mids.length === 0) return;
    const next = assignSlots(mids, this.asked, this.tiles);
    if (!evenIfSame && sameWishes(next, this.asked)) return;
    this.asked = next;
    // A wish that is lost with the socket is repeated when it is back.
    this.ask(next).catch(() => {});
  }

  private confirm(): void {
    const nowMs = performance.now();
    let changed = false;
    for (const slot of this.slots) {
      const heard = newestSource(slot.receiver.getContributingSources());
      changed = this.board.hear(slot.mid, heard, nowMs) || changed;
    }
    if (!this.board.unconfirmed) {
      clearInterval(this.confirmTimer);
      this.confirmTimer = undefined;
    }
    if (changed) this.emit("changed", undefined);
  }

  private level(slot: Slot, nowMs: number): number {
    const fresh = slot.receiver.getSynchronizationSources()[0];
    if (fresh?.audioLevel !== undefined)
      return performance.timeOrigin + nowMs - fresh.timestamp > 500 ? 0 : fresh.audioLevel;
    const known = this.statsLevels.get(slot.mid) ?? { level: 0, readAtMs: Number.NEGATIVE_INFINITY };
    if (nowMs - known.readAtMs >= STATS_LEVEL_EVERY_MS) {
      this.statsLevels.set(slot.mid, { level: known.level, readAtMs: nowMs });
      void this.readLevel(slot, nowMs);
    }
    return known.level;
  }

  private async readLevel(slot: Slot, nowMs: number): Promise<void> {
    const report = await slot.receiver.getStats();
    for (const stats of report.values()) {
      if (stats.type !== "inbound-rtp") continue;
      this.statsLevels.set(slot.mid, { level: stats.audioLevel ?? 0, readAtMs: nowMs });
    }
  }
}
