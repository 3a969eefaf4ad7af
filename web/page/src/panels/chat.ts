import type { ChatMessage, Meeting } from "@parley/client";
import { h, onSubmit, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import { words } from "../text/index.ts";
import { linkParts } from "./links.ts";
import { type Panel, panelFrame } from "./panel.ts";

/** As the server takes them. */
const MOST_CHARACTERS = 2_000;
/** Messages of one person within this time stand under one name. */
const GROUP_MS = 3 * 60_000;

export function chatPanel(meeting: Meeting, close: () => void): Panel {
  const list = h("ol", { class: "chat-list" });
  const log = h(
    "div",
    { class: "chat-log", role: "log", tabindex: 0, "aria-label": words.chat.log, testid: "chat-log" },
    list,
  );
  const empty = h("p", { class: "panel-empty quiet" }, words.chat.empty);
  const input = h("textarea", {
    class: "input",
    id: "chat-input",
    testid: "chat-input",
    rows: 1,
    maxlength: MOST_CHARACTERS,
    placeholder: words.chat.write,
    "aria-label": words.chat.write,
    on: {
      input: () => grow(input),
      keydown: (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        void send();
      },
    },
  });
  const error = h("p", { class: "name-error", role: "alert" });
  const send = async () => {
    const text = input.value.trim();
    if (text === "") return;
    setText(error, "");
    input.value = "";
    grow(input);
    try {
      await meeting.say(text);
    } catch {
      // What was written must not be lost.
      if (input.value === "") input.value = text;
      setText(error, words.chat.failed);
    }
  };
  const form = h(
    "form",
    { class: "chat-form", on: onSubmit(() => void send()) },
    input,
    h(
      "button",
      { class: "button primary square", type: "submit", testid: "chat-send", "aria-label": words.chat.send },
      icon("send"),
    ),
  );
  const element = panelFrame(
    "chat",
    words.chat.title,
    close,
    empty,
    log,
    h("div", { class: "chat-foot" }, error, form),
  );

  let shown = 0;
  const update = () => {
    const { chat } = meeting;
    if (chat.length < shown) {
      list.replaceChildren();
      shown = 0;
    }
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    for (; shown < chat.length; shown++) {
      const message = chat[shown];
      if (message !== undefined) list.append(...lines(message, chat[shown - 1], meeting.me.id));
    }
    empty.hidden = chat.length > 0;
    log.hidden = chat.length === 0;
    if (atEnd) log.scrollTop = log.scrollHeight;
  };
  const focus = () => {
    log.scrollTop = log.scrollHeight;
    input.focus();
  };
  update();
  return { element, update, focus, close: () => {} };
}

function grow(input: HTMLTextAreaElement): void {
  input.style.height = "auto";
  input.style.height = `${Math.min(140, input.scrollHeight + 2)}px`;
}

function lines(message: ChatMessage, before: ChatMessage | undefined, me: string): HTMLElement[] {
  const sent = new Date(message.sentAt);
  const day = dayWords(sent);
  const isNewDay = before === undefined || dayWords(new Date(before.sentAt)) !== day;
  const goesOn =
    !isNewDay && before.from === message.from && sent.getTime() - Date.parse(before.sentAt) < GROUP_MS;
  const time = sent.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const item = h(
    "li",
    {
      class: `chat-message${message.from === me ? " own" : ""}`,
      testid: "chat-message",
      "data-from": message.from,
    },
    !goesOn &&
      h(
        "p",
        { class: "chat-who" },
        h("strong", {}, message.from === me ? words.chat.you : message.name),
        h("time", { class: "quiet", datetime: message.sentAt }, time),
      ),
    h("p", { class: "chat-text" }, ...linked(message.text)),
  );
  return isNewDay ? [h("li", { class: "chat-day quiet" }, day), item] : [item];
}

function linked(text: string): (HTMLElement | string)[] {
  return linkParts(text).map((part) =>
    "link" in part
      ? h("a", { href: part.link, target: "_blank", rel: "noopener noreferrer nofollow" }, part.link)
      : part.text,
  );
}

function dayWords(date: Date): string {
  const today = new Date();
  const yesterday = new Date(today);
  yesterday.setDate(today.getDate() - 1);
  if (date.toDateString() === today.toDateString()) return words.chat.today;
  if (date.toDateString() === yesterday.toDateString()) return words.chat.yesterday;
  return date.toLocaleDateString([], { weekday: "long", day: "numeric", month: "long" });
}
