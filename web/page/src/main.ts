import { type End, Meeting, RefusedError } from "@parley/client";
import { door, NotLetIn } from "./door/door.ts";
import { afterScreen, endTitle, homeScreen } from "./end.ts";
import { nameInToken, parseLink } from "./link.ts";
import { LocalDevices } from "./local.ts";
import { refusalWords } from "./refusals.ts";
import { Room } from "./room/room.ts";
import { applyTheme, keepResumeKey, resumeKeyOf, settings } from "./settings.ts";
import { words } from "./text/index.ts";
import { waitingScreen } from "./waiting/waiting.ts";

declare global {
  interface Window {
    /** The meeting this page is in: for tests and the curious. */
    parley?: Meeting;
  }
}

/** A wide window can show 24 others at once; on a phone nobody sees more than a dozen faces. */
const WIDE_WINDOW = "(min-width: 900px)";
const SLOTS_WIDE = 24;
const SLOTS_NARROW = 12;

const page = document.getElementById("page") as HTMLElement;

function show(element: HTMLElement, title: string): void {
  page.replaceChildren(element);
  document.title = title;
}

function showHome(hasRoom: boolean): void {
  show(homeScreen(hasRoom), words.product);
}

function showDoor(room: string, token: string): void {
  const local = new LocalDevices();
  const name = settings.name || nameInToken(token) || "";
  const screen = door({
    room,
    name,
    local,
    returning: resumeKeyOf(room) !== undefined,
    join: async (chosen) => {
      const meeting = await enter(room, token, chosen, local);
      screen.close();
      attend({ room, token, name: chosen, meeting, local });
    },
  });
  show(screen.element, `${room} – ${words.product}`);
  void local.start();
}

/** Opens the socket and joins; media follows by itself. */
async function enter(room: string, token: string, name: string, local: LocalDevices): Promise<Meeting> {
  const resumeKey = resumeKeyOf(room);
  const videoSlots = window.matchMedia(WIDE_WINDOW).matches ? SLOTS_WIDE : SLOTS_NARROW;
  const meeting = new Meeting({ token, name, videoSlots, ...(resumeKey === undefined ? {} : { resumeKey }) });
  window.parley = meeting;
  await bring(meeting, local);
  if (settings.speakerId !== undefined) void meeting.audio.setSink(settings.speakerId);
  try {
    await meeting.join();
  } catch (why) {
    if (!(why instanceof RefusedError)) throw new NotLetIn(words.refused.unreachable, String(why));
    // A place that is no longer kept must not keep anybody out: the next attempt is a new guest.
    keepResumeKey(room, undefined);
    throw new NotLetIn(refusalWords(why), `${why.code}: ${why.message}`);
  }
  return meeting;
}

/** What the devices give now is what will be sent once we are in. */
async function bring(meeting: Meeting, local: LocalDevices): Promise<void> {
  await meeting.publish("microphone", local.microphone.track ?? null, local.muted);
  await meeting.publish("camera", local.cameraOff ? null : (local.camera.track ?? null));
}

interface Attendance {
  room: string;
  token: string;
  name: string;
  meeting: Meeting;
  local: LocalDevices;
}

/** From the join to the end: perhaps the waiting room, then the meeting, then what comes after. */
function attend(attendance: Attendance): void {
  const { room, token, meeting, local } = attendance;
  let inside: Room | undefined;
  const keepKey = () => keepResumeKey(room, meeting.resumeKey);
  let waiting: { close(): void } | undefined;
  const showEnd = (end: End) => {
    meeting.publishedTrack("screen")?.stop();
    local.stop();
    waiting?.close();
    inside?.close();
    if (end.reason !== "replaced") keepResumeKey(room, undefined);
    const was = { lastedMs: inside?.lastedMs ?? 0, waited: inside === undefined };
    show(
      afterScreen(end, was, () => showDoor(room, token)),
      endTitle(end, was.waited),
    );
    page.querySelector("h1")?.focus();
  };
  const wait = () => {
    keepKey();
    if (waiting !== undefined) return;
    inside?.close();
    inside = undefined;
    waiting = showWaiting(attendance);
  };
  const enterRoom = () => {
    if (inside !== undefined) return;
    const hasWaited = waiting !== undefined;
    waiting?.close();
    waiting = undefined;
    inside = new Room({ meeting, local });
    show(inside.element, `${meeting.room.name ?? room} – ${words.product}`);
    page.querySelector("h1")?.focus();
    if (hasWaited) inside.notices.show(words.waiting.admitted, "admitted");
  };
  meeting.on("changed", keepKey);
  meeting.on("waiting", wait);
  meeting.on("joined", enterRoom);
  meeting.on("ended", showEnd);
  keepKey();
  if (meeting.state === "waiting") wait();
  else enterRoom();
}

function showWaiting(attendance: Attendance): { close(): void } {
  const { room, meeting, local } = attendance;
  const screen = waitingScreen(attendance);
  const stop = local.on("changed", () => void bring(meeting, local));
  show(screen.element, `${words.waiting.title} – ${room}`);
  page.querySelector("h1")?.focus();
  return {
    close: () => {
      stop();
      screen.close();
    },
  };
}

function start(): void {
  applyTheme();
  document.documentElement.lang = words.language;
  const link = parseLink(location.href, location.origin);
  if (link?.token === undefined) showHome(link !== undefined);
  else showDoor(link.room, link.token);
}

// Another link pasted over this one is another meeting.
window.addEventListener("hashchange", () => location.reload());
start();
