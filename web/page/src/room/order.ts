/**
 * Who stands where. People keep their places; only somebody who speaks from beyond the first page takes the place
 * of the one on it who has been silent the longest.
 */
export class PlaceOrder {
  private order: string[] = [];
  private readonly spokeAt = new Map<string, number>();
  private turn = 0;

  /** Follows the room: those who left go, those who came stand at the end. */
  follow(present: readonly string[]): void {
    const here = new Set(present);
    const known = new Set(this.order);
    this.order = [...this.order.filter((one) => here.has(one)), ...present.filter((one) => !known.has(one))];
  }

  spoke(who: string): void {
    this.spokeAt.set(who, ++this.turn);
  }

  /** Brings a speaker onto a page of this many places. */
  show(who: string, places: number): void {
    const at = this.order.indexOf(who);
    if (at < places || places <= 0) return;
    let quietest = places - 1;
    for (let index = places - 1; index >= 0; index--) {
      if (this.lastSpoke(index) < this.lastSpoke(quietest)) quietest = index;
    }
    const other = this.order[quietest];
    if (other === undefined) return;
    this.order[quietest] = who;
    this.order[at] = other;
  }

  get all(): readonly string[] {
    return this.order;
  }

  private lastSpoke(index: number): number {
    return this.spokeAt.get(this.order[index] ?? "") ?? 0;
  }
}

/** A large picture that changes at every cough is unwatchable: PAGE.md says at most every 2 s. */
const SWITCH_AFTER_MS = 2_000;

/** The person shown large: the active speaker, with calm. */
export class MainSpeaker {
  private current: string | undefined;
  private sinceMs = Number.NEGATIVE_INFINITY;

  update(speaker: string | undefined, nowMs: number): string | undefined {
    if (speaker === undefined || speaker === this.current) return this.current;
    if (nowMs - this.sinceMs < SWITCH_AFTER_MS) return this.current;
    this.current = speaker;
    this.sinceMs = nowMs;
    return speaker;
  }

  /** Somebody who left cannot stay large. */
  gone(who: string): void {
    if (this.current !== who) return;
    this.current = undefined;
    this.sinceMs = Number.NEGATIVE_INFINITY;
  }
}
