import { type Meeting, SpeakingGate, tileKey } from "@parley/client";
import type { LocalDevices } from "../local.ts";
import type { Tile } from "./tile.ts";

const EVERY_MS = 80;
/** Told once, a person knows; told at every word, a person leaves. */
const TELL_MUTED_EVERY_MS = 12_000;

/** Outlines those who speak, and tells a muted person that nobody hears them. */
export class SpeakingWatch {
  private readonly gates = new Map<string, SpeakingGate>();
  private readonly ownGate = new SpeakingGate();
  private toldAtMs = Number.NEGATIVE_INFINITY;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(
    private readonly meeting: Meeting,
    private readonly local: LocalDevices,
    private readonly tiles: ReadonlyMap<string, Tile>,
    private readonly tellMuted: () => void,
  ) {
    this.timer = setInterval(() => this.look(performance.now()), EVERY_MS);
  }

  close(): void {
    clearInterval(this.timer);
  }

  private look(nowMs: number): void {
    if (this.meeting.state !== "joined") return;
    const levels = this.meeting.levels();
    for (const { id } of this.meeting.nearby) {
      if (id === this.meeting.me.id) this.lookAtOwn(id, nowMs);
      else this.outline(id, levels.get(id) ?? 0, nowMs);
    }
  }

  private outline(id: string, level: number, nowMs: number): void {
    const gate = this.gates.get(id) ?? new SpeakingGate();
    this.gates.set(id, gate);
    this.tiles.get(tileKey(id, "camera"))?.setSpeaking(gate.update(level, nowMs), level);
  }

  private lookAtOwn(id: string, nowMs: number): void {
    const level = this.local.level();
    const speaking = this.ownGate.update(level, nowMs);
    const muted = this.local.muted;
    this.tiles.get(tileKey(id, "camera"))?.setSpeaking(speaking && !muted, level);
    if (!speaking || !muted || this.local.microphone.track === undefined) return;
    if (nowMs - this.toldAtMs < TELL_MUTED_EVERY_MS) return;
    this.toldAtMs = nowMs;
    this.tellMuted();
  }
}
