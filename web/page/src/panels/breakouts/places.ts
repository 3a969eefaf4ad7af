import type { ParticipantView } from "@parley/client";
import { h, KeyedList, type Row, setAttribute, setText } from "../../dom.ts";
import { hueOf, initials } from "../../person.ts";
import { words } from "../../text/index.ts";

/** A room and who is, or will be, in it. The main room's key is empty. */
export interface Place {
  key: string;
  name: string;
  people: ParticipantView[];
  here: boolean;
  /** One may go there now. */
  mayGo: boolean;
}

export interface PlaceActions {
  /** Undefined: nobody is moved from here. */
  move: ((participant: string, place: string) => void) | undefined;
  go(place: string): void;
}

/** The rooms one under another; people are dragged between them, or sent by the list beside their name. */
export function placeList(actions: () => PlaceActions) {
  const element = h("div", { class: "places" });
  let places: readonly Place[] = [];
  const rows = new KeyedList<Place>(element, () => placeRow(actions, () => places));
  const update = (now: readonly Place[]) => {
    places = now;
    rows.show(now, (one) => one.key);
  };
  return { element, update };
}

function placeRow(actions: () => PlaceActions, places: () => readonly Place[]): Row<Place> {
  const w = words.breakouts;
  let key = "";
  const name = h("h3", { class: "group-title" });
  const count = h("span", { class: "quiet place-count" });
  const here = h("span", { class: "place-here" }, w.here);
  const go = h("button", { class: "button small", type: "button", testid: "place-go" }, w.join);
  go.addEventListener("click", () => actions().go(key));
  const list = h("ul", { class: "people-list" });
  const people = new KeyedList<ParticipantView>(list, () => memberRow(actions, places, () => key));
  const head = h("div", { class: "group-head" }, name, count, here, go);
  const element = h("section", { class: "place", testid: "place" }, head, list);
  acceptDrops(element, (participant) => actions().move?.(participant, key));
  const update = (place: Place) => {
    key = place.key;
    setText(name, place.name);
    setText(count, place.people.length === 0 ? w.nobody : w.people(place.people.length));
    here.hidden = !place.here;
    go.hidden = !place.mayGo;
    setAttribute(go, "aria-label", w.joinNamed(place.name));
    setAttribute(element, "data-breakout", place.key);
    people.show(place.people, (one) => one.id);
    list.hidden = place.people.length === 0;
  };
  return { element, update };
}

const DRAGGED = "text/x-parley-participant";

function acceptDrops(element: HTMLElement, drop: (participant: string) => void): void {
  const isOurs = (event: DragEvent) => event.dataTransfer?.types.includes(DRAGGED) === true;
  element.addEventListener("dragover", (event) => {
    if (!isOurs(event)) return;
    event.preventDefault();
    element.classList.add("over");
  });
  element.addEventListener("dragleave", () => element.classList.remove("over"));
  element.addEventListener("drop", (event) => {
    element.classList.remove("over");
    if (!isOurs(event)) return;
    event.preventDefault();
    drop(event.dataTransfer?.getData(DRAGGED) ?? "");
  });
}

function memberRow(
  actions: () => PlaceActions,
  places: () => readonly Place[],
  here: () => string,
): Row<ParticipantView> {
  let id = "";
  let known = "";
  const avatar = h("div", { class: "avatar person-avatar", "aria-hidden": "true" });
  const name = h("span", { class: "person-name" });
  const select = h("select", { class: "input place-select", testid: "place-select" });
  select.addEventListener("change", () => actions().move?.(id, select.value));
  const element = h("li", { class: "person member", testid: "member" }, avatar, name, select);
  element.addEventListener("dragstart", (event) => {
    event.dataTransfer?.setData(DRAGGED, id);
    element.classList.add("dragged");
  });
  element.addEventListener("dragend", () => element.classList.remove("dragged"));
  const update = (person: ParticipantView) => {
    id = person.id;
    setText(avatar, initials(person.name));
    avatar.style.setProperty("--hue", String(hueOf(person.identity)));
    setText(name, person.name);
    setAttribute(name, "title", person.name);
    setAttribute(select, "aria-label", words.breakouts.place(person.name));
    setAttribute(element, "data-participant", person.id);
    const mayMove = actions().move !== undefined;
    setAttribute(element, "draggable", mayMove ? "true" : undefined);
    select.hidden = !mayMove;
    // A list that is open must not be made anew under the pointer.
    const now = JSON.stringify(places().map((one) => [one.key, one.name]));
    if (now !== known) {
      known = now;
      select.replaceChildren(...places().map((one) => h("option", { value: one.key }, one.name)));
    }
    select.value = here();
  };
  return { element, update };
}
