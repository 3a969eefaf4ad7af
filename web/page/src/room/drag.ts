/** A press that moves less than this is a click. */
const CLICK_PIXELS = 4;

/** Lets an element be dragged while `may` holds; `drop` gets the point it was let go at. */
export function drag(element: HTMLElement, may: () => boolean, drop: (x: number, y: number) => void): void {
  element.addEventListener("pointerdown", (down) => {
    if (!may() || down.button !== 0 || (down.target as Element).closest("button") !== null) return;
    const start = element.style.transform;
    let moved = false;
    const move = (event: PointerEvent) => {
      const dx = event.clientX - down.clientX;
      const dy = event.clientY - down.clientY;
      if (!moved && Math.hypot(dx, dy) < CLICK_PIXELS) return;
      if (!moved) element.setPointerCapture(down.pointerId);
      moved = true;
      element.classList.add("dragged");
      element.style.transform = `${start} translate(${dx}px, ${dy}px)`;
    };
    const up = (event: PointerEvent) => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", up);
      element.removeEventListener("pointercancel", up);
      element.classList.remove("dragged");
      if (moved) drop(event.clientX, event.clientY);
    };
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", up);
    element.addEventListener("pointercancel", up);
  });
}
