import { type End, Meeting, RefusedError } from "@parley/client";
import { door, NotLetIn } from "./door/door.ts";
import { afterScreen, homeScreen } from "./end.ts";
import { nameInToken, parseLink } from "./link.ts";
import { LocalDevices } from "./local.ts";
import { refusalWords } from "./refusals.ts";
import { Room } from "./room/room.ts";
import { applyTheme, keepResumeKey, resumeKeyOf, settings } from "./settings.ts";
import { words } from "./text/index.ts";

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
      showRoom(room, token, meeting, local);
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
  const { microphone, camera } = local;
  if (microphone.track !== undefined) await meeting.publish("microphone", microphone.track, local.muted);
  if (camera.track !== undefined && !local.cameraOff) await meeting.publish("camera", camera.track);
  if (settings.speakerId !== undefined) void meeting.audio.setSink(settings.speakerId);
  try {
    await meeting.join();
  } catch (why) {
    if (!(why instanceof RefusedError)) throw new NotLetIn(words.refused.unreachable, String(why));
    // A place that is no longer kept must not keep anybody out: the next attempt is a new guest.
    keepResumeKey(room, undefined);
    throw new NotLetIn(refusalWords(why), `${why.code}: ${why.message}`);
  }
  keepResumeKey(room, meeting.resumeKey);
  return meeting;
}

function showRoom(room: string, token: string, meeting: Meeting, local: LocalDevices): void {
  const screen = new Room({ meeting, local, ended: (end) => showEnd(end) });
  meeting.on("changed", () => keepResumeKey(room, meeting.resumeKey));
  const showEnd = (end: End) => {
    meeting.publishedTrack("screen")?.stop();
    local.stop();
    screen.close();
    if (end.reason !== "replaced") keepResumeKey(room, undefined);
    show(
      afterScreen(end, screen.lastedMs, () => showDoor(room, token)),
      words.end[end.reason],
    );
    page.querySelector("h1")?.focus();
  };
  show(screen.element, `${meeting.room.name ?? room} – ${words.product}`);
  page.querySelector("h1")?.focus();
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
