import type { HostLeaves, RoomSettings } from "@parley/client";
import { h } from "../dom.ts";
import { words } from "../text/index.ts";
import { openDialog } from "./dialog.ts";
import type { PanelContext } from "./panel.ts";

type Switch = Exclude<keyof RoomSettings, "hostLeaves">;

/** The meeting's settings, for those who moderate: each holds for everybody as soon as it is switched. */
export function openRules({ meeting, tell }: PanelContext): void {
  const w = words.rules;
  const updates: (() => void)[] = [];
  const change = (settings: Partial<RoomSettings>) => {
    const asked = meeting.changeSettings(settings);
    // What was refused must not stay shown as if it held.
    void asked.catch(() => update());
    tell(asked);
  };
  const row = (name: Switch, hint?: string) => {
    const box = h("input", {
      type: "checkbox",
      role: "switch",
      testid: `rule-${name}`,
      "aria-describedby": hint === undefined ? undefined : `rule-${name}-hint`,
      on: { change: () => change({ [name]: box.checked }) },
    });
    updates.push(() => {
      box.checked = meeting.room.settings[name];
    });
    const text = h("span", {}, w[name]);
    const small = hint !== undefined && h("small", { class: "quiet", id: `rule-${name}-hint` }, hint);
    return h("div", { class: "rule" }, h("label", { class: "check" }, box, text), small);
  };
  const body = h(
    "div",
    { class: "dialog-body" },
    h("p", { class: "quiet" }, w.intro),
    h("h3", {}, w.door),
    row("locked", w.lockedHint),
    row("waitingRoom", w.waitingRoomHint),
    row("webinar", w.webinarHint),
    h("h3", {}, w.guests),
    row("guestsMayUnmute", w.guestsMayUnmuteHint),
    row("guestsMayShare"),
    row("guestsMayChat"),
    hostLeavesRow(change, updates, () => meeting.room.settings.hostLeaves),
  );
  const update = () => {
    for (const one of updates) one();
  };
  const dialog = openDialog("rules", w.title, body);
  const stop = meeting.on("changed", update);
  dialog.addEventListener("close", stop);
  update();
}

function hostLeavesRow(
  change: (settings: Partial<RoomSettings>) => void,
  updates: (() => void)[],
  now: () => HostLeaves,
): HTMLElement {
  const w = words.rules;
  const choices = (Object.keys(w.hostLeaves) as HostLeaves[]).map((value) => {
    const radio = h("input", {
      type: "radio",
      name: "hostLeaves",
      value,
      testid: `rule-hostLeaves-${value}`,
      on: { change: () => change({ hostLeaves: value }) },
    });
    updates.push(() => {
      radio.checked = now() === value;
    });
    return h("label", { class: "check" }, radio, h("span", {}, w.hostLeaves[value]));
  });
  return h(
    "div",
    { class: "rule-group", role: "radiogroup", "aria-labelledby": "rule-end" },
    h("h3", { id: "rule-end" }, w.end),
    ...choices,
  );
}
