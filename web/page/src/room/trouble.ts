import type { Connection, Quality } from "@parley/client";
import { h, setAttribute, setText } from "../dom.ts";
import { icon, setIcon } from "../icons.ts";
import { clock, words } from "../text/index.ts";

export interface TroubleState {
  connection: Connection;
  quality: Quality | undefined;
  recordingSinceMs: number | undefined;
  soundBlocked: boolean;
}

export interface TroubleActions {
  stopRecording(): void;
  playSound(): void;
}

/** A loss shorter than this repairs itself before anybody could read about it. */
const SAY_AFTER_MS = 1_200;

type Said = { kind: "lost" | "weak" | "recording" | "sound"; text: string };

/** The worst first: one bar, one sentence. */
export function troubleOf(state: TroubleState, nowMs: number): Said | undefined {
  const { socketLostSinceMs, mediaLostSinceMs, endsAtMs } = state.connection;
  const socketMs = socketLostSinceMs === undefined ? 0 : nowMs - socketLostSinceMs;
  const mediaMs = mediaLostSinceMs === undefined ? 0 : nowMs - mediaLostSinceMs;
  const t = words.trouble;
  if (endsAtMs !== undefined) return { kind: "lost", text: t.mediaAway(clock(endsAtMs - nowMs)) };
  if (socketMs > SAY_AFTER_MS && mediaMs > SAY_AFTER_MS) {
    return { kind: "lost", text: t.both(clock(Math.max(socketMs, mediaMs))) };
  }
  if (socketMs > SAY_AFTER_MS) return { kind: "lost", text: t.socket(clock(socketMs)) };
  if (mediaMs > SAY_AFTER_MS) return { kind: "lost", text: t.media(clock(mediaMs)) };
  if (state.soundBlocked) return { kind: "sound", text: t.soundBlocked };
  if (state.recordingSinceMs !== undefined) {
    return { kind: "recording", text: t.recording(clock(nowMs - state.recordingSinceMs)) };
  }
  if (state.quality === "poor") return { kind: "weak", text: t.weak };
  return undefined;
}

/** The thin bar over the stage. */
export function troubleBar(actions: TroubleActions) {
  const picture = icon("warning");
  // The clock moves every second; a screen reader is told once, by the words without it.
  const text = h("span", { testid: "trouble-text", "aria-hidden": "true" });
  const spoken = h("span", { class: "unseen", role: "status" });
  const stop = h(
    "button",
    { class: "button small", type: "button", testid: "stop-recording", on: { click: actions.stopRecording } },
    words.trouble.stopRecording,
  );
  const play = h(
    "button",
    { class: "button small", type: "button", testid: "play-sound", on: { click: actions.playSound } },
    words.trouble.playSound,
  );
  const element = h("div", { class: "trouble", testid: "trouble" }, picture, text, spoken, stop, play);
  const update = (state: TroubleState) => {
    const said = troubleOf(state, performance.now());
    element.classList.toggle("shown", said !== undefined);
    setAttribute(element, "data-kind", said?.kind);
    stop.hidden = said?.kind !== "recording";
    play.hidden = said?.kind !== "sound";
    setIcon(picture, said?.kind === "recording" ? "record" : said?.kind === "sound" ? "volume" : "warning");
    setText(text, said?.text ?? "");
    setText(spoken, (said?.text ?? "").replace(/ ?\d+(:\d\d)+/, ""));
  };
  return { element, update };
}
