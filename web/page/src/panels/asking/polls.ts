import type { PollView } from "@parley/client";
import { h, KeyedList, onSubmit, type Row, setAttribute, setText } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { words } from "../../text/index.ts";
import type { PanelContext } from "../panel.ts";
import { orderPolls, shares } from "./order.ts";
import { pollForm } from "./poll-form.ts";

/** Polls: voting, and the answers as they come in. */
export function pollsTab(context: PanelContext) {
  const { meeting } = context;
  const w = words.polls;
  const list = h("ul", { class: "cards", testid: "polls" });
  const rows = new KeyedList<PollView>(list, (one) => pollCard(one, context));
  const empty = h("p", { class: "panel-empty quiet" });
  const create = h(
    "button",
    { class: "button primary", type: "button", testid: "poll-new" },
    icon("plus"),
    w.create,
  );
  const form = pollForm(context, () => {
    update();
    create.focus();
  });
  create.addEventListener("click", () => {
    form.open();
    update();
  });
  const foot = h("div", { class: "panel-foot" }, create);
  const scroll = h("div", { class: "panel-scroll" }, form.element, empty, list);
  const update = () => {
    const { polls } = meeting.room;
    setText(empty, meeting.moderates ? w.emptyHost : w.empty);
    empty.hidden = polls.length > 0 || !form.element.hidden;
    foot.hidden = !meeting.moderates || !form.element.hidden;
    rows.show(orderPolls(polls), (one) => one.id);
  };
  return { element: h("div", { class: "tab-body" }, scroll, foot), update };
}

/** One poll: choices while one has not voted, bars from then on; those who moderate see the bars always. */
function pollCard(first: PollView, context: PanelContext): Row<PollView> {
  const { meeting, tell } = context;
  const w = words.polls;
  let poll = first;
  let revoting = false;
  const options = first.options.map(({ text }, index) => optionRow(first, text, index));
  const chosen = () => options.flatMap((one, index) => (one.input.checked ? [index] : []));
  const vote = h("button", { class: "button small primary", type: "submit", testid: "poll-vote" }, w.vote);
  const again = cardButton(w.again, "poll-again", () => {
    revoting = true;
    update(poll);
    options[0]?.input.focus();
  });
  const end = cardButton(w.close, "poll-close", () => tell(meeting.closePoll(poll.id)));
  const submit = () => {
    const choice = chosen();
    if (choice.length === 0) return;
    const asked = meeting.vote(poll.id, choice);
    revoting = false;
    tell(asked);
  };
  const meta = h("p", { class: "quiet card-meta" });
  const fields = h(
    "fieldset",
    { class: "poll-options" },
    h("legend", { class: "poll-question" }, first.question),
    meta,
    ...options.map((one) => one.element),
  );
  const element = h(
    "li",
    { class: "card poll", testid: "poll", "data-poll": first.id },
    h("form", { on: onSubmit(submit) }, fields, h("div", { class: "card-actions" }, vote, again, end)),
  );
  fields.addEventListener("change", () => update(poll));
  const update = (now: PollView) => {
    poll = now;
    const hasVoted = now.mine !== undefined;
    const isVoting = now.open && (!hasVoted || revoting);
    const rule = now.multiple ? w.chooseSeveral : w.chooseOne;
    setText(meta, isVoting ? `${rule} · ${w.voters(now.voters)}` : w.voters(now.voters));
    if (!now.open) setText(meta, `${w.closed} · ${w.voters(now.voters)}`);
    const parts = shares(now);
    for (const [index, one] of options.entries()) {
      const votes = now.options[index]?.votes ?? 0;
      const isMine = now.mine?.includes(index) === true;
      one.update({
        votes,
        share: parts[index] ?? 0,
        isMine,
        isVoting,
        shown: !isVoting || meeting.moderates,
      });
    }
    vote.hidden = !isVoting;
    vote.disabled = chosen().length === 0;
    again.hidden = isVoting || !now.open;
    end.hidden = !now.open || !meeting.moderates;
    setAttribute(element, "data-open", String(now.open));
  };
  return { element, update };
}

interface OptionState {
  votes: number;
  share: number;
  isMine: boolean;
  isVoting: boolean;
  /** The results. */
  shown: boolean;
}

function optionRow(poll: PollView, text: string, index: number) {
  const w = words.polls;
  const input = h("input", {
    type: poll.multiple ? "checkbox" : "radio",
    name: `poll-${poll.id}`,
    value: index,
    checked: poll.mine?.includes(index) === true,
    testid: "poll-option",
  });
  const mine = h("span", { class: "poll-mine", role: "img", "aria-label": w.mine }, icon("check"));
  const numbers = h("span", { class: "poll-numbers quiet" });
  const fill = h("div", {});
  const bar = h("div", { class: "poll-bar", "aria-hidden": "true" }, fill);
  const label = h(
    "label",
    { class: "poll-label" },
    input,
    h("span", { class: "poll-text" }, text),
    mine,
    numbers,
  );
  const element = h("div", { class: "poll-option", "data-option": index }, label, bar);
  const update = ({ votes, share, isMine, isVoting, shown }: OptionState) => {
    input.hidden = !isVoting;
    mine.hidden = !isMine || isVoting;
    numbers.hidden = !shown;
    bar.hidden = !shown;
    setText(numbers, `${w.percent(share)} · ${w.votes(votes)}`);
    fill.style.transform = `scaleX(${share.toFixed(3)})`;
    setAttribute(element, "data-votes", shown ? votes : undefined);
  };
  return { element, input, update };
}

function cardButton(label: string, testid: string, click: () => void): HTMLButtonElement {
  return h("button", { class: "button small", type: "button", testid, on: { click } }, label);
}
