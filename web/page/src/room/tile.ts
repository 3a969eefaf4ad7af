import { isLive, type ParticipantView, type Quality, trackOf } from "@parley/client";
import { h, setAttribute, setText } from "../dom.ts";
import { icon, setIcon } from "../icons.ts";
import { hueOf, initials } from "../person.ts";
import { settings } from "../settings.ts";
import { words } from "../text/index.ts";
import type { Placed } from "./arrange.ts";
import { placeAt } from "./layout.ts";

export interface TileModel {
  key: string;
  participant: ParticipantView;
  source: "camera" | "screen";
  own: boolean;
  placed: Placed | undefined;
  track: MediaStreamTrack | undefined;
  pinned: boolean;
  /** A host shows this person large to everyone. */
  spotlit: boolean;
  quality: Quality | undefined;
  /** The one tile that Tab reaches; arrows move on from there. */
  reachable: boolean;
}

export interface TileActions {
  togglePin(key: string): void;
  stopShare(): void;
  /** A screen's true shape is known only from its first picture. */
  resized(): void;
}

/** One picture with its name and marks; a face of initials where there is no picture, never a black rectangle. */
export class Tile {
  readonly element: HTMLElement;
  readonly video: HTMLVideoElement;
  private readonly avatar = h("div", { class: "avatar tile-avatar", "aria-hidden": "true" });
  private readonly name = h("span", { class: "tile-name" });
  private readonly muted = h("span", { class: "tile-muted" }, icon("microphoneOff"));
  private readonly hand = h("span", { class: "tile-mark tile-hand" }, icon("hand"));
  private readonly spot = h("span", { class: "tile-mark tile-spot" }, icon("spotlight"));
  private readonly signal = h("span", { class: "tile-mark tile-signal" }, icon("signal"));
  private readonly pinIcon = icon("pin");
  private readonly pin: HTMLButtonElement;
  private readonly stop: HTMLElement;
  private shown: MediaStreamTrack | undefined;

  constructor(
    readonly key: string,
    own: boolean,
    private readonly actions: TileActions,
  ) {
    this.video = h("video", { autoplay: true, playsinline: true, "aria-hidden": "true", tabindex: -1 });
    this.video.muted = true;
    this.video.addEventListener("resize", () => actions.resized());
    this.pin = h(
      "button",
      {
        class: "tile-pin",
        type: "button",
        tabindex: -1,
        testid: "pin",
        on: { click: () => actions.togglePin(key) },
      },
      this.pinIcon,
    );
    this.stop = this.stopBanner(own && key.endsWith("/screen"));
    this.element = h(
      "div",
      { class: "tile", role: "group", testid: "tile", on: { dblclick: () => actions.togglePin(key) } },
      this.avatar,
      this.video,
      h("div", { class: "tile-marks" }, this.hand, this.spot, this.signal),
      this.pin,
      h("div", { class: "tile-foot" }, this.muted, this.name),
      this.stop,
    );
  }

  update(model: TileModel): void {
    const { participant, source, own, placed, pinned } = model;
    const live = hasCamera(model);
    this.attach(live && placed !== undefined ? model.track : undefined);
    this.place(placed);
    const shownName = own ? words.stage.nameYou(participant.name) : participant.name;
    const label = source === "screen" ? words.stage.screenOf(participant.name) : shownName;
    setText(this.name, label);
    setText(this.avatar, initials(participant.name));
    this.avatar.style.setProperty("--hue", String(hueOf(participant.identity)));
    this.mark(model, label);
    setIcon(this.pinIcon, pinned ? "unpin" : "pin");
    setAttribute(this.pin, "aria-label", pinned ? words.stage.unpin(label) : words.stage.pin(label));
    setAttribute(this.pin, "aria-pressed", String(pinned));
    setAttribute(this.pin, "title", pinned ? words.stage.unpin(label) : words.stage.pin(label));
    setAttribute(this.element, "data-participant", participant.id);
    setAttribute(this.element, "data-source", source);
    setAttribute(this.element, "data-role", placed?.role);
    setAttribute(this.element, "tabindex", model.reachable ? 0 : -1);
    this.video.classList.toggle("mirror", own && source === "camera" && settings.mirror);
    this.element.classList.toggle("own", own);
  }

  /** The outline follows the voice. */
  setSpeaking(speaking: boolean, level: number): void {
    this.element.classList.toggle("speaking", speaking);
    this.element.style.setProperty("--level", speaking ? Math.min(1, level * 4).toFixed(2) : "0");
  }

  get aspect(): number | undefined {
    return this.video.videoHeight > 0 ? this.video.videoWidth / this.video.videoHeight : undefined;
  }

  close(): void {
    this.video.srcObject = null;
    this.element.remove();
  }

  private mark(model: TileModel, label: string): void {
    const { participant, source, quality } = model;
    const microphone = trackOf(participant, "microphone");
    const isMuted = source === "camera" && (microphone === undefined || microphone.muted);
    const isWeak = source === "camera" && (quality === "poor" || quality === "fair");
    const isAway = !participant.connected;
    const handUp = source === "camera" && participant.hand !== undefined;
    this.muted.hidden = !isMuted;
    this.hand.hidden = !handUp;
    this.spot.hidden = !model.spotlit;
    this.signal.hidden = !isWeak && !isAway;
    const signalWords = isAway ? words.stage.away : words.stage.quality[quality ?? "good"];
    setAttribute(this.signal, "title", signalWords);
    setAttribute(this.signal, "data-quality", isAway ? "poor" : quality);
    this.element.classList.toggle("away", isAway);
    const states = [
      label,
      isMuted && words.stage.muted,
      handUp && words.stage.handUp,
      (isWeak || isAway) && signalWords,
      !hasCamera(model) && words.stage.noPicture,
      model.pinned && words.stage.pinned,
      model.spotlit && words.stage.spotlit,
    ].filter((one) => typeof one === "string");
    setAttribute(this.element, "aria-label", states.join(", "));
  }

  private attach(track: MediaStreamTrack | undefined): void {
    if (track === this.shown) return;
    this.shown = track;
    this.element.classList.remove("has-picture");
    this.video.srcObject = track === undefined ? null : new MediaStream([track]);
    if (track === undefined) return;
    void this.video.play().catch(() => {});
    // Only a frame that is truly there uncovers the face behind it.
    this.video.requestVideoFrameCallback(() => {
      if (this.shown === track) this.element.classList.add("has-picture");
    });
  }

  private place(placed: Placed | undefined): void {
    this.element.hidden = placed === undefined;
    if (placed === undefined) return;
    const { width, height } = placed.box;
    placeAt(this.element, placed.box);
    this.avatar.style.fontSize = `${Math.max(14, Math.min(width, height) * 0.14).toFixed(0)}px`;
    this.element.classList.toggle("tiny", width < 170);
  }

  private stopBanner(isOwnScreen: boolean): HTMLElement {
    const banner = h(
      "div",
      { class: "tile-share", hidden: !isOwnScreen },
      h("span", {}, words.stage.yourScreen),
      h(
        "button",
        {
          class: "button danger small",
          type: "button",
          testid: "stop-share",
          on: { click: () => this.actions.stopShare() },
        },
        words.stage.stopShare,
      ),
    );
    return banner;
  }
}

/** Somebody whose picture is only on its way has a camera all the same. */
function hasCamera({ source, own, participant, track }: TileModel): boolean {
  if (source === "screen") return true;
  return own ? track !== undefined : isLive(participant, "camera");
}
