import { LocalRecorder, type Meeting, type RecordedTile, type RecorderScene } from "@parley/client";
import type { LocalDevices } from "../local.ts";
import { hueOf, initials } from "../person.ts";
import type { Stage } from "./stage.ts";

/** Records what this window shows and hears, to this machine. */
export class Recording {
  private recorder: LocalRecorder | undefined;

  constructor(
    private readonly meeting: Meeting,
    private readonly local: LocalDevices,
    private readonly stage: Stage,
  ) {}

  get sinceMs(): number | undefined {
    return this.recorder?.startedAtMs;
  }

  start(): void {
    if (this.recorder !== undefined) return;
    this.recorder = new LocalRecorder({ scene: () => this.scene(), audio: () => this.audio() });
    this.stage.keepWishes = true;
  }

  /** True when a file was saved. */
  async stop(): Promise<boolean> {
    const recorder = this.recorder;
    this.recorder = undefined;
    this.stage.keepWishes = false;
    if (recorder === undefined) return false;
    const file = await recorder.stop();
    if (file.size === 0) return false;
    save(file, `parley-${new Date().toISOString().slice(0, 16).replace(/[T:]/g, "-")}.webm`);
    return true;
  }

  private scene(): RecorderScene {
    const tiles: RecordedTile[] = [];
    for (const [key, { box }] of this.stage.arrangement.tiles) {
      const tile = this.stage.tiles.get(key);
      const [participant = "", source = ""] = key.split("/");
      const hasPicture = tile?.element.classList.contains("has-picture") === true;
      const person = this.meeting.participant(participant);
      tiles.push({
        ...box,
        video: hasPicture ? tile?.video : undefined,
        name: person?.name ?? "",
        initials: initials(person?.name ?? "?"),
        hue: hueOf(person?.identity ?? participant),
        whole: source === "screen",
      });
    }
    return { ...this.stage.area, tiles };
  }

  private audio(): MediaStreamTrack[] {
    const heard = this.meeting.viewing.audioSlots.map((slot) => slot.track);
    const own = this.local.microphone.track;
    return own !== undefined && !this.local.muted ? [...heard, own] : heard;
  }
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
