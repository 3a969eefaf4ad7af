import { h } from "../dom.ts";
import { icon } from "../icons.ts";
import { words } from "../text/index.ts";

/** The browser's own modal dialog: it traps the focus, closes on Esc and gives the focus back. */
export function openDialog(id: string, title: string, ...content: HTMLElement[]): HTMLDialogElement {
  const close = () => dialog.close();
  const dialog = h(
    "dialog",
    { class: "dialog", testid: `dialog-${id}`, "aria-labelledby": `dialog-${id}-title` },
    h(
      "header",
      { class: "panel-head" },
      h("h2", { id: `dialog-${id}-title` }, title),
      h(
        "button",
        {
          class: "button square plain",
          type: "button",
          testid: "dialog-close",
          "aria-label": words.settings.close,
          on: { click: close },
        },
        icon("close"),
      ),
    ),
    ...content,
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function confirmDialog(ask: {
  title: string;
  hint?: string;
  yes: string;
  no: string;
}): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (yes: boolean) => () => {
      resolve(yes);
      dialog.close();
    };
    const buttons = h(
      "div",
      { class: "dialog-actions" },
      h(
        "button",
        { class: "button", type: "button", testid: "confirm-no", on: { click: answer(false) } },
        ask.no,
      ),
      h(
        "button",
        { class: "button danger", type: "button", testid: "confirm-yes", on: { click: answer(true) } },
        ask.yes,
      ),
    );
    const hint = ask.hint === undefined ? [] : [h("p", { class: "dialog-hint quiet" }, ask.hint)];
    const dialog = openDialog("confirm", ask.title, ...hint, buttons);
    dialog.addEventListener("close", () => resolve(false));
  });
}
