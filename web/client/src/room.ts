import type { ChatMessage, ParticipantView, RoomEvent, RoomView, Source, TrackView } from "./protocol.ts";

/** The room as this page knows it: the snapshot of joining, then events in order. */
export interface RoomState {
  me: string;
  room: RoomView;
  /** Of the place where we are, and what is private to us. */
  chat: readonly ChatMessage[];
  /** The snapshot's version: an event that is not newer is already in it. Later ones may share theirs. */
  since: number;
}

export function applyRoomEvent(state: RoomState, event: RoomEvent): RoomState {
  if (event.version <= state.since) return state;
  const room = { ...state.room, version: Math.max(event.version, state.room.version) };
  const moved = { ...state, room };
  switch (event.type) {
    case "participantJoined":
    case "participantChanged":
      return withParticipant(moved, event.participant);
    case "participantLeft":
      return withRoom(moved, { participants: without(room.participants, event.participant) });
    case "settingsChanged":
      return withRoom(moved, { settings: event.settings });
    case "spotlightChanged":
      return { ...moved, room: withOptional(room, "spotlight", event.participant) };
    case "chatAdded":
    case "chatChanged":
      return { ...moved, chat: put(state.chat, event.message) };
    case "chatDeleted":
      return { ...moved, chat: without(state.chat, event.message) };
    case "pollChanged": {
      const mine = room.polls.find((one) => one.id === event.poll.id)?.mine;
      return withRoom(moved, { polls: put(room.polls, mine ? { mine, ...event.poll } : event.poll) });
    }
    case "questionChanged": {
      const mine = room.questions.find((one) => one.id === event.question.id)?.mine;
      const question = mine === undefined ? event.question : { mine, ...event.question };
      return withRoom(moved, { questions: put(room.questions, question) });
    }
    case "questionDismissed":
      return withRoom(moved, { questions: without(room.questions, event.question) });
    case "waitingJoined":
      return withRoom(moved, { waiting: put(room.waiting, event.participant) });
    case "waitingLeft":
      return withRoom(moved, { waiting: without(room.waiting, event.participant) });
    case "waitingMessageChanged":
      return { ...moved, room: withOptional(room, "waitingMessage", event.message) };
    case "breakoutsChanged":
      return withBreakouts(moved, event);
    case "breakoutAssigned": {
      const me = room.participants.find((one) => one.id === state.me);
      const there = me && withOptional(me, "breakout", event.breakout?.id);
      const participants = there === undefined ? room.participants : put(room.participants, there);
      return { ...moved, room: { ...room, participants }, chat: withPrivate(event.chat, state.chat) };
    }
  }
}

/** What we chose is not on the wire again until the next join. */
export function withOwnVote(room: RoomView, poll: string, mine: readonly number[]): RoomView {
  return { ...room, polls: room.polls.map((one) => (one.id === poll ? { ...one, mine: [...mine] } : one)) };
}

export function withOwnUpvote(room: RoomView, question: string, mine: boolean): RoomView {
  return { ...room, questions: room.questions.map((one) => (one.id === question ? { ...one, mine } : one)) };
}

export function moderates(participant: ParticipantView | undefined): boolean {
  return participant?.role === "host" || participant?.role === "cohost";
}

/** Everyone who may be seen and heard in this place: the main room, or a breakout. Viewers never are. */
export function peopleIn(room: RoomView, place: string | undefined): ParticipantView[] {
  return room.participants.filter((one) => one.breakout === place && one.role !== "viewer");
}

export function trackOf(participant: ParticipantView, source: Source): TrackView | undefined {
  return participant.tracks.find((track) => track.source === source);
}

/** Somebody is heard or seen through this source right now. */
export function isLive(participant: ParticipantView, source: Source): boolean {
  const track = trackOf(participant, source);
  return track !== undefined && !track.muted;
}

/** Whose packets carry this CSRC. */
export function publisherOf(
  room: RoomView,
  csrc: number,
): { participant: string; source: Source } | undefined {
  for (const participant of room.participants) {
    const track = participant.tracks.find((one) => one.csrc === csrc);
    if (track !== undefined) return { participant: participant.id, source: track.source };
  }
  return undefined;
}

/** One who stops moderating forgets whom only moderators see. */
function withParticipant(state: RoomState, participant: ParticipantView): RoomState {
  const { room, me } = state;
  const before = room.participants.find((one) => one.id === participant.id);
  const participants = put(room.participants, participant);
  if (participant.id !== me || !moderates(before) || moderates(participant)) {
    return withRoom(state, { participants });
  }
  const listed = participants.filter((one) => one.role !== "viewer" || one.id === me);
  const forgetful = withOptional({ ...room, participants: listed, waiting: [] }, "waitingMessage", undefined);
  return { ...state, room: forgetful };
}

/** Closed: everyone is in the main room again, whatever is still to be said of each. */
function withBreakouts(state: RoomState, event: RoomEvent & { type: "breakoutsChanged" }): RoomState {
  const room = withOptional(state.room, "breakouts", event.breakouts);
  const moved = new Map(event.moved.map((one) => [one.participant, one.breakout]));
  const participants = room.participants.map((one) =>
    event.breakouts === undefined || moved.has(one.id)
      ? withOptional(one, "breakout", moved.get(one.id))
      : one,
  );
  return { ...state, room: { ...room, participants } };
}

/** What was written in a place, and what is private to us, wherever we are. Ids are numbers that grow. */
function withPrivate(there: readonly ChatMessage[], before: readonly ChatMessage[]): ChatMessage[] {
  const ours = before.filter((one) => one.to !== undefined);
  return [...there, ...ours].sort((one, other) => Number(one.id) - Number(other.id));
}

function withRoom(state: RoomState, change: Partial<RoomView>): RoomState {
  return { ...state, room: { ...state.room, ...change } };
}

/** An absent value takes the property away. */
function withOptional<T extends object, Name extends keyof T>(
  of: T,
  name: Name,
  value: T[Name] | undefined,
): T {
  const { [name]: _, ...rest } = of;
  return (value === undefined ? rest : { ...rest, [name]: value }) as T;
}

/** In its place when it is known, else at the end. */
function put<T extends { id: string }>(all: readonly T[], one: T): T[] {
  const known = all.some((other) => other.id === one.id);
  return known ? all.map((other) => (other.id === one.id ? one : other)) : [...all, one];
}

function without<T extends { id: string }>(all: readonly T[], id: string): T[] {
  return all.filter((one) => one.id !== id);
}
