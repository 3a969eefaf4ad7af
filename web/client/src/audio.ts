import type { Slot } from "./session.ts";

type SinkElement = HTMLAudioElement & { setSinkId?(id: string): Promise<void> };

/** Plays the audio slots through hidden elements; the click that joined allows them to sound. */
export class AudioOut {
  private elements: SinkElement[] = [];
  private sinkId = "";

  constructor(private readonly home: HTMLElement) {}

  play(slots: readonly Slot[]): void {
    this.stop();
    this.elements = slots.map((slot) => {
      const element: SinkElement = document.createElement("audio");
      element.autoplay = true;
      element.hidden = true;
      element.dataset.slot = slot.mid;
      element.srcObject = new MediaStream([slot.track]);
      this.home.append(element);
      this.route(element);
      return element;
    });
    this.resume();
  }

  /** A browser that blocked sound allows it after the next click. */
  resume(): void {
    for (const element of this.elements) void element.play().catch(() => {});
  }

  get blocked(): boolean {
    return this.elements.some((element) => element.paused);
  }

  async setSink(id: string): Promise<void> {
    this.sinkId = id;
    for (const element of this.elements) this.route(element);
  }

  stop(): void {
    for (const element of this.elements) {
      element.srcObject = null;
      element.remove();
    }
    this.elements = [];
  }

  private route(element: SinkElement): void {
    if (this.sinkId !== "") void element.setSinkId?.(this.sinkId).catch(() => {});
  }
}
