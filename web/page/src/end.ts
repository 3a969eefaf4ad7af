import type { End } from "@parley/client";
import { h } from "./dom.ts";
import { icon } from "./icons.ts";
import { parseLink } from "./link.ts";
import { refusalWords } from "./refusals.ts";
import { clock, words } from "./text/index.ts";

/** After the meeting: what happened, and one clear way on. */
export function afterScreen(
  end: End,
  was: { lastedMs: number; waited: boolean },
  rejoin: () => void,
): HTMLElement {
  const said = saidAtEnd(end);
  const isReplaced = end.reason === "replaced";
  const mayRejoin = end.reason !== "removed" && end.reason !== "closed";
  const primary = h(
    "button",
    { class: "button primary", type: "button", testid: "rejoin", on: { click: rejoin } },
    isReplaced ? words.end.here : end.reason === "denied" ? words.end.askAgain : words.end.rejoin,
  );
  const home = h(
    "a",
    { class: mayRejoin ? "button" : "button primary", href: "/", testid: "home" },
    icon("home"),
    words.end.home,
  );
  return h(
    "main",
    { class: "after", testid: "after", "data-reason": end.reason },
    h(
      "div",
      { class: "after-sheet" },
      h("h1", { tabindex: -1 }, endTitle(end, was.waited)),
      isReplaced && h("p", { class: "quiet" }, words.end.replacedHint),
      said !== undefined && !isReplaced && h("p", {}, said),
      was.lastedMs > 0 && h("p", { class: "quiet" }, words.end.lasted(clock(was.lastedMs))),
      h("div", { class: "after-actions" }, mayRejoin && primary, home),
      end.code !== undefined &&
        h(
          "details",
          { class: "support quiet" },
          h("summary", {}, words.refused.details),
          h("code", {}, end.code),
        ),
    ),
  );
}

/** Who only waited has left a queue, not a meeting. */
export function endTitle({ reason }: End, waited: boolean): string {
  if (waited && reason === "left") return words.end.waitingLeft;
  if (waited && reason === "timeout") return words.end.waitingTimeout;
  return words.end[reason];
}

/** The server's short reasons become sentences, people's own words are quoted. */
function saidAtEnd(end: End): string | undefined {
  const { reason, text = "", code } = end;
  if (text === "") return undefined;
  if (reason === "closed") return words.end.closedReason[text] ?? words.end.says(text);
  if (reason === "refused" && code !== undefined) return refusalWords({ code, message: text });
  return words.end.says(text);
}

/** Without a link there is no meeting: says what is needed, and takes a pasted one. */
export function homeScreen(hasRoom: boolean): HTMLElement {
  const input = h("input", {
    class: "input",
    id: "home-link",
    testid: "home-link",
    autocomplete: "off",
    spellcheck: "false",
  });
  const error = h("p", { class: "name-error", role: "alert" });
  const open = (event: Event) => {
    event.preventDefault();
    const link = parseLink(input.value.trim(), location.origin);
    if (link?.token === undefined) {
      error.textContent = words.home.notALink;
      input.focus();
      return;
    }
    // Whatever host the link names: this server can only open its own rooms.
    location.assign(`/r/${link.room}#token=${link.token}`);
  };
  return h(
    "main",
    { class: "after", testid: "home-screen" },
    h(
      "div",
      { class: "after-sheet" },
      h("h1", {}, words.home.title),
      h("p", { testid: "home-words" }, hasRoom ? words.home.noToken : words.home.needLink),
      h("p", { class: "home-example" }, `${location.origin}${words.home.example}`),
      h(
        "form",
        { class: "home-form", on: { submit: open } },
        h("div", { class: "field" }, h("label", { for: "home-link" }, words.home.paste), input, error),
        h("button", { class: "button primary", type: "submit", testid: "home-open" }, words.home.open),
      ),
    ),
  );
}
