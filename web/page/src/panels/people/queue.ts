import type { WaitingView } from "@parley/client";
import { h, KeyedList, onSubmit, type Row, setAttribute, setText } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { hueOf, initials } from "../../person.ts";
import { words } from "../../text/index.ts";
import type { PanelContext } from "../panel.ts";

/** As the server takes it. */
const MOST_CHARACTERS = 500;

/** Those who wait to be let in, for those who may let them in: on top of the people. */
export function queueSection(context: PanelContext) {
  const { meeting, tell } = context;
  const w = words.queue;
  const title = h("h3", { class: "group-title" });
  const admitAll = button(w.admitAll, "admit-all", "button small primary", () => tell(meeting.admit()));
  const list = h("ul", { class: "people-list", testid: "waiting-list" });
  const rows = new KeyedList<WaitingView>(list, () => waitingRow(context));
  const message = messageForm(context);
  const element = h(
    "section",
    { class: "queue", testid: "waiting", "aria-label": words.people.title },
    h("div", { class: "group-head" }, title, admitAll),
    list,
    message.element,
  );
  const update = () => {
    const { waiting } = meeting.room;
    // Also while nobody waits: what they will read is best written before they come.
    element.hidden = !meeting.moderates || (waiting.length === 0 && !meeting.room.settings.waitingRoom);
    setText(title, w.title(waiting.length));
    setAttribute(element, "aria-label", w.title(waiting.length));
    admitAll.hidden = waiting.length < 2;
    rows.show(waiting, (one) => one.id);
    message.update();
  };
  return { element, update };
}

function waitingRow({ meeting, tell }: PanelContext): Row<WaitingView> {
  const w = words.queue;
  let id = "";
  const avatar = h("div", { class: "avatar person-avatar", "aria-hidden": "true" });
  const name = h("span", { class: "person-name" });
  const state = h("span", { class: "person-role quiet" });
  const deny = h(
    "button",
    {
      class: "button small square",
      type: "button",
      testid: "deny",
      title: w.deny,
      on: { click: () => tell(meeting.deny(id)) },
    },
    icon("close"),
  );
  const admit = button(w.admit, "admit", "button small primary", () => tell(meeting.admit(id)));
  const element = h(
    "li",
    { class: "person waiting-person", testid: "waiting-person" },
    avatar,
    h("div", { class: "person-text" }, name, state),
    deny,
    admit,
  );
  const update = (one: WaitingView) => {
    id = one.id;
    setText(avatar, initials(one.name));
    avatar.style.setProperty("--hue", String(hueOf(one.identity)));
    setText(name, one.name);
    setAttribute(name, "title", one.name);
    setText(state, one.connected ? "" : w.away);
    setAttribute(admit, "aria-label", w.admitNamed(one.name));
    setAttribute(deny, "aria-label", w.denyNamed(one.name));
    setAttribute(element, "data-participant", one.id);
  };
  return { element, update };
}

/** One line to everyone who waits; what they read now stands above it. */
function messageForm({ meeting, tell }: PanelContext) {
  const w = words.queue;
  const input = h("input", {
    class: "input",
    testid: "waiting-message",
    maxlength: MOST_CHARACTERS,
    placeholder: w.messagePlaceholder,
    "aria-label": w.message,
  });
  const send = () => {
    const text = input.value.trim();
    if (text === "") return input.focus();
    tell(meeting.tellWaiting(text));
    input.value = "";
  };
  const form = h(
    "form",
    { class: "inline-form", on: onSubmit(send) },
    input,
    h(
      "button",
      { class: "button square", type: "submit", testid: "waiting-tell", "aria-label": w.tell },
      icon("send"),
    ),
  );
  const text = h("p", { class: "quiet" });
  const withdraw = button(w.withdraw, "waiting-withdraw", "button small", () => tell(meeting.tellWaiting()));
  const said = h("div", { class: "queue-said" }, text, withdraw);
  const update = () => {
    const now = meeting.room.waitingMessage;
    said.hidden = now === undefined;
    setText(text, now === undefined ? "" : w.shown(now));
  };
  return { element: h("div", { class: "queue-message" }, said, form), update };
}

function button(label: string, testid: string, looks: string, click: () => void): HTMLButtonElement {
  return h("button", { class: looks, type: "button", testid, on: { click } }, label);
}
