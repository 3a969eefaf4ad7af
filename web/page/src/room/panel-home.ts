import { h } from "../dom.ts";
import { askingPanel } from "../panels/asking/asking.ts";
import { breakoutsPanel } from "../panels/breakouts/breakouts.ts";
import { chatPanel } from "../panels/chat/chat.ts";
import { detailsPanel } from "../panels/details.ts";
import type { Panel, PanelContext } from "../panels/panel.ts";
import { peoplePanel } from "../panels/people/people.ts";
import type { PanelName } from "./ui.ts";

/** The place beside the stage where one panel at a time stands. */
export class PanelHome {
  readonly element = h("div", { class: "panel-home" });
  private open: { name: PanelName; panel: Panel; opener: Element | null } | undefined;

  constructor(private readonly context: PanelContext) {}

  /** Shows what the ui names, and gives the focus back to where it came from. */
  update(): void {
    const name = this.context.ui.panel;
    if (name !== this.open?.name) this.change(name);
    this.open?.panel.update();
  }

  close(): void {
    this.open?.panel.close();
  }

  private change(name: PanelName | undefined): void {
    const before = this.open;
    const hadFocus = before?.panel.element.contains(document.activeElement) === true;
    before?.panel.close();
    before?.panel.element.remove();
    this.open = undefined;
    if (name === undefined) {
      if (hadFocus && before?.opener instanceof HTMLElement) before.opener.focus();
      return;
    }
    // From one panel to the next: what opened the first is where the way back leads.
    const active = document.activeElement === document.body ? null : document.activeElement;
    const opener = active?.isConnected === true ? active : (before?.opener ?? null);
    const panel = this.make(name);
    this.open = { name, panel, opener };
    this.element.append(panel.element);
    panel.focus();
  }

  private make(name: PanelName): Panel {
    switch (name) {
      case "chat":
        return chatPanel(this.context);
      case "people":
        return peoplePanel(this.context);
      case "asking":
        return askingPanel(this.context);
      case "breakouts":
        return breakoutsPanel(this.context);
      case "details":
        return detailsPanel(this.context.meeting, this.context.close);
    }
  }
}
