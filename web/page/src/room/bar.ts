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
  /** At the door, for those who may let them in. */
  waiting: number;
  /** Polls one has not voted in, and questions nobody has answered, since the panel was last open. */
  asking: number;
  panel: string | undefined;
  /** Leaving asks how. */
  asksHowToLeave: boolean;
}

export interface BarActions {
  microphone(): void;
  camera(): void;
  share(): void;
  hand(): void;
  react(anchor: HTMLElement): void;
  chat(): void;
  people(): void;
  asking(): void;
  layout(anchor: HTMLElement): void;
  more(anchor: HTMLElement): void;
  leave(anchor: HTMLElement): void;
}

export type BarButtonName = keyof BarActions;

interface BarButton {
  element: HTMLButtonElement;
  icon: SVGSVGElement;
  badge: HTMLElement;
}

/** The names stay, the states change: a control that renames itself under the pointer is a trap. */
function barButton(
  id: BarButtonName,
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

function barButtons(actions: BarActions) {
  const w = words.bar;
  return {
    microphone: barButton("microphone", words.door.microphone, "microphone", actions.microphone),
    camera: barButton("camera", words.door.camera, "camera", actions.camera),
    share: barButton("share", w.shareShort, "screen", actions.share),
    hand: barButton("hand", w.handShort, "hand", actions.hand),
    react: barButton("react", words.reactions.label, "smile", actions.react),
    chat: barButton("chat", w.chat, "chat", actions.chat),
    people: barButton("people", w.people, "people", actions.people),
    asking: barButton("asking", words.asking.bar, "question", actions.asking),
    layout: barButton("layout", w.layout, "grid", actions.layout),
    more: barButton("more", w.more, "more", actions.more),
    leave: barButton("leave", w.leave, "leave", actions.leave),
  } satisfies Record<BarButtonName, BarButton>;
}

type BarButtons = ReturnType<typeof barButtons>;

/** The controls of the meeting, always in the same order. */
export function bar(actions: BarActions) {
  const buttons = barButtons(actions);
  const { microphone, camera, share, hand, react, chat, people, asking, layout, more, leave } = buttons;
  for (const one of [layout, more, react]) setAttribute(one.element, "aria-haspopup", "menu");
  for (const one of [layout, more, react, chat, people, asking])
    setAttribute(one.element, "aria-expanded", "false");
  setAttribute(react.element, "title", words.reactions.menu);
  setAttribute(layout.element, "title", words.bar.key(words.bar.layout, "G"));
  setAttribute(more.element, "title", words.bar.more);
  setAttribute(leave.element, "title", words.bar.leave);
  const group = (name: string, ...members: BarButton[]) =>
    h("div", { class: `bar-group ${name}` }, ...members.map((one) => one.element));
  const element = h(
    "footer",
    { class: "bar", "aria-label": words.bar.label },
    group("bar-main", microphone, camera, share, hand, react),
    group("bar-side", chat, people, asking, layout, more),
    group("bar-end", leave),
  );
  const update = (state: BarState) => {
    showSending(buttons, state);
    showPanels(buttons, state);
    setAttribute(leave.element, "aria-haspopup", state.asksHowToLeave && "menu");
    element.classList.toggle("watching", !state.maySend);
    // What a hidden button would say, More says.
    badge(more, (hides("people") ? state.waiting : 0) + (hides("asking") ? state.asking : 0));
  };
  const hides = (name: BarButtonName) => getComputedStyle(buttons[name].element).display === "none";
  return { element, update, hides, more: more.element };
}

function press(button: BarButton, pressed: boolean, title: string, name: IconName): void {
  setAttribute(button.element, "aria-pressed", String(pressed));
  setAttribute(button.element, "title", title);
  setIcon(button.icon, name);
}

function showSending({ microphone, camera, share, hand }: BarButtons, state: BarState): void {
  const w = words.bar;
  const { muted, cameraOff, sharing, handUp, maySend } = state;
  press(microphone, !muted, w.key(muted ? w.unmute : w.mute, "M"), muted ? "microphoneOff" : "microphone");
  press(
    camera,
    !cameraOff,
    w.key(cameraOff ? w.cameraOn : w.cameraOff, "V"),
    cameraOff ? "cameraOff" : "camera",
  );
  press(share, sharing, w.key(sharing ? w.stopShare : w.share, "S"), sharing ? "screenStop" : "screen");
  press(hand, handUp, w.key(handUp ? w.lower : w.raise, "H"), "hand");
  microphone.element.hidden = !maySend;
  camera.element.hidden = !maySend;
  share.element.hidden = !state.canShare || !maySend;
  microphone.element.classList.toggle("off", muted);
  camera.element.classList.toggle("off", cameraOff);
}

function showPanels({ chat, people, asking }: BarButtons, state: BarState): void {
  const w = words.bar;
  const { unread, waiting } = state;
  for (const [name, button] of Object.entries({ chat, people, asking })) {
    setAttribute(button.element, "aria-expanded", String(state.panel === name));
  }
  const chatWords = unread > 0 ? w.unread(unread) : w.chat;
  setAttribute(chat.element, "aria-label", chatWords);
  setAttribute(chat.element, "title", w.key(chatWords, "C"));
  const peopleWords = waiting > 0 ? w.peopleWaiting(state.people, waiting) : w.peopleCount(state.people);
  setAttribute(people.element, "aria-label", peopleWords);
  setAttribute(people.element, "title", w.key(peopleWords, "P"));
  const askingWords = words.asking.count(words.asking.title, state.asking);
  setAttribute(asking.element, "aria-label", askingWords);
  setAttribute(asking.element, "title", w.key(askingWords, "Q"));
  badge(chat, unread);
  badge(people, waiting > 0 ? waiting : state.people > 1 ? state.people : 0);
  people.badge.classList.toggle("urgent", waiting > 0);
  badge(asking, state.asking);
}

function badge(button: BarButton, count: number): void {
  button.badge.hidden = count === 0;
  setAttribute(button.badge, "data-count", count > 99 ? "99+" : count);
}
