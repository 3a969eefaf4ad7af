import { settings } from "../settings.ts";
import type { Direction } from "./arrange.ts";

export interface KeyActions {
  microphone(): void;
  camera(): void;
  share(): void;
  hand(): void;
  chat(): void;
  people(): void;
  asking(): void;
  layout(): void;
  help(): void;
  /** Space goes down and up. */
  talk(held: boolean): void;
  move(to: Direction): void;
  /** Enter on a picture; false when none is chosen. */
  pin(): boolean;
  /** Closes what is on top; false when nothing is open. */
  escape(): boolean;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/** One key, one thing; none of it while somebody writes, and all of it can be turned off. */
export function listenKeys(actions: KeyActions): () => void {
  const letters: Readonly<Record<string, () => void>> = {
    m: actions.microphone,
    v: actions.camera,
    s: actions.share,
    h: actions.hand,
    c: actions.chat,
    p: actions.people,
    q: actions.asking,
    g: actions.layout,
    "?": actions.help,
  };
  let talking = false;
  const down = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (actions.escape()) event.preventDefault();
      return;
    }
    if (isWriting(event.target) || document.querySelector("dialog[open]") !== null) return;
    const onTile = !isControl(event.target);
    const arrow = ARROWS[event.key];
    if (arrow !== undefined && onTile) {
      actions.move(arrow);
      event.preventDefault();
    } else if (event.key === "Enter" && onTile) {
      if (actions.pin()) event.preventDefault();
    } else if (settings.shortcuts) single(event, onTile);
  };
  const single = (event: KeyboardEvent, onTile: boolean) => {
    if (event.key === " " && onTile) {
      event.preventDefault();
      if (!event.repeat) {
        talking = true;
        actions.talk(true);
      }
      return;
    }
    const run = letters[event.key.toLowerCase()];
    if (run === undefined || event.repeat) return;
    event.preventDefault();
    run();
  };
  const release = () => {
    if (!talking) return;
    talking = false;
    actions.talk(false);
  };
  const up = (event: KeyboardEvent) => event.key === " " && release();
  document.addEventListener("keydown", down);
  document.addEventListener("keyup", up);
  window.addEventListener("blur", release);
  return () => {
    document.removeEventListener("keydown", down);
    document.removeEventListener("keyup", up);
    window.removeEventListener("blur", release);
  };
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("button, a, summary, [role=menu]") !== null;
}
