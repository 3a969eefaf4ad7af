/** PAGE.md: the chrome fades after 3 s without movement. */
const FADE_AFTER_MS = 3_000;

/** Marks a room as idle while nobody moves, touches or holds focus in its chrome. */
export function fadeWhenIdle(room: HTMLElement, chrome: HTMLElement, may: () => boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const idle = () => {
    const held = chrome.matches(":hover") || chrome.querySelector(":focus-visible") !== null;
    if (may() && !held && document.querySelector(".menu") === null) room.classList.add("idle");
    else wake();
  };
  const wake = () => {
    room.classList.remove("idle");
    clearTimeout(timer);
    timer = setTimeout(idle, FADE_AFTER_MS);
  };
  const events = ["pointermove", "pointerdown", "keydown", "focusin"] as const;
  for (const name of events) room.addEventListener(name, wake);
  document.addEventListener("keydown", wake);
  wake();
  return () => {
    clearTimeout(timer);
    document.removeEventListener("keydown", wake);
  };
}
