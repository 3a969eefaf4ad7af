import { h, KeyedList, setText } from "../../dom.ts";
import { words } from "../../text/index.ts";
import { type Panel, type PanelContext, panelFrame } from "../panel.ts";
import { type ChatLine, chatLines } from "./lines.ts";
import { messageRow } from "./message.ts";
import { Writer } from "./writer.ts";

/** Nearer to the end than this the log follows what is new. */
const AT_END_PIXELS = 60;

export function chatPanel(context: PanelContext): Panel {
  const { meeting, close } = context;
  const writer = new Writer(context);
  const list = h("ol", { class: "chat-list" });
  const log = h(
    "div",
    { class: "chat-log", role: "log", tabindex: 0, "aria-label": words.chat.log, testid: "chat-log" },
    list,
  );
  const empty = h("p", { class: "panel-empty quiet" });
  const rows = new KeyedList<ChatLine>(list, (line) =>
    messageRow(line, { ...context, edit: (message) => writer.edit(message) }),
  );
  const element = panelFrame("chat", words.chat.title, close, empty, log, writer.element);
  const update = () => {
    const lines = chatLines(meeting.chat);
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < AT_END_PIXELS;
    rows.show(lines, (line) => line.message.id);
    setText(empty, meeting.breakout === undefined ? words.chat.empty : words.chat.emptyBreakout);
    empty.hidden = lines.length > 0;
    log.hidden = lines.length === 0;
    writer.update();
    if (atEnd) log.scrollTop = log.scrollHeight;
  };
  const focus = () => {
    log.scrollTop = log.scrollHeight;
    writer.focus();
  };
  update();
  return { element, update, focus, close: () => {} };
}
