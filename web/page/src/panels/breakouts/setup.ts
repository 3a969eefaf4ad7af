import type { BreakoutChoice, BreakoutsPlan } from "@parley/client";
import { h, onSubmit, setAttribute, setText } from "../../dom.ts";
import { words } from "../../text/index.ts";
import type { PanelContext } from "../panel.ts";
import { type Place, placeList } from "./places.ts";
import { areNames, MOST_BREAKOUTS, namesFor, namesIn, planOf, sendable, shareOut, spread } from "./plan.ts";

/** As many as a first look suggests: groups of about four. */
const FIRST_GROUP = 4;

/** Breakouts before they are open: how many, who goes where, for how long. */
export class BreakoutSetup {
  readonly element: HTMLElement;
  private choice: BreakoutChoice = "random";
  private assigned = new Map<string, number>();
  private readonly count: HTMLInputElement;
  private readonly names: HTMLTextAreaElement;
  private readonly minutes: HTMLInputElement;
  private readonly hint = h("p", { class: "quiet", role: "status" });
  private readonly problem = h("p", { class: "name-error", role: "alert" });
  private readonly manual: HTMLElement;
  private readonly places = placeList(() => ({
    move: (participant, place) => this.assign(participant, place),
    go: () => {},
  }));

  constructor(private readonly context: PanelContext) {
    const w = words.breakouts;
    const people = sendable(context.meeting.room.participants).length;
    const rooms = Math.min(MOST_BREAKOUTS, Math.max(2, Math.ceil(people / FIRST_GROUP)));
    this.count = number("breakouts-count", rooms, MOST_BREAKOUTS, () => this.resize());
    this.minutes = number("breakouts-minutes", undefined, 24 * 60, () => {});
    this.names = h("textarea", {
      class: "input",
      id: "breakouts-names",
      testid: "breakouts-names",
      rows: 4,
      on: { input: () => this.rename() },
    });
    this.names.value = namesFor(rooms, [], w.standard).join("\n");
    const shuffle = h(
      "button",
      { class: "button small", type: "button", testid: "breakouts-shuffle" },
      w.shuffle,
    );
    shuffle.addEventListener("click", () => this.shareOutRest());
    const head = h("div", { class: "group-head" }, h("h3", { class: "group-title" }, w.assign), shuffle);
    this.manual = h(
      "div",
      { class: "field" },
      head,
      h("p", { class: "quiet" }, w.assignHint),
      this.places.element,
    );
    this.element = h(
      "form",
      { class: "tab-body breakouts-setup", on: onSubmit(() => this.open()) },
      h(
        "div",
        { class: "panel-scroll panel-form" },
        h("p", { class: "quiet" }, w.intro),
        field(w.count, this.count),
        field(w.names, this.names),
        this.choices(),
        this.hint,
        this.manual,
        field(w.minutes, this.minutes),
        this.problem,
      ),
      h(
        "div",
        { class: "panel-foot" },
        h("button", { class: "button primary", type: "submit", testid: "breakouts-open" }, w.start),
      ),
    );
  }

  update(): void {
    const w = words.breakouts;
    const people = sendable(this.context.meeting.room.participants);
    const rooms = namesIn(this.names.value);
    const { least, most } = spread(people.length, Math.max(1, rooms.length));
    this.hint.hidden = this.choice !== "random";
    setText(this.hint, w.perRoom(least, most));
    this.manual.hidden = this.choice !== "manual";
    const present = new Set(people.map((one) => one.id));
    for (const id of this.assigned.keys()) if (!present.has(id)) this.assigned.delete(id);
    const inRoom = (index: number | undefined) => people.filter((one) => this.assigned.get(one.id) === index);
    const place = (key: string, name: string, index: number | undefined): Place => {
      return { key, name, people: inRoom(index), here: false, mayGo: false };
    };
    this.places.update([
      place("", w.notAssigned, undefined),
      ...rooms.map((name, index) => place(String(index), name, index)),
    ]);
  }

  private choices(): HTMLElement {
    const w = words.breakouts;
    const options = (Object.keys(w.choices) as BreakoutChoice[]).map((value) => {
      const radio = h("input", {
        type: "radio",
        name: "breakouts-choice",
        value,
        checked: value === this.choice,
        testid: `breakouts-${value}`,
        on: {
          change: () => {
            this.choice = value;
            this.update();
          },
        },
      });
      return h("label", { class: "check" }, radio, h("span", {}, w.choices[value]));
    });
    return h("fieldset", { class: "choices" }, h("legend", {}, w.choice), ...options);
  }

  private resize(): void {
    const count = Math.round(Number(this.count.value));
    if (!(count >= 1 && count <= MOST_BREAKOUTS)) return;
    const names = namesFor(count, namesIn(this.names.value), words.breakouts.standard);
    this.names.value = names.join("\n");
    this.trim(count);
  }

  private rename(): void {
    const count = namesIn(this.names.value).length;
    if (count >= 1) this.count.value = String(count);
    this.trim(count);
  }

  private trim(count: number): void {
    for (const [id, index] of this.assigned) if (index >= count) this.assigned.delete(id);
    this.update();
  }

  private assign(participant: string, place: string): void {
    if (place === "") this.assigned.delete(participant);
    else this.assigned.set(participant, Number(place));
    this.update();
  }

  private shareOutRest(): void {
    const people = sendable(this.context.meeting.room.participants).map((one) => one.id);
    const rooms = namesIn(this.names.value).length;
    if (rooms > 0) this.assigned = shareOut(people, rooms, this.assigned);
    this.update();
  }

  private open(): void {
    const { meeting, tell } = this.context;
    const names = namesIn(this.names.value);
    const isGood = areNames(names);
    setText(this.problem, isGood ? "" : words.breakouts.needNames);
    if (!isGood) return this.names.focus();
    const minutes =
      this.minutes.value === "" ? undefined : Math.max(1, Math.round(Number(this.minutes.value)));
    const plan: BreakoutsPlan = planOf(names, this.choice, minutes, this.assigned);
    tell(meeting.openBreakouts(plan));
  }
}

function number(id: string, value: number | undefined, most: number, change: () => void): HTMLInputElement {
  const input = h("input", {
    class: "input",
    type: "number",
    inputmode: "numeric",
    min: 1,
    max: most,
    id,
    testid: id,
    on: { input: change },
  });
  if (value !== undefined) input.value = String(value);
  return input;
}

function field(label: string, input: HTMLElement): HTMLElement {
  setAttribute(input, "aria-describedby", undefined);
  return h("div", { class: "field" }, h("label", { for: input.id }, label), input);
}
