import type { Meeting, StreamStats } from "@parley/client";
import { h, KeyedList, type Row, setText } from "../dom.ts";
import { words } from "../text/index.ts";
import { chart } from "./chart.ts";
import { type Panel, panelFrame } from "./panel.ts";

const EVERY_MS = 1_000;

/** Every stream in numbers, and the last minute as lines. */
export function detailsPanel(meeting: Meeting, close: () => void): Panel {
  const w = words.details;
  const received = chart(w.receiving, bitrate);
  const sent = chart(w.sending, bitrate);
  const trip = chart(w.roundTrip, milliseconds);
  const loss = chart(w.loss, percent);
  const route = h("p", { class: "quiet details-route" });
  const list = h("ul", { class: "streams", testid: "streams" });
  const rows = new KeyedList<StreamStats>(list, () => streamRow(meeting));
  const empty = h("p", { class: "quiet" }, w.none);
  let last: StreamStats[] = [];
  const copy = h("button", { class: "button small", type: "button", testid: "details-copy" }, w.copy);
  copy.addEventListener("click", () => {
    void navigator.clipboard.writeText(last.map((one) => lineOf(one, meeting).join("\t")).join("\n"));
    setText(copy, w.copied);
  });
  const charts = h("div", { class: "charts" }, received.element, sent.element, trip.element, loss.element);
  const body = h(
    "div",
    { class: "panel-scroll details", tabindex: 0, role: "region", "aria-label": w.title },
    h("p", { class: "quiet" }, w.intro),
    charts,
    route,
    empty,
    list,
    copy,
  );
  const element = panelFrame("details", w.title, close, body);
  const look = async () => {
    const all = await meeting.details().catch(() => []);
    // A slot that carries nobody is of no interest unless something still flows in it.
    last = all.filter((one) => one.participant !== undefined || one.bitsPerSecond > 0);
    const sum = (direction: string) =>
      last.filter((one) => one.direction === direction).reduce((all, one) => all + one.bitsPerSecond, 0);
    received.add(sum("received"));
    sent.add(sum("sent"));
    trip.add(last[0]?.roundTripMs ?? 0);
    loss.add(Math.max(0, ...last.map((one) => one.loss)));
    setText(route, last[0]?.route === undefined ? "" : `${w.route}: ${last[0].route}`);
    empty.hidden = last.length > 0;
    rows.show(last, (one) => one.key);
  };
  void look();
  const timer = setInterval(() => void look(), EVERY_MS);
  return {
    element,
    update: () => {},
    focus: () => element.querySelector<HTMLElement>(".panel-head button")?.focus(),
    close: () => clearInterval(timer),
  };
}

function streamRow(meeting: Meeting): Row<StreamStats> {
  const title = h("strong", {});
  const numbers = h("span", { class: "quiet" });
  const element = h("li", { testid: "stream" }, title, numbers);
  const update = (stream: StreamStats) => {
    const [name = "", ...rest] = lineOf(stream, meeting);
    setText(title, name);
    setText(numbers, rest.join(" · "));
    element.dataset.participant = stream.participant ?? "";
    element.dataset.source = stream.source ?? "";
    element.dataset.layer = stream.layer ?? "";
  };
  return { element, update };
}

/** "Ann, camera", then what there is to say of it. */
function lineOf(stream: StreamStats, meeting: Meeting): string[] {
  const w = words.details;
  const who = stream.participant === undefined ? undefined : meeting.participant(stream.participant)?.name;
  const own = stream.direction === "sent";
  const what = stream.source === undefined ? w.slot : w.source[stream.source];
  const size = stream.height === undefined ? undefined : `${stream.width}×${stream.height}`;
  const rate = stream.framesPerSecond === undefined ? undefined : `${Math.round(stream.framesPerSecond)}/s`;
  const layer = stream.layer === undefined ? undefined : `${w.layer.toLowerCase()} ${stream.layer}`;
  const parts = [
    stream.codec,
    layer,
    size,
    rate,
    bitrate(stream.bitsPerSecond),
    `${w.loss.toLowerCase()} ${percent(stream.loss)}`,
  ];
  const title = own ? `${w.sending}: ${what}` : who === undefined ? what : `${who}: ${what}`;
  return [title, ...parts.filter((one) => one !== undefined && one !== "")] as string[];
}

function bitrate(bitsPerSecond: number): string {
  if (bitsPerSecond >= 1_000_000) return `${(bitsPerSecond / 1_000_000).toFixed(1)}\u00a0Mbit/s`;
  return `${Math.round(bitsPerSecond / 1_000)}\u00a0kbit/s`;
}

function milliseconds(value: number): string {
  return `${Math.round(value)}\u00a0ms`;
}

function percent(value: number): string {
  return `${(value * 100).toFixed(value > 0 && value < 0.1 ? 1 : 0)}\u00a0%`;
}
