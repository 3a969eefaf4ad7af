import type { ChatMessage } from "@parley/client";
import { h, onSubmit, setAttribute, setText } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { failureWords } from "../../refusals.ts";
import { words } from "../../text/index.ts";
import type { PanelContext } from "../panel.ts";
import { lastOwn } from "./lines.ts";

/** As the server takes them. */
const MOST_CHARACTERS = 2_000;

/** Where one writes: to everybody here or to one person, a new message or an old one anew. */
export class Writer {
  readonly element: HTMLElement;
  private editing: ChatMessage | undefined;
  private people = "";
  private readonly error = h("p", { class: "name-error", role: "alert" });
  private readonly closed = h("p", { class: "quiet", testid: "chat-closed" }, words.chat.notAllowed);
  private readonly only = h("p", { class: "chat-only", testid: "chat-only" });
  private readonly to: HTMLSelectElement;
  private readonly toRow: HTMLElement;
  private readonly editRow: HTMLElement;
  private readonly input: HTMLTextAreaElement;
  private readonly form: HTMLElement;

  constructor(private readonly context: PanelContext) {
    this.to = h("select", {
      class: "input chat-to",
      testid: "chat-to",
      id: "chat-to",
      on: { change: () => this.choose(this.to.value) },
    });
    this.toRow = h("div", { class: "chat-to-row" }, h("label", { for: "chat-to" }, words.chat.to), this.to);
    this.editRow = this.makeEditRow();
    this.input = this.makeInput();
    this.form = h(
      "form",
      { class: "chat-form", on: onSubmit(() => void this.send()) },
      this.input,
      this.button(),
    );
    this.element = h(
      "div",
      { class: "chat-foot" },
      this.error,
      this.closed,
      this.editRow,
      this.toRow,
      this.only,
      this.form,
    );
  }

  focus(): void {
    this.input.focus();
  }

  edit(message: ChatMessage): void {
    this.editing = message;
    this.input.value = message.text;
    this.update();
    this.grow();
    this.input.focus();
  }

  update(): void {
    const { meeting, ui } = this.context;
    const may = meeting.moderates || meeting.room.settings.guestsMayChat;
    if (!meeting.chat.some((one) => one.id === this.editing?.id)) this.editing = undefined;
    this.showPeople();
    const reader = ui.chatTo === undefined ? undefined : meeting.participant(ui.chatTo);
    const isEditing = this.editing !== undefined;
    this.closed.hidden = may;
    this.form.hidden = !may;
    this.editRow.hidden = !may || !isEditing;
    this.toRow.hidden = !may || isEditing;
    this.only.hidden = !may || isEditing || reader === undefined;
    setText(this.only, reader === undefined ? "" : words.chat.onlyReads(reader.name));
    this.element.classList.toggle("private", !isEditing && reader !== undefined);
    const place = meeting.breakout?.name;
    const everybody = place === undefined ? words.chat.write : words.chat.writeIn(place);
    const hint = reader === undefined ? everybody : words.chat.writeTo(reader.name);
    setAttribute(this.input, "placeholder", hint);
    setAttribute(this.input, "aria-label", hint);
  }

  /** The list is made anew only when somebody came, left or changed their name: it may be open. */
  private showPeople(): void {
    const { meeting, ui } = this.context;
    const others = meeting.room.participants.filter((one) => one.id !== meeting.me.id);
    const place = meeting.breakout?.name;
    const now = JSON.stringify([place, others.map(({ id, name }) => [id, name])]);
    if (now !== this.people) {
      this.people = now;
      const sorted = others.sort((a, b) => a.name.localeCompare(b.name));
      const everybody = place === undefined ? words.chat.everybody : words.chat.everybodyIn(place);
      this.to.replaceChildren(
        h("option", { value: "" }, everybody),
        ...sorted.map(({ id, name }) => h("option", { value: id }, name)),
      );
    }
    if (ui.chatTo !== undefined && meeting.participant(ui.chatTo) === undefined) ui.chatTo = undefined;
    const value = ui.chatTo ?? "";
    if (this.to.value !== value) this.to.value = value;
  }

  private choose(participant: string): void {
    this.context.ui.chatTo = participant === "" ? undefined : participant;
    this.update();
    this.input.focus();
  }

  private async send(): Promise<void> {
    const text = this.input.value.trim();
    if (text === "") return;
    const { meeting, ui } = this.context;
    const { editing } = this;
    setText(this.error, "");
    this.input.value = "";
    this.editing = undefined;
    this.update();
    this.grow();
    try {
      if (editing === undefined) await meeting.say(text, ui.chatTo);
      else if (editing.text !== text) await meeting.editMessage(editing.id, text);
    } catch (why) {
      // What was written must not be lost.
      if (this.input.value === "") this.input.value = text;
      setText(this.error, `${words.chat.failed} ${failureWords(why)}`);
    }
  }

  private stopEditing(): void {
    this.editing = undefined;
    this.input.value = "";
    this.update();
    this.grow();
    this.input.focus();
  }

  private makeEditRow(): HTMLElement {
    const click = () => this.stopEditing();
    return h(
      "div",
      { class: "chat-edit-row" },
      h("span", {}, words.chat.editing),
      h(
        "button",
        { class: "button small", type: "button", testid: "chat-edit-cancel", on: { click } },
        words.chat.cancel,
      ),
    );
  }

  private makeInput(): HTMLTextAreaElement {
    const keydown = (event: KeyboardEvent) => {
      const { meeting } = this.context;
      if (event.key === "Escape" && this.editing !== undefined) {
        event.preventDefault();
        this.stopEditing();
      } else if (event.key === "ArrowUp" && this.input.value === "") {
        const last = lastOwn(meeting.chat, meeting.me.id);
        if (last !== undefined) this.edit(last);
        event.preventDefault();
      } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        void this.send();
      }
    };
    return h("textarea", {
      class: "input",
      id: "chat-input",
      testid: "chat-input",
      rows: 1,
      maxlength: MOST_CHARACTERS,
      on: { input: () => this.grow(), keydown },
    });
  }

  private button(): HTMLElement {
    return h(
      "button",
      { class: "button primary square", type: "submit", testid: "chat-send", "aria-label": words.chat.send },
      icon("send"),
    );
  }

  private grow(): void {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(140, this.input.scrollHeight + 2)}px`;
  }
}
