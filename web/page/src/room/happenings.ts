import type {
  ChatMessage,
  Meeting,
  ParticipantView,
  PollView,
  Role,
  RoomSettings,
  WaitingView,
} from "@parley/client";
import type { PanelContext } from "../panels/panel.ts";
import { words } from "../text/index.ts";
import type { Notices } from "./notices.ts";

/** In a room larger than this coming and going is said aloud no more: it would never stop. */
const SAY_COMINGS_UP_TO = 12;

/** Read by everyone in every room, whatever they are in the middle of. */
const BROADCAST_STAYS_MS = 20_000;

interface Answers {
  unmute(): void;
  cameraOn(): void;
}

/** What happens in the meeting, in words: shown where it concerns us, said aloud for those who do not see it. */
export function hear(context: PanelContext, notices: Notices, answers: Answers): () => void {
  const stops = [
    ...hearPeople(context, notices),
    ...hearHosts(context.meeting, notices, answers),
    ...hearDoor(context, notices),
    ...hearAsking(context, notices),
    ...hearPlaces(context, notices),
    ...hearMedia(context.meeting, notices),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

type Stop = () => void;

function hearPeople(context: PanelContext, notices: Notices): Stop[] {
  const { meeting, ui } = context;
  const w = words.notice;
  const isSmall = () => meeting.room.participants.length <= SAY_COMINGS_UP_TO;
  const showMessage = ({ from, name, text, to }: ChatMessage) => {
    if (from === meeting.me.id) return;
    // An open chat is a live region of its own.
    if (ui.panel === "chat") return;
    if (to === undefined) return notices.say(w.message(name, text));
    const reply = { label: w.reply, testid: "reply", run: () => ui.writeTo(from) };
    notices.show(w.privately(name, text), `private-${from}`, [reply]);
  };
  return [
    meeting.on("participantJoined", ({ name }) => isSmall() && notices.say(w.joined(name))),
    meeting.on("participantLeft", ({ participant }) => isSmall() && notices.say(w.left(participant.name))),
    meeting.on("hand", ({ participant, raised }) => {
      if (raised && participant.id !== meeting.me.id)
        notices.show(w.hand(participant.name), `hand-${participant.id}`);
    }),
    meeting.on("chat", showMessage),
    meeting.on("reaction", ({ participant, emoji }) => {
      if (participant === meeting.me.id || !isSmall()) return;
      notices.say(words.reactions.said(nameIn(meeting, participant), emoji));
    }),
  ];
}

/** What hosts ask of us and make of us. */
function hearHosts(meeting: Meeting, notices: Notices, answers: Answers): Stop[] {
  const w = words.notice;
  let rules: RoomSettings = meeting.room.settings;
  return [
    meeting.on("muteRequested", ({ by, source }) => {
      const text = source === "microphone" ? w.mutedBy : source === "camera" ? w.cameraBy : w.shareBy;
      notices.show(text(nameIn(meeting, by)), `muted-${source}`);
    }),
    meeting.on("unmuteRequested", ({ by, source }) => {
      const isCamera = source === "camera";
      const yes = { label: isCamera ? w.cameraOn : w.unmute, testid: "accept-unmute" };
      const text = isCamera ? w.askedCamera : w.askedUnmute;
      notices.show(text(nameIn(meeting, by)), `asked-${source}`, [
        { ...yes, run: isCamera ? answers.cameraOn : answers.unmute },
        { label: w.notNow, run: () => {} },
      ]);
    }),
    meeting.on("role", ({ participant, before }) => {
      if (participant.id === meeting.me.id) notices.show(roleWords(participant, before), "role");
    }),
    meeting.on("spotlight", ({ participant }) => {
      if (participant === meeting.me.id) notices.show(w.spotlitYou, "spotlight");
    }),
    meeting.on("settings", (settings) => {
      for (const [index, text] of changedRules(rules, settings).entries())
        notices.show(text, `rules-${index}`);
      rules = settings;
    }),
  ];
}

function roleWords(now: ParticipantView, before: Role): string {
  const w = words.notice;
  if (now.role === "viewer") return w.demoted;
  if (before === "viewer") return w.promoted;
  return now.role === "host" ? w.nowHost : now.role === "cohost" ? w.nowCohost : w.nowGuest;
}

/** A sentence for each rule that has changed. */
export function changedRules(before: RoomSettings, now: RoomSettings): string[] {
  return Object.entries(words.rules.changed).flatMap(([name, [on, off]]) => {
    const rule = name as Exclude<keyof RoomSettings, "hostLeaves">;
    return before[rule] === now[rule] ? [] : [now[rule] ? on : off];
  });
}

/** Somebody knocks: those who may let them in are told, until nobody waits any more. */
function hearDoor({ meeting, ui, tell }: PanelContext, notices: Notices): Stop[] {
  const w = words.queue;
  const say = ({ id, name }: WaitingView) => {
    const { waiting } = meeting.room;
    if (ui.panel === "people") return notices.say(w.knocked(name));
    const show = { label: w.show, testid: "show-waiting", run: () => ui.showPanel("people") };
    const admit = { label: w.admit, testid: "notice-admit", run: () => tell(meeting.admit(id)) };
    if (waiting.length > 1) notices.show(w.knockedMany(waiting.length), "knocked", [show]);
    else notices.show(w.knocked(name), "knocked", [admit, show]);
  };
  const first = meeting.room.waiting[0];
  if (first !== undefined) say(first);
  return [
    meeting.on("knocked", say),
    meeting.on("changed", () => {
      if (meeting.state === "joined" && meeting.room.waiting.length === 0) notices.close("knocked");
    }),
  ];
}

function hearAsking({ meeting, ui }: PanelContext, notices: Notices): Stop[] {
  const known = new Set(meeting.room.polls.map((one) => one.id));
  const questions = new Set(meeting.room.questions.map((one) => one.id));
  const isShown = (tab: "polls" | "questions") => ui.panel === "asking" && ui.askingTab === tab;
  const showPoll = (poll: PollView) => {
    if (!poll.open) notices.close(`poll-${poll.id}`);
    if (known.has(poll.id)) return;
    known.add(poll.id);
    if (poll.by === meeting.me.id || isShown("polls")) return;
    const run = () => ui.showAsking("polls");
    notices.show(words.polls.opened(poll.question), `poll-${poll.id}`, [
      { label: words.polls.show, testid: "show-poll", run },
    ]);
  };
  return [
    meeting.on("poll", showPoll),
    meeting.on("question", ({ id, from, name, text }) => {
      if (questions.has(id)) return;
      questions.add(id);
      if (from === meeting.me.id || isShown("questions")) return;
      const said = words.asking.asked(name, text);
      if (!meeting.moderates) return notices.say(said);
      const run = () => ui.showAsking("questions");
      notices.show(said, "question", [{ label: words.queue.show, testid: "show-question", run }]);
    }),
  ];
}

function hearPlaces({ meeting, ui }: PanelContext, notices: Notices): Stop[] {
  const w = words.breakouts;
  let openedAt = meeting.room.breakouts?.openedAt;
  return [
    meeting.on("moved", ({ breakout }) => {
      notices.close("choose-breakout");
      notices.show(breakout === undefined ? w.returned : w.movedTo(breakout.name), "moved");
    }),
    meeting.on("broadcast", ({ from, name, text }) => {
      if (from === meeting.me.id) return;
      notices.show(w.said(name, text), "broadcast", [], BROADCAST_STAYS_MS);
    }),
    // The banner counts down; who does not see it is told.
    meeting.on("breakoutsEnding", () => notices.say(w.ending)),
    meeting.on("breakouts", () => {
      const { breakouts } = meeting.room;
      if (breakouts === undefined) notices.close("choose-breakout");
      const isNew = breakouts !== undefined && breakouts.openedAt !== openedAt;
      openedAt = breakouts?.openedAt;
      if (!isNew || breakouts.choice !== "free" || ui.panel === "breakouts") return;
      const run = () => ui.showPanel("breakouts");
      notices.show(w.chooseNow, "choose-breakout", [{ label: w.choose, testid: "choose-breakout", run }]);
    }),
  ];
}

function hearMedia(meeting: Meeting, notices: Notices): Stop[] {
  return [meeting.on("mediaBack", () => notices.show(words.trouble.mediaBack, "media-back"))];
}

function nameIn(meeting: Meeting, id: string): string {
  return meeting.participant(id)?.name ?? words.notice.someone;
}
