import { canRecord, type Meeting } from "@parley/client";
import type { MenuItem } from "../menu.ts";
import { confirmDialog } from "../panels/dialog.ts";
import type { PanelContext } from "../panels/panel.ts";
import { openRules } from "../panels/rules.ts";
import { openShortcuts } from "../panels/settings.ts";
import { words } from "../text/index.ts";
import type { BarButtonName } from "./bar.ts";
import type { RoomUi } from "./ui.ts";

export interface MenuContext extends PanelContext {
  recording: boolean;
  toggleRecording(): void;
  toggleHand(): void;
  openSettings(): void;
  openReactions(): void;
  /** A narrow bar has no room for this button: it is under More. */
  hides(button: BarButtonName): boolean;
}

export function layoutItems(ui: RoomUi): MenuItem[] {
  const item = (layout: "grid" | "speaker"): MenuItem => ({
    label: words.layout[layout],
    icon: layout,
    testid: `layout-${layout}`,
    checked: ui.layout === layout && ui.pinned === undefined,
    run: () => ui.setLayout(layout),
  });
  return [item("grid"), item("speaker")];
}

export function reactionItems({ meeting, tell }: PanelContext): MenuItem[] {
  return Object.entries(words.reactions.names).map(([emoji, label]) => ({
    label,
    emoji,
    testid: `react-${label.toLowerCase().replace(/ /g, "-")}`,
    run: () => tell(meeting.react(emoji)),
  }));
}

/** What is not in the bar, then what concerns the meeting, then this window. */
export function moreItems(context: MenuContext): MenuItem[] {
  const groups = [hiddenItems(context), hostItems(context), ownItems(context)];
  return groups.flatMap((items) => items.map((item, index) => ({ ...item, apart: index === 0 })));
}

function ownItems(context: MenuContext): MenuItem[] {
  const { ui, recording } = context;
  const w = words.more;
  const items: MenuItem[] = [];
  if (canRecord()) {
    items.push({
      label: recording ? w.stopRecording : w.record,
      icon: recording ? "stop" : "record",
      testid: "menu-record",
      run: context.toggleRecording,
    });
  }
  items.push(
    { label: w.details, icon: "chart", testid: "menu-details", run: () => ui.togglePanel("details") },
    { label: w.settings, icon: "settings", testid: "menu-settings", run: context.openSettings },
    { label: w.shortcuts, icon: "keyboard", testid: "menu-shortcuts", run: () => openShortcuts() },
  );
  return items;
}

function hostItems(context: MenuContext): MenuItem[] {
  const { meeting, ui } = context;
  const rooms: MenuItem = {
    label: words.breakouts.open,
    icon: "rooms",
    testid: "menu-breakouts",
    run: () => ui.togglePanel("breakouts"),
  };
  if (!meeting.moderates) return meeting.room.breakouts === undefined ? [] : [rooms];
  const rules: MenuItem = {
    label: words.rules.open,
    icon: "lock",
    testid: "menu-rules",
    run: () => openRules(context),
  };
  return [rooms, rules];
}

/** What a narrow bar has no room for. */
function hiddenItems(context: MenuContext): MenuItem[] {
  const { meeting, ui, hides } = context;
  const hand = meeting.me.hand === undefined ? words.bar.raise : words.bar.lower;
  const items: [BarButtonName, MenuItem][] = [
    ["hand", { label: hand, icon: "hand", testid: "menu-hand", run: context.toggleHand }],
    [
      "react",
      { label: words.reactions.menu, icon: "smile", testid: "menu-react", run: context.openReactions },
    ],
    ["people", panelItem(ui, "people", words.bar.people, "people")],
    ["asking", panelItem(ui, "asking", words.asking.title, "question")],
  ];
  const found = items.filter(([button]) => hides(button)).map(([, item]) => item);
  return hides("layout") ? [...found, ...layoutItems(ui)] : found;
}

function panelItem(
  ui: RoomUi,
  panel: "people" | "asking",
  label: string,
  icon: "people" | "question",
): MenuItem {
  return { label, icon, testid: `menu-${panel}`, run: () => ui.togglePanel(panel) };
}

/** A host may end the meeting for everyone; whoever is alone with it just leaves. */
export function leaveItems({ meeting, tell }: PanelContext): MenuItem[] {
  const w = words.leaving;
  const end = async () => {
    const ask = { title: w.endSure, hint: w.endHint(others(meeting)), yes: w.end, no: words.people.cancel };
    if (await confirmDialog(ask)) tell(meeting.endMeeting());
  };
  if (meeting.me.role !== "host" || others(meeting) === 0) return [];
  return [
    { label: w.leave, icon: "leave", testid: "menu-leave", run: () => void meeting.leave() },
    { label: w.endForAll, icon: "stop", testid: "menu-end", danger: true, run: () => void end() },
  ];
}

function others({ room }: Meeting): number {
  const people = room.participants.filter((one) => one.role !== "viewer").length;
  const viewers = room.participants.length - people;
  return people + Math.max(room.viewers, viewers) - 1;
}
