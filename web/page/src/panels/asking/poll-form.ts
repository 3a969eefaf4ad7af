import { h, onSubmit, setAttribute, setText } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { words } from "../../text/index.ts";
import type { PanelContext } from "../panel.ts";
import { pollOf } from "./order.ts";

/** As the server takes them. */
const MOST_OPTIONS = 10;
const MOST_CHARACTERS = 200;

/** A new poll being written. */
export function pollForm({ meeting, tell }: PanelContext, shut: () => void) {
  const w = words.polls;
  const question = field("poll-question");
  const options = h("div", { class: "poll-inputs" });
  const multiple = h("input", { type: "checkbox", testid: "poll-multiple" });
  const problem = h("p", { class: "name-error", role: "alert" });
  const add = h("button", { class: "button small", type: "button", testid: "poll-add" }, icon("plus"), w.add);
  const inputs = () => [...options.querySelectorAll("input")];
  const number = () => {
    for (const [index, row] of [...options.children].entries()) {
      const [input, remove] = row.children;
      if (input === undefined || remove === undefined) continue;
      setAttribute(input, "aria-label", w.option(index + 1));
      setAttribute(input, "placeholder", w.option(index + 1));
      setAttribute(remove, "aria-label", w.removeOption(index + 1));
      (remove as HTMLElement).hidden = options.childElementCount <= 2;
    }
    add.hidden = options.childElementCount >= MOST_OPTIONS;
  };
  const addOption = () => {
    const input = field("poll-option-input");
    const remove = h("button", { class: "button square plain", type: "button" }, icon("close"));
    const row = h("div", { class: "inline-form" }, input, remove);
    remove.addEventListener("click", () => {
      row.remove();
      number();
    });
    options.append(row);
    number();
    return input;
  };
  add.addEventListener("click", () => addOption().focus());
  const close = () => {
    form.hidden = true;
    shut();
  };
  const open = () => {
    form.hidden = false;
    question.value = "";
    multiple.checked = false;
    setText(problem, "");
    options.replaceChildren();
    addOption();
    addOption();
    question.focus();
  };
  const send = () => {
    const values = inputs().map((one) => one.value);
    const poll = pollOf(question.value, values);
    if (poll === undefined) return setText(problem, w.needs);
    tell(meeting.openPoll(poll.question, poll.options, multiple.checked));
    close();
  };
  setAttribute(question, "id", "poll-question");
  const form = h(
    "form",
    { class: "card poll-form", hidden: true, testid: "poll-form", on: onSubmit(send) },
    h("div", { class: "field" }, h("label", { for: "poll-question" }, w.question), question),
    h("div", { class: "field", role: "group", "aria-label": w.options }, options, add),
    h("label", { class: "check" }, multiple, h("span", {}, w.multiple)),
    problem,
    h(
      "div",
      { class: "card-actions" },
      h("button", { class: "button small primary", type: "submit", testid: "poll-open" }, w.open),
      h("button", { class: "button small", type: "button", on: { click: close } }, w.cancel),
    ),
  );
  return { element: form, open };
}

function field(testid: string): HTMLInputElement {
  return h("input", { class: "input", testid, maxlength: MOST_CHARACTERS, autocomplete: "off" });
}
