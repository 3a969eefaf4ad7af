import { isLive, type Meeting, type ParticipantView, tileKey, trackOf } from "@parley/client";
import { h, KeyedList, onSubmit, type Row, setAttribute, setText } from "../dom.ts";
import { icon, setIcon } from "../icons.ts";
import { type MenuItem, openMenu } from "../menu.ts";
import { hueOf, initials } from "../person.ts";
import type { RoomUi } from "../room/ui.ts";
import { remember } from "../settings.ts";
import { words } from "../text/index.ts";
import { confirmDialog } from "./dialog.ts";
import { type Panel, panelFrame } from "./panel.ts";

/** Fewer people than this are seen at a glance. */
const SEARCH_FROM = 8;

export function peoplePanel(meeting: Meeting, ui: RoomUi, close: () => void, failed: () => void): Panel {
  const search = h("input", {
    class: "input",
    type: "search",
    testid: "people-search",
    placeholder: words.people.search,
    "aria-label": words.people.search,
    on: { input: () => update() },
  });
  const list = h("ul", { class: "people-list", testid: "people-list" });
  const none = h("p", { class: "panel-empty quiet", role: "status" });
  const rename = renameForm(meeting, failed);
  const scroll = h("div", { class: "panel-scroll" }, list, none);
  const element = panelFrame(
    "people",
    words.people.title,
    close,
    rename.element,
    h("div", { class: "people-search" }, search),
    scroll,
  );
  const rows = new KeyedList<ParticipantView>(list, (one) =>
    personRow(one, meeting, ui, { rename: rename.open, failed }),
  );
  const update = () => {
    const all = sorted(meeting.room.participants, meeting.me.id);
    (search.parentElement as HTMLElement).hidden = all.length < SEARCH_FROM;
    const wanted = search.value.trim().toLocaleLowerCase();
    const found = all.filter((one) => one.name.toLocaleLowerCase().includes(wanted));
    rows.show(found, (one) => one.id);
    setText(none, found.length === 0 ? words.people.none : "");
  };
  update();
  const focus = () => {
    const first =
      search.parentElement?.hidden === true
        ? element.querySelector<HTMLElement>(".panel-head button")
        : search;
    first?.focus();
  };
  return { element, update, focus, close: () => {} };
}

/** Raised hands first, in the order they went up; then oneself, then by name. */
export function sorted(people: readonly ParticipantView[], me: string): ParticipantView[] {
  const rank = (one: ParticipantView) => (one.hand !== undefined ? 0 : one.id === me ? 1 : 2);
  return [...people].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    if (a.hand !== undefined && b.hand !== undefined) return Date.parse(a.hand) - Date.parse(b.hand);
    return a.name.localeCompare(b.name);
  });
}

interface RowActions {
  rename(): void;
  failed(): void;
}

function personRow(
  first: ParticipantView,
  meeting: Meeting,
  ui: RoomUi,
  actions: RowActions,
): Row<ParticipantView> {
  let person = first;
  const avatar = h("div", { class: "avatar person-avatar", "aria-hidden": "true" });
  const name = h("span", { class: "person-name" });
  const role = h("span", { class: "person-role quiet" });
  const hand = mark("hand", words.people.hand);
  const microphone = mark("microphone", "");
  const camera = mark("camera", "");
  const menu = h(
    "button",
    {
      class: "button square plain",
      type: "button",
      testid: "person-menu",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    },
    icon("more"),
  );
  menu.addEventListener("click", () => {
    const items = person.id === meeting.me.id ? ownItems(actions) : otherItems(person, meeting, ui, actions);
    openMenu(menu, words.people.menu(person.name), items);
  });
  const text = h("div", { class: "person-text" }, name, role);
  const element = h(
    "li",
    { class: "person", testid: "person" },
    avatar,
    text,
    hand.element,
    microphone.element,
    camera.element,
    menu,
  );
  const update = (now: ParticipantView) => {
    person = now;
    const own = now.id === meeting.me.id;
    setText(name, now.name);
    const roles = [own && words.people.you, words.people.role[now.role], !now.connected && words.people.away];
    setText(role, roles.filter((one) => typeof one === "string" && one !== "").join(" · "));
    setText(avatar, initials(now.name));
    avatar.style.setProperty("--hue", String(hueOf(now.identity ?? now.id)));
    hand.element.hidden = now.hand === undefined;
    const heard = isLive(now, "microphone");
    const seen = isLive(now, "camera");
    setIcon(microphone.icon, heard ? "microphone" : "microphoneOff");
    setAttribute(microphone.element, "aria-label", heard ? words.people.micOn : words.people.micOff);
    setIcon(camera.icon, seen ? "camera" : "cameraOff");
    setAttribute(camera.element, "aria-label", seen ? words.people.camOn : words.people.camOff);
    setAttribute(menu, "aria-label", words.people.menu(now.name));
    setAttribute(element, "data-participant", now.id);
  };
  return { element, update };
}

