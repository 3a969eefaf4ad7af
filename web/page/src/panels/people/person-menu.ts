import { isLive, type ParticipantView, type Role, tileKey, trackOf } from "@parley/client";
import type { IconName } from "../../icons.ts";
import type { MenuItem } from "../../menu.ts";
import { words } from "../../text/index.ts";
import { confirmDialog } from "../dialog.ts";
import type { PanelContext } from "../panel.ts";

export interface PersonActions extends PanelContext {
  rename(person: ParticipantView): void;
}

/** What one may do with this person: everybody may pin and write, hosts may do more. */
export function personItems(person: ParticipantView, actions: PersonActions): MenuItem[] {
  const { meeting } = actions;
  if (person.id === meeting.me.id) return ownItems(person, actions);
  if (!meeting.moderates) return forEverybody(person, actions);
  const maySteer = person.role !== "host" || meeting.me.role === "host";
  return [
    ...forEverybody(person, actions),
    ...(maySteer && person.role !== "viewer" ? mediaItems(person, actions) : []),
    ...(maySteer ? stageItems(person, actions) : []),
    ...(meeting.me.role === "host" ? roleItems(person, actions) : []),
    ...(maySteer ? [removeItem(person, actions)] : []),
  ];
}

function item(label: string, icon: IconName, testid: string, run: () => void): MenuItem {
  return { label, icon, testid, run };
}

function ownItems(person: ParticipantView, actions: PersonActions): MenuItem[] {
  const { meeting } = actions;
  const items = [item(words.people.rename, "edit", "menu-rename", () => actions.rename(person))];
  if (meeting.moderates && person.role !== "viewer") items.push(spotlightItem(person, actions));
  return items;
}

function forEverybody(person: ParticipantView, { meeting, ui }: PersonActions): MenuItem[] {
  const w = words.people;
  const key = tileKey(person.id, "camera");
  const items: MenuItem[] = [];
  if (meeting.nearby.some((one) => one.id === person.id)) {
    items.push(item(ui.pinned === key ? w.unpin : w.pin, "pin", "menu-pin", () => ui.togglePin(key)));
  }
  items.push(item(w.write, "chat", "menu-write", () => ui.writeTo(person.id)));
  return items;
}

function mediaItems(person: ParticipantView, { meeting, tell }: PersonActions): MenuItem[] {
  const w = words.people;
  const { id } = person;
  const items = [
    isLive(person, "microphone")
      ? item(w.mute, "microphoneOff", "menu-mute", () => tell(meeting.muteOther(id, "microphone")))
      : item(w.askUnmute, "microphone", "menu-ask-unmute", () => tell(meeting.askUnmute(id, "microphone"))),
    isLive(person, "camera")
      ? item(w.stopCamera, "cameraOff", "menu-stop-camera", () => tell(meeting.muteOther(id, "camera")))
      : item(w.askCamera, "camera", "menu-ask-camera", () => tell(meeting.askUnmute(id, "camera"))),
  ];
  if (trackOf(person, "screen") !== undefined) {
    const run = () => tell(meeting.muteOther(id, "screen"));
    items.push(item(w.stopScreen, "screenStop", "menu-stop-screen", run));
  }
  return items.map((one, index) => ({ ...one, apart: index === 0 }));
}

function stageItems(person: ParticipantView, actions: PersonActions): MenuItem[] {
  const { meeting, tell, rename } = actions;
  const w = words.people;
  const items: MenuItem[] = [];
  if (person.role !== "viewer") items.push(spotlightItem(person, actions));
  if (person.hand !== undefined) {
    items.push(item(w.lowerHand, "hand", "menu-lower-hand", () => tell(meeting.lowerHand(person.id))));
  }
  items.push(item(w.renameOther, "edit", "menu-rename-other", () => rename(person)));
  return items;
}

function spotlightItem(person: ParticipantView, { meeting, tell }: PersonActions): MenuItem {
  const isSpotlit = meeting.room.spotlight === person.id;
  const run = () => tell(isSpotlit ? meeting.spotlight() : meeting.spotlight(person.id));
  const label = isSpotlit ? words.people.unspotlight : words.people.spotlight;
  return item(label, "spotlight", "menu-spotlight", run);
}

/** The host alone gives and takes roles. */
function roleItems(person: ParticipantView, { meeting, tell }: PersonActions): MenuItem[] {
  const w = words.people;
  const become = (role: Role) => () => tell(meeting.setRole(person.id, role));
  const handOver = async () => {
    const ask = { title: w.handOverSure(person.name), hint: w.handOverHint, yes: w.handOver, no: w.cancel };
    if (await confirmDialog(ask)) become("host")();
  };
  if (person.role === "viewer") {
    return [{ ...item(w.promote, "up", "menu-promote", become("guest")), apart: true }];
  }
  const isCohost = person.role === "cohost";
  return [
    {
      ...item(
        isCohost ? w.makeGuest : w.makeCohost,
        "star",
        "menu-cohost",
        become(isCohost ? "guest" : "cohost"),
      ),
      apart: true,
    },
    item(w.makeHost, "star", "menu-host", () => void handOver()),
    item(w.makeViewer, "eye", "menu-viewer", become("viewer")),
  ];
}

function removeItem(person: ParticipantView, { meeting, tell }: PersonActions): MenuItem {
  const w = words.people;
  const remove = async () => {
    const ask = { title: w.removeSure(person.name), hint: w.removeHint, yes: w.remove, no: w.cancel };
    if (await confirmDialog(ask)) tell(meeting.remove(person.id));
  };
  return {
    ...item(w.remove, "remove", "menu-remove", () => void remove()),
    danger: true,
    apart: true,
  };
}
