import { isLive, type ParticipantView } from "@parley/client";
import { h, type Row, setAttribute, setText } from "../../dom.ts";
import { icon, setIcon } from "../../icons.ts";
import { openMenu } from "../../menu.ts";
import { hueOf, initials } from "../../person.ts";
import { words } from "../../text/index.ts";
import { type PersonActions, personItems } from "./person-menu.ts";

export interface PersonModel {
  person: ParticipantView;
  /** Whose turn it is, when the hand is up. */
  turn: number | undefined;
}

/** One person in the list: who they are, what they send, and what one may do with them. */
export function personRow(first: PersonModel, actions: PersonActions): Row<PersonModel> {
  let person = first.person;
  const { meeting } = actions;
  const avatar = h("div", { class: "avatar person-avatar", "aria-hidden": "true" });
  const name = h("span", { class: "person-name" });
  const role = h("span", { class: "person-role quiet" });
  const hand = mark("hand");
  const turn = h("span", { "aria-hidden": "true" });
  hand.element.append(turn);
  const microphone = mark("microphone");
  const camera = mark("camera");
  const menu = h(
    "button",
    {
      class: "button square plain",
      type: "button",
      testid: "person-menu",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
    },
    icon("more"),
  );
  menu.addEventListener("click", () => {
    openMenu(menu, words.people.menu(person.name), personItems(person, actions));
  });
  const text = h("div", { class: "person-text" }, name, role);
  const element = h(
    "li",
    { class: "person", testid: "person" },
    avatar,
    text,
    hand.element,
    microphone.element,
    camera.element,
    menu,
  );
  const update = (now: PersonModel) => {
    person = now.person;
    setText(name, person.name);
    setAttribute(name, "title", person.name);
    setText(role, roleWords(person, meeting.me.id, meeting.room.spotlight));
    setText(avatar, initials(person.name));
    avatar.style.setProperty("--hue", String(hueOf(person.identity)));
    hand.element.hidden = now.turn === undefined;
    setText(turn, String(now.turn ?? ""));
    setAttribute(hand.element, "aria-label", words.people.hand(now.turn ?? 0));
    const isViewer = person.role === "viewer";
    microphone.element.hidden = isViewer;
    camera.element.hidden = isViewer;
    const heard = isLive(person, "microphone");
    const seen = isLive(person, "camera");
    setIcon(microphone.icon, heard ? "microphone" : "microphoneOff");
    setAttribute(microphone.element, "aria-label", heard ? words.people.micOn : words.people.micOff);
    setIcon(camera.icon, seen ? "camera" : "cameraOff");
    setAttribute(camera.element, "aria-label", seen ? words.people.camOn : words.people.camOff);
    setAttribute(menu, "aria-label", words.people.menu(person.name));
    setAttribute(element, "data-participant", person.id);
    setAttribute(element, "data-role", person.role);
  };
  return { element, update };
}

function roleWords(person: ParticipantView, me: string, spotlight: string | undefined): string {
  const parts = [
    person.id === me && words.people.you,
    words.people.role[person.role],
    person.id === spotlight && words.people.spotlit,
    !person.connected && words.people.away,
  ];
  return parts.filter((one) => typeof one === "string" && one !== "").join(" · ");
}

function mark(name: "hand" | "microphone" | "camera") {
  const picture = icon(name);
  const element = h("span", { class: `person-mark person-${name}`, role: "img" }, picture);
  return { element, icon: picture };
}
