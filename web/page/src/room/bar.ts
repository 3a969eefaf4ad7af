import { h, setAttribute } from "../dom.ts";
import { type IconName, icon, setIcon } from "../icons.ts";
import { words } from "../text/index.ts";

export interface BarState {
  muted: boolean;
  cameraOff: boolean;
  sharing: boolean;
  canShare: boolean;
  /** A viewer watches and listens. */
  maySend: boolean;
  handUp: boolean;
  unread: number;
  people: number;
  panel: string | undefined;
}

export interface BarActions {
  microphone(): void;
  camera(): void;
  share(): void;
  hand(): void;
  chat(): void;
  people(): void;
  layout(anchor: HTMLElement): void;
  more(anchor: HTMLElement): void;
  leave(): void;
}

interface BarButton {
  element: HTMLButtonElement;
  icon: SVGSVGElement;
  badge: HTMLElement;
}

/** The names stay, the states change: a control that renames itself under the pointer is a trap. */
function barButton(
  id: string,
  label: string,
  name: IconName,
  click: (button: HTMLElement) => void,
): BarButton {
  const picture = icon(name);
  const badge = h("span", { class: "badge", "aria-hidden": "true", hidden: true });
  const element = h(
    "button",
    { class: `bar-button bar-${id}`, type: "button", testid: id, "aria-label": label },
    h("span", { class: "bar-icon" }, picture, badge),
    h("span", { class: "bar-label", "aria-hidden": "true" }, label),
  );
  element.addEventListener("click", (event) => {
    click(element);
    // A click by pointer leaves no focus behind: space stays "talk", and the bar may fade.
    if (event.detail > 0 && element.getAttribute("aria-haspopup") === null) element.blur();
  });
  return { element, icon: picture, badge };
}

export function bar(actions: BarActions) {
  const w = words.bar;
  const microphone = barButton("microphone", words.door.microphone, "microphone", actions.microphone);
  const camera = barButton("camera", words.door.camera, "camera", actions.camera);
  const share = barButton("share", w.shareShort, "screen", actions.share);
  const hand = barButton("hand", w.handShort, "hand", actions.hand);
  const chat = barButton("chat", w.chat, "chat", actions.chat);
  const people = barButton("people", w.people, "people", actions.people);
  const layout = barButton("layout", w.layout, "grid", actions.layout);
  const more = barButton("more", w.more, "more", actions.more);
  const leave = barButton("leave", w.leave, "leave", actions.leave);
  for (const one of [layout, more]) setAttribute(one.element, "aria-haspopup", "menu");
  for (const one of [layout, more, chat, people]) setAttribute(one.element, "aria-expanded", "false");
  setAttribute(leave.element, "title", w.leave);
  const group = (name: string, ...buttons: BarButton[]) =>
    h("div", { class: `bar-group ${name}` }, ...buttons.map((one) => one.element));
  const element = h(
    "footer",
    { class: "bar", "aria-label": w.label },
    group("bar-main", microphone, camera, share, hand),
    group("bar-side", chat, people, layout, more),
    group("bar-end", leave),
  );

  const press = (button: BarButton, pressed: boolean, title: string, name: IconName) => {
    setAttribute(button.element, "aria-pressed", String(pressed));
    setAttribute(button.element, "title", title);
    setIcon(button.icon, name);
  };
  const update = (state: BarState) => {
    const { muted, cameraOff, sharing, handUp, unread } = state;
    press(microphone, !muted, w.key(muted ? w.unmute : w.mute, "M"), muted ? "microphoneOff" : "microphone");
    press(
      camera,
      !cameraOff,
      w.key(cameraOff ? w.cameraOn : w.cameraOff, "V"),
      cameraOff ? "cameraOff" : "camera",
    );
    press(share, sharing, w.key(sharing ? w.stopShare : w.share, "S"), sharing ? "screenStop" : "screen");
    press(hand, handUp, w.key(handUp ? w.lower : w.raise, "H"), "hand");
    microphone.element.hidden = !state.maySend;
    camera.element.hidden = !state.maySend;
    share.element.hidden = !state.canShare || !state.maySend;
    microphone.element.classList.toggle("off", muted);
    camera.element.classList.toggle("off", cameraOff);
    setAttribute(chat.element, "aria-expanded", String(state.panel === "chat"));
    setAttribute(people.element, "aria-expanded", String(state.panel === "people"));
    setAttribute(chat.element, "aria-label", unread > 0 ? w.unread(unread) : w.chat);
    setAttribute(chat.element, "title", w.key(unread > 0 ? w.unread(unread) : w.chat, "C"));
    setAttribute(people.element, "aria-label", w.peopleCount(state.people));
    setAttribute(people.element, "title", w.key(w.people, "P"));
    setAttribute(layout.element, "title", w.key(w.layout, "G"));
    setAttribute(more.element, "title", w.more);
    chat.badge.hidden = unread === 0;
    setAttribute(chat.badge, "data-count", unread > 99 ? "99+" : unread);
    people.badge.hidden = state.people < 2;
    setAttribute(people.badge, "data-count", state.people);
  };
  return { element, update, chat: chat.element, people: people.element, more: more.element };
}
