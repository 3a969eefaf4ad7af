import { devicePickers } from "../devices.ts";
import { h } from "../dom.ts";
import type { LocalDevices } from "../local.ts";
import { applyTheme, remember, settings, type Theme } from "../settings.ts";
import { words } from "../text/index.ts";
import { openDialog } from "./dialog.ts";

export interface SettingsOptions {
  local: LocalDevices;
  speaker(id: string): void;
  /** Something that shows has changed. */
  changed(): void;
}

export function openSettings(options: SettingsOptions): void {
  const w = words.settings;
  const pickers = devicePickers("settings", options.local, options.speaker);
  const mirror = check("mirror", w.mirror, settings.mirror, (on) => {
    remember({ mirror: on });
    options.changed();
  });
  const shortcuts = check("shortcuts", w.shortcuts, settings.shortcuts, (on) => remember({ shortcuts: on }));
  const body = h(
    "div",
    { class: "dialog-body" },
    h("h3", {}, w.devices),
    ...pickers.elements,
    h("h3", {}, w.appearance),
    themePicker(),
    mirror,
    shortcuts,
  );
  const dialog = openDialog("settings", w.title, body);
  const stop = options.local.on("changed", () => void pickers.refresh());
  void pickers.refresh();
  dialog.addEventListener("close", () => {
    stop();
    pickers.close();
  });
}

function themePicker(): HTMLElement {
  const select = h("select", {
    class: "input",
    id: "settings-theme",
    testid: "settings-theme",
    on: {
      change: () => {
        remember({ theme: select.value as Theme });
        applyTheme();
      },
    },
  });
  for (const [value, text] of Object.entries(words.settings.themes)) {
    select.append(h("option", { value, selected: settings.theme === value }, text));
  }
  return h("div", { class: "field" }, h("label", { for: "settings-theme" }, words.settings.theme), select);
}

function check(id: string, text: string, on: boolean, change: (on: boolean) => void): HTMLElement {
  const box = h("input", {
    type: "checkbox",
    id: `settings-${id}`,
    testid: `settings-${id}`,
    checked: on,
    on: { change: () => change(box.checked) },
  });
  return h("label", { class: "check" }, box, h("span", {}, text));
}

export function openShortcuts(): void {
  const { list, keys } = words.shortcuts;
  const names: Readonly<Record<string, string>> = keys;
  const rows = Object.entries(list).map(([key, text]) =>
    h(
      "div",
      { class: "shortcut" },
      h("dt", {}, h("kbd", {}, names[key] ?? key.toUpperCase())),
      h("dd", {}, text),
    ),
  );
  const off = h("p", { class: "problem", hidden: settings.shortcuts }, words.shortcuts.off);
  openDialog(
    "shortcuts",
    words.shortcuts.title,
    h("div", { class: "dialog-body" }, off, h("dl", { class: "shortcuts" }, ...rows)),
  );
}
