import { h, setAttribute, setText } from "../dom.ts";
import { icon } from "../icons.ts";
import type { PanelContext } from "../panels/panel.ts";
import { clock, words } from "../text/index.ts";
import { Countdown } from "./countdown.ts";

/** A screen reader is told these seconds, not each of sixty. */
const SAID_ALOUD: ReadonlySet<number> = new Set([60, 30, 10]);

/** The thin bar while breakouts are open: where one is, how long still, and the way to choose or return. */
export function banner(context: PanelContext, notices: { say(text: string): void }) {
  const { meeting, ui, tell } = context;
  const w = words.breakouts;
  const countdown = new Countdown();
  let saidAloud = 0;
  const text = h("span", { testid: "banner-text" });
  const time = h("span", { class: "banner-time", testid: "banner-time" });
  const panel = h(
    "button",
    {
      class: "button small",
      type: "button",
      testid: "banner-panel",
      on: { click: () => ui.togglePanel("breakouts") },
    },
    w.rooms,
  );
  const back = h(
    "button",
    {
      class: "button small",
      type: "button",
      testid: "banner-back",
      on: { click: () => tell(meeting.assignBreakout(meeting.me.id)) },
    },
    w.toMain,
  );
  const element = h(
    "div",
    { class: "banner", role: "region", "aria-label": w.title, testid: "banner" },
    icon("rooms"),
    text,
    time,
    panel,
    back,
  );
  const update = () => {
    const { breakouts } = meeting.room;
    const left = countdown.left(breakouts, meeting.serverNowMs);
    element.hidden = breakouts === undefined;
    if (breakouts === undefined) return;
    const here = meeting.breakout;
    const mayChoose = meeting.moderates || breakouts.choice === "free";
    setText(text, here === undefined ? w.bannerMain : w.banner(here.name));
    setAttribute(element, "data-breakout", here?.id);
    panel.hidden = !mayChoose;
    setText(panel, here === undefined && !meeting.moderates ? w.choose : w.rooms);
    back.hidden = here === undefined || !mayChoose;
    element.classList.toggle("ending", left?.ending === true);
    const seconds = Math.ceil((left?.leftMs ?? 0) / 1_000);
    if (left === undefined) setText(time, "");
    else if (!left.ending) setText(time, w.left(clock(left.leftMs)));
    else setText(time, w.endingIn(seconds));
    if (left?.ending === true && SAID_ALOUD.has(seconds) && saidAloud !== seconds) {
      saidAloud = seconds;
      notices.say(w.endingIn(seconds));
    }
  };
  const close = meeting.on("breakoutsEnding", ({ seconds }) => countdown.note(seconds, meeting.serverNowMs));
  return { element, update, close };
}
