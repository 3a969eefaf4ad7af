import type { ParticipantView } from "@parley/client";
import { h, KeyedList, onSubmit, type Row, setAttribute, setText } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { remember } from "../../settings.ts";
import { words } from "../../text/index.ts";
import { confirmDialog } from "../dialog.ts";
import { type Panel, type PanelContext, panelFrame } from "../panel.ts";
import { type Group, groupPeople, turnsOf } from "./groups.ts";
import { type PersonModel, personRow } from "./person.ts";
import type { PersonActions } from "./person-menu.ts";
import { queueSection } from "./queue.ts";

/** Fewer people than this are seen at a glance. */
const SEARCH_FROM = 8;

export function peoplePanel(context: PanelContext): Panel {
  const { meeting, close } = context;
  const search = h("input", {
    class: "input",
    type: "search",
    testid: "people-search",
    placeholder: words.people.search,
    "aria-label": words.people.search,
    on: { input: () => update() },
  });
  const searchRow = h("div", { class: "people-search" }, search);
  const none = h("p", { class: "panel-empty quiet", role: "status" });
  const rename = renameForm(context);
  const queue = queueSection(context);
  const actions = { ...context, rename: rename.open };
  let turns = new Map<string, number>();
  const home = h("div", { testid: "people-list" });
  const groups = new KeyedList<Group>(home, () => groupSection(actions, (one) => turns.get(one)));
  const muteAll = h(
    "button",
    { class: "button", type: "button", testid: "mute-all", on: { click: () => void askMuteAll(context) } },
    icon("microphoneOff"),
    words.people.muteAll,
  );
  const foot = h("div", { class: "panel-foot" }, muteAll);
  const scroll = h("div", { class: "panel-scroll" }, queue.element, searchRow, home, none);
  const element = panelFrame("people", words.people.title, close, rename.element, scroll, foot);
  const update = () => {
    const { room, me } = meeting;
    queue.update();
    searchRow.hidden = room.participants.length < SEARCH_FROM;
    turns = turnsOf(room.participants);
    const found = groupPeople(room, me.id, searchRow.hidden ? "" : search.value);
    groups.show(found, (one) => one.key);
    setText(none, found.length === 0 ? words.people.none : "");
    foot.hidden = !meeting.moderates || room.participants.length < 2;
  };
  update();
  const focus = () => {
    const first = searchRow.hidden ? element.querySelector<HTMLElement>(".panel-head button") : search;
    first?.focus();
  };
  return { element, update, focus, close: () => {} };
}

function groupSection(actions: PersonActions, turnOf: (id: string) => number | undefined): Row<Group> {
  const title = h("h3", { class: "group-title" });
  const list = h("ul", { class: "people-list" });
  const more = h("p", { class: "group-more quiet", testid: "people-more" });
  const rows = new KeyedList<PersonModel>(list, (one) => personRow(one, actions));
  const element = h("section", { class: "group", testid: "people-group" }, title, list, more);
  const update = (group: Group) => {
    title.hidden = group.title === undefined;
    setText(title, group.title ?? "");
    setAttribute(element, "data-group", group.key);
    const models = group.people.map((person) => ({ person, turn: turnOf(person.id) }));
    rows.show(models, (one) => one.person.id);
    list.hidden = models.length === 0;
    more.hidden = group.more === 0;
    setText(more, moreWords(group, actions.meeting.moderates));
  };
  return { element, update };
}

function moreWords(group: Group, listed: boolean): string {
  if (listed) return words.people.searchMore(group.more);
  return group.people.length === 0 ? words.people.andViewers(group.more) : words.people.andMore(group.more);
}

async function askMuteAll({ meeting, tell }: PanelContext): Promise<void> {
  const w = words.people;
  const ask = { title: w.muteAllSure, hint: w.muteAllHint, yes: w.muteAll, no: w.cancel };
  if (await confirmDialog(ask)) tell(meeting.muteAll("microphone"));
}

/** One's own name, or by a host somebody else's. */
function renameForm({ meeting, tell }: PanelContext) {
  let who: ParticipantView | undefined;
  const input = h("input", { class: "input", testid: "rename-input", maxlength: 64 });
  const shut = () => {
    form.hidden = true;
  };
  const save = () => {
    const name = input.value.trim();
    if (name === "" || who === undefined) return input.focus();
    shut();
    if (who.id !== meeting.me.id) return tell(meeting.renameOther(who.id, name));
    remember({ name });
    tell(meeting.rename(name));
  };
  const form = h(
    "form",
    { class: "rename-form", hidden: true, on: onSubmit(save) },
    input,
    h("button", { class: "button primary", type: "submit", testid: "rename-save" }, words.people.renameSave),
    h("button", { class: "button", type: "button", on: { click: shut } }, words.people.cancel),
  );
  const open = (person: ParticipantView) => {
    who = person;
    form.hidden = false;
    const own = person.id === meeting.me.id;
    setAttribute(input, "aria-label", own ? words.door.name : words.people.renameLabel(person.name));
    input.value = person.name;
    input.select();
    input.focus();
  };
  return { element: form, open };
}
