import { devicePickers } from "../devices.ts";
import { h, onSubmit, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import type { LocalDevices } from "../local.ts";
import { remember } from "../settings.ts";
import { words } from "../text/index.ts";
import { preview } from "./preview.ts";

export interface DoorOptions {
  room: string;
  name: string;
  /** A reload within the grace time: the place is still kept. */
  returning: boolean;
  local: LocalDevices;
  /** Resolves when inside; rejects with what to say. */
  join(name: string): Promise<void>;
}

/** Why the meeting did not let somebody in: words for the person, a code for support. */
export class NotLetIn extends Error {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

/** The screen before the meeting. */
export function door(options: DoorOptions): { element: HTMLElement; close(): void } {
  const { local } = options;
  const name = h("input", {
    class: "input",
    id: "door-name",
    testid: "door-name",
    autocomplete: "name",
    maxlength: 64,
    placeholder: words.door.namePlaceholder,
    value: options.name,
    "aria-describedby": "door-name-error",
    on: { input: () => refresh() },
  });
  const nameError = h("p", { class: "name-error", id: "door-name-error", role: "alert" });
  const problems = h("div", { class: "door-problems field", role: "status" });
  const refused = h("div", { role: "alert", testid: "door-refused" });
  const label = options.returning ? words.door.rejoin : words.door.join;
  const button = h("button", { class: "button primary", type: "submit", testid: "door-join" }, label);
  const pickers = devicePickers("door", local, () => {});
  const picture = preview(local, () => name.value.trim());

  const submit = async () => {
    const chosen = name.value.trim();
    setText(nameError, chosen === "" ? words.door.nameNeeded : "");
    if (chosen === "") return name.focus();
    remember({ name: chosen });
    refused.replaceChildren();
    button.disabled = true;
    setText(button, words.door.joining);
    try {
      await options.join(chosen);
    } catch (why) {
      refused.replaceChildren(refusal(why));
      button.disabled = false;
      setText(button, label);
    }
  };
  const form = h(
    "form",
    {
      class: "door-right",
      novalidate: true,
      on: onSubmit(() => void submit()),
    },
    h("h1", {}, options.returning ? words.door.again : words.door.title),
    h("p", { class: "quiet door-room" }, words.door.room(options.room)),
    h("div", { class: "field" }, h("label", { for: "door-name" }, words.door.name), name, nameError),
    button,
    refused,
  );
  const devices = h("div", { class: "door-devices" }, ...pickers.elements);
  const left = h("div", { class: "door-left" }, picture.element, problems, devices);
  const element = h("main", { class: "door", testid: "door" }, h("div", { class: "door-sheet" }, left, form));

  const refresh = () => {
    picture.update();
    problems.replaceChildren(...problemsOf(local).map((text) => problemLine(text)));
  };
  const stop = local.on("changed", () => {
    refresh();
    void pickers.refresh();
  });
  refresh();
  void pickers.refresh();
  return {
    element,
    close: () => {
      stop();
      pickers.close();
    },
  };
}

function problemsOf(local: LocalDevices): string[] {
  const { camera, microphone } = local;
  const found = [
    camera.problem !== undefined && !local.cameraOff && words.problem.camera[camera.problem],
    microphone.problem !== undefined && words.problem.microphone[microphone.problem],
  ].filter((one) => typeof one === "string");
  return found.length > 0 ? [...found, words.door.stillJoin] : [];
}

function problemLine(text: string): HTMLElement {
  return text === words.door.stillJoin
    ? h("p", { class: "quiet" }, text)
    : h("p", { class: "problem", testid: "door-problem" }, icon("warning"), h("span", {}, text));
}

function refusal(why: unknown): HTMLElement {
  const text = why instanceof NotLetIn ? why.message : words.refused.unreachable;
  const code = why instanceof NotLetIn ? why.code : String(why instanceof Error ? why.message : why);
  return h(
    "div",
    { class: "problem" },
    icon("warning"),
    h(
      "div",
      {},
      h("p", {}, text),
      h("details", { class: "support" }, h("summary", {}, words.refused.details), h("code", {}, code)),
    ),
  );
}
