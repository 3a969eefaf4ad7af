import type { Meeting } from "@parley/client";
import { h } from "../dom.ts";
import { icon } from "../icons.ts";
import type { RoomUi } from "../room/ui.ts";
import { words } from "../text/index.ts";

/** What a panel works with. */
export interface PanelContext {
  meeting: Meeting;
  ui: RoomUi;
  /** Sends an ask; what was refused is said in words. */
  tell(asked: Promise<unknown>): void;
  close(): void;
}

export interface Panel {
  element: HTMLElement;
  update(): void;
  /** Where the focus goes when it opens. */
  focus(): void;
  close(): void;
}

/** The frame every panel shares: a title and a way out. */
export function panelFrame(
  name: string,
  title: string,
  close: () => void,
  ...content: HTMLElement[]
): HTMLElement {
  return h(
    "aside",
    { class: `panel panel-${name}`, testid: `panel-${name}`, "aria-labelledby": `panel-${name}-title` },
    h(
      "header",
      { class: "panel-head" },
      h("h2", { id: `panel-${name}-title` }, title),
      h(
        "button",
        {
          class: "button square plain",
          type: "button",
          testid: "panel-close",
          "aria-label": `${words.settings.close}: ${title}`,
          on: { click: close },
        },
        icon("close"),
      ),
    ),
    ...content,
  );
}