function mark(name: "hand" | "microphone" | "camera", label: string) {
  const picture = icon(name);
  const element = h(
    "span",
    { class: `person-mark person-${name}`, role: "img", "aria-label": label },
    picture,
  );
  return { element, icon: picture };
}

function ownItems(actions: RowActions): MenuItem[] {
  return [{ label: words.people.rename, icon: "edit", testid: "menu-rename", run: actions.rename }];
}

/** What this person may do with another: everybody may pin, hosts may do more. */
function otherItems(person: ParticipantView, meeting: Meeting, ui: RoomUi, actions: RowActions): MenuItem[] {
  const w = words.people;
  const id = person.id;
  const tell = (asked: Promise<unknown>) => void asked.catch(actions.failed);
  const key = tileKey(id, "camera");
  const items: MenuItem[] = [
    {
      label: ui.pinned === key ? w.unpin : w.pin,
      icon: "pin",
      testid: "menu-pin",
      run: () => ui.togglePin(key),
    },
  ];
  const mine = meeting.me.role;
  if (mine !== "host" && mine !== "cohost") return items;
  if (isLive(person, "microphone")) {
    const run = () => tell(meeting.muteOther(id, "microphone"));
    items.push({ label: w.mute, icon: "microphoneOff", testid: "menu-mute", run });
  } else {
    const run = () => tell(meeting.askUnmute(id, "microphone"));
    items.push({ label: w.askUnmute, icon: "microphone", testid: "menu-ask-unmute", run });
  }
  if (isLive(person, "camera")) {
    const run = () => tell(meeting.muteOther(id, "camera"));
    items.push({ label: w.stopCamera, icon: "cameraOff", testid: "menu-stop-camera", run });
  }
  if (trackOf(person, "screen") !== undefined) {
    const run = () => tell(meeting.muteOther(id, "screen"));
    items.push({ label: w.stopScreen, icon: "screenStop", testid: "menu-stop-screen", run });
  }
  if (mine === "host" && person.role !== "host" && person.role !== "viewer") {
    const isCohost = person.role === "cohost";
    const run = () => tell(meeting.setRole(id, isCohost ? "guest" : "cohost"));
    items.push({ label: isCohost ? w.makeGuest : w.makeCohost, icon: "star", testid: "menu-cohost", run });
  }
  const remove = async () => {
    const sure = await confirmDialog({ title: w.removeSure(person.name), yes: w.remove, no: w.cancel });
    if (sure) tell(meeting.remove(id));
  };
  items.push({
    label: w.remove,
    icon: "remove",
    testid: "menu-remove",
    danger: true,
    run: () => void remove(),
  });
  return items;
}

function renameForm(meeting: Meeting, failed: () => void) {
  const input = h("input", {
    class: "input",
    testid: "rename-input",
    maxlength: 64,
    "aria-label": words.door.name,
  });
  const shut = () => {
    form.hidden = true;
  };
  const save = () => {
    const name = input.value.trim();
    if (name === "") return input.focus();
    shut();
    remember({ name });
    void meeting.rename(name).catch(failed);
  };
  const form = h(
    "form",
    { class: "rename-form", hidden: true, on: onSubmit(save) },
    input,
    h("button", { class: "button primary", type: "submit", testid: "rename-save" }, words.people.renameSave),
    h("button", { class: "button", type: "button", on: { click: shut } }, words.people.cancel),
  );
  const open = () => {
    form.hidden = false;
    input.value = meeting.me.name;
    input.select();
    input.focus();
  };
  return { element: form, open };
}
