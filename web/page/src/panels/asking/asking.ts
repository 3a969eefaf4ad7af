import { h, setAttribute, setText } from "../../dom.ts";
import type { AskingTab } from "../../room/ui.ts";
import { words } from "../../text/index.ts";
import { type Panel, type PanelContext, panelFrame } from "../panel.ts";
import { pollsTab } from "./polls.ts";
import { questionsTab } from "./questions.ts";

/** Questions and polls, one of them at a time. */
export function askingPanel(context: PanelContext): Panel {
  const { meeting, ui, close } = context;
  const w = words.asking;
  const bodies = { questions: questionsTab(context), polls: pollsTab(context) };
  const tab = (name: AskingTab) => {
    const click = () => ui.showAsking(name);
    const element = h("button", {
      class: "tab",
      type: "button",
      role: "tab",
      id: `tab-${name}`,
      testid: `tab-${name}`,
      "aria-controls": `tabpanel-${name}`,
      on: { click },
    });
    setAttribute(bodies[name].element, "role", "tabpanel");
    setAttribute(bodies[name].element, "id", `tabpanel-${name}`);
    setAttribute(bodies[name].element, "aria-labelledby", `tab-${name}`);
    return element;
  };
  const tabs = { questions: tab("questions"), polls: tab("polls") };
  const row = h("div", { class: "tabs", role: "tablist", "aria-label": w.tabs }, tabs.questions, tabs.polls);
  row.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    ui.showAsking(ui.askingTab === "polls" ? "questions" : "polls");
    tabs[ui.askingTab].focus();
    event.preventDefault();
  });
  const element = panelFrame("asking", w.title, close, row, bodies.questions.element, bodies.polls.element);
  const update = () => {
    const { questions, polls } = meeting.room;
    setText(tabs.questions, w.count(w.questions, questions.filter((one) => !one.answered).length));
    setText(tabs.polls, w.count(w.polls, polls.filter((one) => one.open).length));
    for (const name of ["questions", "polls"] as const) {
      const isShown = ui.askingTab === name;
      setAttribute(tabs[name], "aria-selected", String(isShown));
      setAttribute(tabs[name], "tabindex", isShown ? 0 : -1);
      bodies[name].element.hidden = !isShown;
      bodies[name].update();
    }
  };
  update();
  return { element, update, focus: () => tabs[ui.askingTab].focus(), close: () => {} };
}
