import type { ChatMessage } from "@parley/client";
import { h, type Row, setAttribute, setText } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { type MenuItem, openMenu } from "../../menu.ts";
import { words } from "../../text/index.ts";
import { confirmDialog } from "../dialog.ts";
import type { PanelContext } from "../panel.ts";
import type { ChatLine } from "./lines.ts";
import { linkParts } from "./links.ts";

export interface MessageActions extends PanelContext {
  edit(message: ChatMessage): void;
}

/** One message: its day and author where they are new, who reads it when not everybody, and what one may do with it. */
export function messageRow(first: ChatLine, actions: MessageActions): Row<ChatLine> {
  const { meeting } = actions;
  let message = first.message;
  let shownText: string | undefined;
  const own = message.from === meeting.me.id;
  const day = h("p", { class: "chat-day quiet" });
  const who = h("strong", {}, own ? words.chat.you : message.name);
  const time = h("time", { class: "quiet", datetime: message.sentAt }, timeWords(message.sentAt));
  const reader = h("span", { class: "chat-reader" }, icon("lock"), readerWords(message, actions));
  const head = h("p", { class: "chat-who" }, who, time, message.to !== undefined && reader);
  const text = h("p", { class: "chat-text" });
  const menu = h(
    "button",
    {
      class: "chat-menu",
      type: "button",
      testid: "message-menu",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "aria-label": words.chat.actions(own ? words.chat.you : message.name),
    },
    icon("more"),
  );
  menu.addEventListener("click", () => {
    openMenu(menu, words.chat.actions(message.name), messageItems(message, own, actions));
  });
  const body = h("div", { class: "chat-body" }, text, menu);
  const element = h("li", { testid: "chat-message", "data-from": message.from }, day, head, body);
  const update = (line: ChatLine) => {
    message = line.message;
    day.hidden = !line.startsDay;
    setText(day, dayWords(new Date(message.sentAt)));
    head.hidden = !line.startsGroup;
    menu.hidden = !own && !meeting.moderates;
    setAttribute(
      element,
      "class",
      ["chat-message", own && "own", message.to !== undefined && "private"].filter(Boolean).join(" "),
    );
    setAttribute(element, "data-message", message.id);
    setAttribute(element, "data-to", message.to);
    const shown = `${message.text}/${message.editedAt}`;
    if (shown === shownText) return;
    shownText = shown;
    const edited = h("span", { class: "chat-edited quiet" }, words.chat.edited);
    text.replaceChildren(...linked(message.text), ...(message.editedAt === undefined ? [] : [" ", edited]));
  };
  return { element, update };
}

function messageItems(message: ChatMessage, own: boolean, actions: MessageActions): MenuItem[] {
  const w = words.chat;
  const edit = (): void => actions.edit(message);
  const remove = async () => {
    if (!own && !(await confirmDialog({ title: w.deleteSure, yes: w.delete, no: w.cancel }))) return;
    actions.tell(actions.meeting.deleteMessage(message.id));
  };
  const items: MenuItem[] = [];
  if (own) items.push({ label: w.edit, icon: "edit", testid: "message-edit", run: edit });
  items.push({
    label: w.delete,
    icon: "trash",
    testid: "message-delete",
    danger: true,
    run: () => void remove(),
  });
  return items;
}

function readerWords({ from, to }: ChatMessage, { meeting }: PanelContext): string {
  if (to === undefined) return "";
  if (from !== meeting.me.id) return words.chat.onlyYou;
  return words.chat.onlyTo(meeting.participant(to)?.name ?? words.chat.gone);
}

function linked(text: string): (HTMLElement | string)[] {
  return linkParts(text).map((part) =>
    "link" in part
      ? h("a", { href: part.link, target: "_blank", rel: "noopener noreferrer nofollow" }, part.link)
      : part.text,
  );
}

function timeWords(sentAt: string): string {
  return new Date(sentAt).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

function dayWords(date: Date): string {
  const today = new Date();
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return words.chat.today;
  if (date.toDateString() === yesterday.toDateString()) return words.chat.yesterday;
  return date.toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
}
