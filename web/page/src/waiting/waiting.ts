import type { Meeting } from "@parley/client";
import { h, setText } from "../dom.ts";
import { preview } from "../door/preview.ts";
import type { LocalDevices } from "../local.ts";
import { words } from "../text/index.ts";

export interface WaitingOptions {
  meeting: Meeting;
  local: LocalDevices;
  room: string;
  name: string;
}

/** The waiting room: where one stands, what the host says, and the own picture to set right meanwhile. */
export function waitingScreen(options: WaitingOptions): { element: HTMLElement; close(): void } {
  const { meeting, local, room, name } = options;
  const w = words.waiting;
  const picture = preview(local, () => name);
  const place = h("p", { class: "waiting-place", role: "status", testid: "waiting-place" });
  const message = h("blockquote", { class: "waiting-message", testid: "waiting-text" });
  const said = h("div", { class: "waiting-said", "aria-live": "polite" });
  const trouble = h("p", { class: "problem", role: "status" }, w.reconnecting);
  const leave = h(
    "button",
    { class: "button", type: "button", testid: "waiting-leave", on: { click: () => void meeting.leave() } },
    w.leave,
  );
  const element = h(
    "main",
    { class: "door waiting", testid: "waiting-room" },
    h(
      "div",
      { class: "door-sheet" },
      h("div", { class: "door-left" }, picture.element),
      h(
        "div",
        { class: "door-right" },
        h("h1", { tabindex: -1 }, w.title),
        h("p", { class: "quiet door-room" }, words.door.room(room)),
        place,
        said,
        trouble,
        leave,
      ),
    ),
  );
  const update = () => {
    const at = meeting.waiting;
    if (at === undefined) return;
    setText(place, at.place <= 1 ? w.next : w.place(at.place));
    element.dataset.place = String(at.place);
    trouble.hidden = meeting.connection.socketLostSinceMs === undefined;
    setText(message, at.message ?? "");
    // Put in as a whole, so that it is read as a whole.
    if (at.message === undefined) said.replaceChildren();
    else if (!said.contains(message)) said.replaceChildren(h("p", { class: "quiet" }, w.from), message);
  };
  const stops = [
    meeting.on("waiting", update),
    meeting.on("connection", update),
    local.on("changed", () => picture.update()),
  ];
  picture.update();
  update();
  const online = () => meeting.hurry();
  window.addEventListener("online", online);
  const close = () => {
    window.removeEventListener("online", online);
    for (const stop of stops) stop();
  };
  return { element, close };
}
