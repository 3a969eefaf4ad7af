import { h, onSubmit, setText } from "../../dom.ts";
import { icon } from "../../icons.ts";
import { openMenu } from "../../menu.ts";
import { Countdown } from "../../room/countdown.ts";
import { clock, words } from "../../text/index.ts";
import { type Panel, type PanelContext, panelFrame } from "../panel.ts";
import { sorted } from "../people/groups.ts";
import { type Place, placeList } from "./places.ts";
import { BreakoutSetup } from "./setup.ts";

/** As the server takes them. */
const MOST_CHARACTERS = 500;

/** Breakouts: set up by a host, and while they are open who is where, for everyone. */
export function breakoutsPanel(context: PanelContext): Panel {
  const { meeting, close } = context;
  const open = openView(context);
  const empty = h("p", { class: "panel-empty quiet" }, words.failures["no-breakouts"] ?? "");
  let setup: BreakoutSetup | undefined;
  const body = h("div", { class: "tab-body" });
  const element = panelFrame("breakouts", words.breakouts.title, close, body);
  const shown = (): HTMLElement => {
    if (meeting.room.breakouts !== undefined) {
      setup = undefined;
      return open.element;
    }
    if (!meeting.moderates) return empty;
    setup ??= new BreakoutSetup(context);
    return setup.element;
  };
  const update = () => {
    const now = shown();
    if (body.firstElementChild !== now) body.replaceChildren(now);
    setup?.update();
    open.update();
  };
  update();
  const second = setInterval(() => open.tick(), 500);
  return {
    element,
    update,
    focus: () => element.querySelector<HTMLElement>(".panel-head button")?.focus(),
    close: () => {
      clearInterval(second);
      open.close();
    },
  };
}

function openView(context: PanelContext) {
  const { meeting, tell } = context;
  const w = words.breakouts;
  const countdown = new Countdown();
  const time = h("p", { class: "quiet breakouts-time", testid: "breakouts-time" });
  const places = placeList(() => ({
    move: meeting.moderates ? (who, place) => tell(meeting.assignBreakout(who, key(place))) : undefined,
    go: (place) => tell(meeting.assignBreakout(meeting.me.id, key(place))),
  }));
  const foot = hostFoot(context);
  const scroll = h("div", { class: "panel-scroll" }, time, places.element);
  const tick = () => {
    const { breakouts } = meeting.room;
    if (breakouts === undefined) return;
    const nowMs = meeting.serverNowMs;
    const left = countdown.left(breakouts, nowMs);
    const sinceMs = nowMs - Date.parse(breakouts.openedAt);
    setText(time, left === undefined ? w.since(clock(sinceMs)) : w.left(clock(left.leftMs)));
  };
  const update = () => {
    if (meeting.room.breakouts === undefined) return;
    places.update(placesNow(context));
    foot.hidden = !meeting.moderates;
    tick();
  };
  const close = meeting.on("breakoutsEnding", ({ seconds }) => countdown.note(seconds, meeting.serverNowMs));
  return { element: h("div", { class: "tab-body" }, scroll, foot), update, tick, close };
}

function key(place: string): string | undefined {
  return place === "" ? undefined : place;
}

function placesNow({ meeting }: PanelContext): Place[] {
  const { room, me } = meeting;
  const mayChoose = meeting.moderates || room.breakouts?.choice === "free";
  const place = (id: string | undefined, name: string): Place => {
    const people = room.participants.filter((one) => one.breakout === id && one.role !== "viewer");
    const here = me.breakout === id;
    return { key: id ?? "", name, people: sorted(people, me.id), here, mayGo: mayChoose && !here };
  };
  const breakouts = room.breakouts?.breakouts ?? [];
  return [place(undefined, words.people.mainRoom), ...breakouts.map((one) => place(one.id, one.name))];
}

/** For those who moderate: a word to everyone, and the end. */
function hostFoot({ meeting, tell }: PanelContext): HTMLElement {
  const w = words.breakouts;
  const input = h("input", {
    class: "input",
    testid: "broadcast-input",
    maxlength: MOST_CHARACTERS,
    placeholder: w.broadcast,
    "aria-label": w.broadcast,
  });
  const send = () => {
    const text = input.value.trim();
    if (text === "") return input.focus();
    input.value = "";
    tell(meeting.broadcast(text));
  };
  const form = h(
    "form",
    { class: "inline-form", on: onSubmit(send) },
    input,
    h(
      "button",
      { class: "button square", type: "submit", testid: "broadcast-send", "aria-label": w.broadcastSend },
      icon("megaphone"),
    ),
  );
  const end = h(
    "button",
    {
      class: "button",
      type: "button",
      testid: "breakouts-close",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    },
    w.close,
  );
  end.addEventListener("click", () => {
    openMenu(end, w.closeMenu, [
      {
        label: w.closeLater,
        icon: "timer",
        testid: "close-later",
        run: () => tell(meeting.closeBreakouts(1)),
      },
      { label: w.closeNow, icon: "close", testid: "close-now", run: () => tell(meeting.closeBreakouts()) },
    ]);
  });
  return h("div", { class: "panel-foot stacked" }, form, end);
}
