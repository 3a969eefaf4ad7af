import type { QuestionView } from "@parley/client";
import { h, KeyedList, onSubmit, type Row, setAttribute, setText } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { type MenuItem, openMenu } from "../../menu.ts";
import { words } from "../../text/index.ts";
import type { PanelContext } from "../panel.ts";
import { orderQuestions } from "./order.ts";

/** As the server takes them. */
const MOST_CHARACTERS = 500;

/** What people ask, the most wanted first. */
export function questionsTab(context: PanelContext) {
  const { meeting, tell } = context;
  const w = words.asking;
  const list = h("ul", { class: "cards", testid: "questions" });
  const rows = new KeyedList<QuestionView>(list, (one) => questionCard(one, context));
  const empty = h("p", { class: "panel-empty quiet" }, w.empty);
  const input = h("textarea", {
    class: "input",
    testid: "question-input",
    rows: 2,
    maxlength: MOST_CHARACTERS,
    placeholder: w.ask,
    "aria-label": w.ask,
  });
  const send = () => {
    const text = input.value.trim();
    if (text === "") return input.focus();
    input.value = "";
    tell(meeting.askQuestion(text));
  };
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  const submit = h("button", { class: "button primary", type: "submit", testid: "question-send" }, w.send);
  const form = h("form", { class: "panel-foot inline-form", on: onSubmit(send) }, input, submit);
  const scroll = h("div", { class: "panel-scroll" }, empty, list);
  const update = () => {
    const { questions } = meeting.room;
    empty.hidden = questions.length > 0;
    rows.show(orderQuestions(questions), (one) => one.id);
  };
  return { element: h("div", { class: "tab-body" }, scroll, form), update };
}

function questionCard(first: QuestionView, context: PanelContext): Row<QuestionView> {
  let question = first;
  const { meeting, tell } = context;
  const w = words.asking;
  const count = h("span", {});
  const up = h("button", { class: "upvote", type: "button", testid: "upvote" }, icon("up"), count);
  up.addEventListener("click", () => tell(meeting.upvoteQuestion(question.id, question.mine !== true)));
  const text = h("p", { class: "question-text" });
  const meta = h("p", { class: "quiet card-meta" });
  const answer = h("p", { class: "question-answer", testid: "question-answer" });
  const answering = answerForm(context, () => question);
  const menu = h(
    "button",
    {
      class: "button square plain",
      type: "button",
      testid: "question-menu",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    },
    icon("more"),
  );
  menu.addEventListener("click", () => {
    openMenu(menu, w.actions(question.text), questionItems(question, context, answering.open));
  });
  const body = h("div", { class: "question-body" }, text, meta, answer, answering.element);
  const element = h("li", { class: "card question", testid: "question" }, up, body, menu);
  const update = (now: QuestionView) => {
    question = now;
    setText(text, now.text);
    setText(count, w.upvotes(now.upvotes));
    setAttribute(up, "aria-pressed", String(now.mine === true));
    setAttribute(up, "aria-label", w.upvote(now.upvotes, now.text));
    const state = now.answered && now.answer === undefined ? ` · ${w.answeredAloud}` : "";
    setText(meta, w.by(now.name) + state);
    answer.hidden = now.answer === undefined;
    setText(answer, now.answer ?? "");
    menu.hidden = !meeting.moderates && now.from !== meeting.me.id;
    setAttribute(menu, "aria-label", w.actions(now.text));
    element.classList.toggle("answered", now.answered);
    setAttribute(element, "data-question", now.id);
    setAttribute(element, "data-upvotes", now.upvotes);
  };
  return { element, update };
}

function questionItems(
  { id, answered }: QuestionView,
  context: PanelContext,
  answer: () => void,
): MenuItem[] {
  const { meeting, tell } = context;
  const w = words.asking;
  const items: MenuItem[] = [];
  if (meeting.moderates) {
    items.push({ label: w.answer, icon: "edit", testid: "question-answer-open", run: answer });
    const aloud = () => tell(meeting.answerQuestion(id));
    if (!answered) items.push({ label: w.aloud, icon: "check", testid: "question-aloud", run: aloud });
  }
  items.push({
    label: w.dismiss,
    icon: "trash",
    testid: "question-dismiss",
    danger: true,
    run: () => tell(meeting.dismissQuestion(id)),
  });
  return items;
}

function answerForm({ meeting, tell }: PanelContext, question: () => QuestionView) {
  const w = words.asking;
  const input = h("textarea", {
    class: "input",
    testid: "answer-input",
    rows: 2,
    maxlength: MOST_CHARACTERS,
    placeholder: w.answerPlaceholder,
    "aria-label": w.answerPlaceholder,
  });
  const shut = () => {
    form.hidden = true;
  };
  const save = () => {
    const text = input.value.trim();
    if (text === "") return input.focus();
    shut();
    tell(meeting.answerQuestion(question().id, text));
  };
  const form = h(
    "form",
    { class: "answer-form", hidden: true, on: onSubmit(save) },
    input,
    h("button", { class: "button small primary", type: "submit", testid: "answer-send" }, w.answerSend),
    h("button", { class: "button small", type: "button", on: { click: shut } }, w.cancel),
  );
  const open = () => {
    form.hidden = false;
    input.value = question().answer ?? "";
    input.focus();
  };
  return { element: form, open };
}
