import type { SlotState, SlotWish, Source } from "./protocol.ts";

/** What a tile would like to show: whose, which source, and how many lines of picture it has room for. */
export interface TileWish {
  participant: string;
  source: Source;
  /** Device pixels: CSS height times `devicePixelRatio`. */
  height: number;
}

export type TileKey = string;

export function tileKey(participant: string, source: Source): TileKey {
  return `${participant}/${source}`;
}

/** Heights are asked for in these steps, so that a window being dragged does not ask at every pixel. */
const HEIGHT_STEPS: readonly number[] = [90, 180, 270, 360, 540, 720, 1080, 1440, 2160];

export function heightStep(height: number): number {
  return HEIGHT_STEPS.find((step) => height <= step) ?? HEIGHT_STEPS[HEIGHT_STEPS.length - 1] ?? height;
}

/**
 * Which slot is asked for which tile. A tile that has a slot keeps it, so that its picture goes on without a key
 * frame; new tiles take free slots; what is beyond the slots goes without, last wishes first.
 */
export function assignSlots(
  mids: readonly string[],
  before: readonly SlotWish[],
  wishes: readonly TileWish[],
): SlotWish[] {
  const open = new Map<TileKey, TileWish>();
  for (const wish of wishes) {
    const key = tileKey(wish.participant, wish.source);
    if (wish.height > 0 && open.size < mids.length && !open.has(key)) open.set(key, wish);
  }
  const chosen = new Map<string, TileWish>();
  for (const slot of before) {
    if (slot.participant === undefined || slot.source === undefined) continue;
    const key = tileKey(slot.participant, slot.source);
    const wish = open.get(key);
    if (wish === undefined || !mids.includes(slot.mid)) continue;
    chosen.set(slot.mid, wish);
    open.delete(key);
  }
  const rest = [...open.values()];
  for (const mid of mids) {
    if (rest.length === 0) break;
    if (chosen.has(mid)) continue;
    const wish = rest.shift();
    if (wish !== undefined) chosen.set(mid, wish);
  }
  return mids.map((mid) => slotWish(mid, chosen.get(mid)));
}

function slotWish(mid: string, wish: TileWish | undefined): SlotWish {
  if (wish === undefined) return { mid, height: 0 };
  return { mid, participant: wish.participant, source: wish.source, height: heightStep(wish.height) };
}

export function sameWishes(a: readonly SlotWish[], b: readonly SlotWish[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((wish, index) => {
    const other = b[index];
    return (
      other !== undefined &&
      wish.mid === other.mid &&
      wish.participant === other.participant &&
      wish.source === other.source &&
      wish.height === other.height
    );
  });
}

/** What a slot's receiver has seen: the newest contributing source, and when its packet came. */
export interface Heard {
  csrc: number;
  timestampMs: number;
}

export function newestSource(sources: readonly { source: number; timestamp: number }[]): Heard | undefined {
  let newest: Heard | undefined;
  for (const { source, timestamp } of sources) {
    if (newest === undefined || timestamp > newest.timestampMs)
      newest = { csrc: source, timestampMs: timestamp };
  }
  return newest;
}

/** If packets bring no CSRC at all, the announcement alone is believed after this long. */
const BELIEVE_AFTER_MS = 1_500;

interface Entry {
  state: SlotState;
  announcedAtMs: number;
  confirmed: boolean;
}

/**
 * What each slot carries: the server's announcement, confirmed by the CSRC of the packets that truly arrive. The
 * two travel different roads, so for a moment either may be ahead; nobody is ever shown under another's name.
 */
export class SlotBoard {
  private readonly entries = new Map<string, Entry>();

  announce(slots: readonly SlotState[], nowMs: number): void {
    for (const state of slots) {
      const before = this.entries.get(state.mid);
      const same = before !== undefined && before.state.csrc === state.csrc && sameTile(before.state, state);
      this.entries.set(state.mid, {
        state,
        announcedAtMs: same ? before.announcedAtMs : nowMs,
        confirmed: same && before.confirmed,
      });
    }
  }

  /** Compares with what a slot's packets say; true when that changed what may be shown. */
  hear(mid: string, heard: Heard | undefined, nowMs: number): boolean {
    const entry = this.entries.get(mid);
    if (entry === undefined || entry.state.participant === undefined) return false;
    const confirmed =
      heard === undefined || entry.state.csrc === undefined
        ? entry.confirmed || nowMs - entry.announcedAtMs >= BELIEVE_AFTER_MS
        : heard.csrc === entry.state.csrc;
    const changed = confirmed !== entry.confirmed;
    entry.confirmed = confirmed;
    return changed;
  }

  /** The slot that shows this tile now. */
  find(participant: string, source: Source): { mid: string; confirmed: boolean; layer?: string } | undefined {
    for (const [mid, { state, confirmed }] of this.entries) {
      if (state.participant !== participant || state.source !== source) continue;
      return state.layer === undefined ? { mid, confirmed } : { mid, confirmed, layer: state.layer };
    }
    return undefined;
  }

  at(mid: string): SlotState | undefined {
    return this.entries.get(mid)?.state;
  }

  get unconfirmed(): boolean {
    return [...this.entries.values()].some(
      (entry) => entry.state.participant !== undefined && !entry.confirmed,
    );
  }

  /** Forgets every slot but those of these participants. */
  keep(isKept: (participant: string) => boolean): void {
    for (const [mid, { state }] of this.entries) {
      if (state.participant !== undefined && !isKept(state.participant)) this.entries.delete(mid);
    }
  }

  clear(): void {
    this.entries.clear();
  }
}

function sameTile(a: SlotState, b: SlotState): boolean {
  return a.participant === b.participant && a.source === b.source;
}
