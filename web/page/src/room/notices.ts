import { h } from "../dom.ts";
import { icon } from "../icons.ts";
import { words } from "../text/index.ts";

export interface NoticeAction {
  label: string;
  testid?: string;
  run(): void;
}

/** Long enough to read two lines twice. */
const STAYS_MS = 6_000;
/** More than this at once is noise; the oldest goes. */
const MOST = 3;

/** Short words over the bar, and the live region that says them aloud. */
export class Notices {
  readonly element = h("div", { class: "notices", testid: "notices" });
  readonly spoken = h("div", {
    class: "unseen",
    role: "status",
    "aria-live": "polite",
    testid: "announcements",
  });

  /** Shown and said. One with actions stays until answered; a second with the same id replaces the first. */
  show(text: string, id: string, actions: readonly NoticeAction[] = [], staysMs = STAYS_MS): void {
    this.close(id);
    const close = () => notice.remove();
    const buttons = actions.map((action) => {
      const click = () => {
        close();
        action.run();
      };
      return h(
        "button",
        { class: "button small", type: "button", testid: action.testid, on: { click } },
        action.label,
      );
    });
    const notice = h(
      "div",
      { class: "notice", testid: "notice", "data-notice": id },
      h("span", {}, text),
      ...buttons,
      h(
        "button",
        { class: "notice-close", type: "button", "aria-label": words.notice.close, on: { click: close } },
        icon("close"),
      ),
    );
    this.element.append(notice);
    while (this.element.childElementCount > MOST) this.element.firstElementChild?.remove();
    if (actions.length === 0) setTimeout(close, staysMs);
    this.say(text);
  }

  close(id: string): void {
    this.element.querySelector(`[data-notice="${id}"]`)?.remove();
  }

  /** Said aloud only. */
  say(text: string): void {
    const line = h("p", {}, text);
    this.spoken.append(line);
    while (this.spoken.childElementCount > 5) this.spoken.firstElementChild?.remove();
    setTimeout(() => line.remove(), 10_000);
  }
}
