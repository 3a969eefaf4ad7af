import { h } from "./dom.ts";
import { type IconName, icon } from "./icons.ts";

export interface MenuItem {
  label: string;
  icon?: IconName;
  testid?: string;
  danger?: boolean;
  /** One of several: shown with a check mark. */
  checked?: boolean;
  /** A line above: what follows is of another kind. */
  apart?: boolean;
  /** Shown instead of the label, which is then only said aloud. */
  emoji?: string;
  run(): void;
}

let open: { element: HTMLElement; anchor: HTMLElement } | undefined;

/** A menu beside the button that opened it; arrows, Home, End, Esc and a click elsewhere do what they do everywhere. */
export function openMenu(anchor: HTMLElement, label: string, items: readonly MenuItem[]): void {
  const wasMine = open?.anchor === anchor;
  closeMenu();
  if (wasMine) return;
  const buttons = items.map((item) => menuButton(item, anchor));
  const isRow = items.every((item) => item.emoji !== undefined);
  const element = h(
    "div",
    { class: isRow ? "menu menu-row" : "menu", role: "menu", "aria-label": label, testid: "menu" },
    ...buttons,
  );
  element.addEventListener("keydown", (event) => steer(event, buttons));
  // Within the landmark of its button; inside an open dialog everything else is inert.
  (anchor.closest("dialog, aside, footer, main") ?? document.body).append(element);
  place(element, anchor.getBoundingClientRect());
  anchor.setAttribute("aria-expanded", "true");
  open = { element, anchor };
  document.addEventListener("pointerdown", onOutside, true);
  window.addEventListener("resize", closeMenu);
  (buttons.find((button) => button.getAttribute("aria-checked") === "true") ?? buttons[0])?.focus();
}

/** True when there was one to close. */
export function closeMenu(): boolean {
  if (open === undefined) return false;
  const { element, anchor } = open;
  open = undefined;
  const hadFocus = element.contains(document.activeElement);
  element.remove();
  anchor.setAttribute("aria-expanded", "false");
  if (hadFocus) anchor.focus();
  document.removeEventListener("pointerdown", onOutside, true);
  window.removeEventListener("resize", closeMenu);
  return true;
}

function onOutside(event: Event): void {
  if (open === undefined) return;
  const target = event.target as Node;
  if (!open.element.contains(target) && !open.anchor.contains(target)) closeMenu();
}

function menuButton(item: MenuItem, anchor: HTMLElement): HTMLButtonElement {
  const radio = item.checked !== undefined;
  const click = () => {
    anchor.focus();
    closeMenu();
    item.run();
  };
  const looks = ["menu-item", item.danger && "danger", item.apart && "apart"].filter(Boolean).join(" ");
  return h(
    "button",
    {
      type: "button",
      class: looks,
      "aria-label": item.emoji === undefined ? undefined : item.label,
      title: item.emoji === undefined ? undefined : item.label,
      role: radio ? "menuitemradio" : "menuitem",
      "aria-checked": radio ? String(item.checked) : undefined,
      tabindex: -1,
      testid: item.testid,
      on: { click },
    },
    item.icon !== undefined && icon(item.icon),
    h("span", {}, item.emoji ?? item.label),
    radio && item.checked === true && icon("check"),
  );
}

function steer(event: KeyboardEvent, buttons: readonly HTMLButtonElement[]): void {
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  const last = buttons.length - 1;
  const to: Record<string, number> = {
    ArrowDown: at >= last ? 0 : at + 1,
    ArrowRight: at >= last ? 0 : at + 1,
    ArrowUp: at <= 0 ? last : at - 1,
    ArrowLeft: at <= 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  const next = to[event.key];
  if (event.key === "Tab" || event.key === "Escape") closeMenu();
  if (next !== undefined) buttons[next]?.focus();
  if (next !== undefined || event.key === "Escape") event.preventDefault();
  event.stopPropagation();
}

/** Below or above the anchor, wherever there is room, and never over the window's edge. */
function place(element: HTMLElement, anchor: DOMRect): void {
  const { offsetWidth: width, offsetHeight: height } = element;
  const left = Math.max(8, Math.min(anchor.right - width, window.innerWidth - width - 8));
  const below = anchor.bottom + 8;
  const top = below + height <= window.innerHeight - 8 ? below : anchor.top - height - 8;
  element.style.left = `${left}px`;
  element.style.top = `${Math.max(8, top)}px`;
}
