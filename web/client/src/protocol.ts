/**
 * The sentences a page and the signaling server speak: JSON over one WebSocket (`GET /v1/signal`).
 * Every message names itself in `type`; every ask carries an `id` that its answer repeats.
 * The Java records in `dev.parley.protocol.client` are the other half of this file; golden files hold both together.
 */
import type {
  BreakoutChoice,
  BreakoutsView,
  BreakoutView,
  ChatMessage,
  LayerLimit,
  ParticipantMoved,
  ParticipantView,
  PollView,
  Quality,
  QuestionView,
  Role,
  RoomSettings,
  RoomView,
  SlotState,
  SlotWish,
  Source,
  WaitingView,
} from "./views.ts";

export type * from "./views.ts";

export const PROTOCOL_VERSION = 1;

// Client -> server

export type Ask = SessionAsk | PersonAsk | ModeratorAsk;

export type SessionAsk =
  | { type: "join"; protocol: number; token: string; name?: string; resumeKey?: string }
  | { type: "leave" }
  | { type: "ping" }
  | { type: "offer"; sdp: string }
  | { type: "restart"; fragment: string; etag?: string }
  | { type: "setPublishing"; source: Source; muted: boolean; active: boolean }
  | { type: "wish"; slots: SlotWish[] };

export type PersonAsk =
  | { type: "rename"; name: string }
  | { type: "raiseHand"; raised: boolean }
  | { type: "react"; emoji: string }
  | { type: "chat"; text: string; to?: string }
  | { type: "editChat"; message: string; text: string }
  | { type: "deleteChat"; message: string }
  | { type: "vote"; poll: string; options: number[] }
  | { type: "askQuestion"; text: string }
  | { type: "upvoteQuestion"; question: string; up: boolean }
  | { type: "assignBreakout"; participant: string; breakout?: string };

export type ModeratorAsk =
  | { type: "muteOther"; participant: string; source: Source }
  | { type: "muteAll"; source: Source }
  | { type: "askUnmute"; participant: string; source: Source }
  | { type: "remove"; participant: string; reason?: string }
  | { type: "renameOther"; participant: string; name: string }
  | { type: "lowerHand"; participant: string }
  | { type: "setRole"; participant: string; role: Role }
  | { type: "spotlight"; participant?: string }
  | { type: "changeSettings"; settings: Partial<RoomSettings> }
  | { type: "endMeeting" }
  | { type: "admit"; participants: string[] }
  | { type: "deny"; participant: string; reason?: string }
  | { type: "tellWaiting"; text?: string }
  | { type: "openPoll"; question: string; options: string[]; multiple: boolean }
  | { type: "closePoll"; poll: string }
  | { type: "answerQuestion"; question: string; text?: string }
  | { type: "dismissQuestion"; question: string }
  | ({ type: "openBreakouts" } & BreakoutsPlan)
  | { type: "broadcast"; text: string }
  | { type: "closeBreakouts"; minutes?: number };

/** Breakouts as they are opened: `index` counts `names` from 0. */
export interface BreakoutsPlan {
  names: string[];
  choice: BreakoutChoice;
  assignments: { participant: string; index: number }[];
  /** Absent: until they are closed. */
  minutes?: number;
}

// Server -> client

export interface Joined {
  type: "joined";
  id: string;
  you: ParticipantView;
  room: RoomView;
  /** What was written in our place, and to us. */
  chat: ChatMessage[];
  graceSeconds: number;
  resumeKey: string;
  slots: { audio: number; video: number };
  codecs: string[];
  /** How to encode what we send. */
  media: { camera: { layers: LayerLimit[] } };
}

/** The door is kept: we wait, and `joined` comes with the same `id` when we are let in. */
export interface Waiting {
  type: "waiting";
  id: string;
  you: string;
  /** 1 is next. */
  place: number;
  message?: string;
  graceSeconds: number;
  resumeKey: string;
}

export interface Refused {
  type: "refused";
  /** Absent when the ask had none that could be read. */
  id?: string;
  code: string;
  message: string;
  value?: string;
  expected?: string;
}

export type Answer =
  | { type: "reply"; id: string }
  | Refused
  | Joined
  | Waiting
  | { type: "answer"; id: string; sdp: string; etag: string }
  | { type: "restarted"; id: string; fragment: string; etag: string }
  | { type: "pong"; id: string };

/** What changed the room. Versions only grow; there are holes where something was not for us. */
export type RoomEvent =
  | { type: "participantJoined"; version: number; participant: ParticipantView }
  | { type: "participantLeft"; version: number; participant: string; reason: string }
  | { type: "participantChanged"; version: number; participant: ParticipantView }
  | { type: "settingsChanged"; version: number; settings: RoomSettings }
  | { type: "spotlightChanged"; version: number; participant?: string }
  | { type: "chatAdded"; version: number; message: ChatMessage }
  | { type: "chatChanged"; version: number; message: ChatMessage }
  | { type: "chatDeleted"; version: number; message: string }
  | { type: "pollChanged"; version: number; poll: PollView }
  | { type: "questionChanged"; version: number; question: QuestionView }
  | { type: "questionDismissed"; version: number; question: string }
  | { type: "waitingJoined"; version: number; participant: WaitingView }
  | { type: "waitingLeft"; version: number; participant: string }
  | { type: "waitingMessageChanged"; version: number; message?: string }
  | { type: "breakoutsChanged"; version: number; breakouts?: BreakoutsView; moved: ParticipantMoved[] }
  | { type: "breakoutAssigned"; version: number; breakout?: BreakoutView; chat: ChatMessage[] };

/** What happens and leaves the room as it was. */
export type PassingEvent =
  | { type: "viewersChanged"; viewers: number }
  | { type: "reaction"; participant: string; emoji: string }
  | { type: "breakoutsEnding"; seconds: number }
  | { type: "broadcastSent"; from?: string; name: string; text: string; sentAt: string };

export type PersonalEvent =
  | { type: "waitingChanged"; place: number; message?: string }
  | { type: "muteRequested"; by: string; source: Source }
  | { type: "unmuteRequested"; by: string; source: Source }
  | { type: "roomClosed"; reason: string }
  | { type: "removed"; reason: string; text?: string };

export type MediaEvent =
  | { type: "speakerChanged"; participant?: string }
  | { type: "slotsChanged"; slots: SlotState[] }
  | { type: "candidate"; candidate: string; sdpMid?: string; usernameFragment?: string; etag?: string }
  | { type: "mediaClosed"; reason: string }
  | { type: "mediaAway"; endsInSeconds: number }
  | { type: "mediaBack" }
  | { type: "layersWanted"; source: Source; rids: string[] }
  | { type: "connectionQuality"; participant: string; quality: Quality };

export type ServerEvent = RoomEvent | PassingEvent | PersonalEvent | MediaEvent;
export type ServerMessage = Answer | ServerEvent;

/** Which answer belongs to which ask; everything not named here is answered by a plain `reply`. */
export interface AnswerOf {
  join: Joined | Waiting;
  offer: { type: "answer"; id: string; sdp: string; etag: string };
  restart: { type: "restarted"; id: string; fragment: string; etag: string };
  ping: { type: "pong"; id: string };
}

/** What each message must bring to be acted on: one without it is ignored, not half understood. */
const FIELDS: Readonly<Record<ServerMessage["type"], readonly string[]>> = {
  reply: ["id"],
  refused: ["code"],
  joined: ["id", "you", "room", "chat", "slots", "codecs"],
  waiting: ["id", "you", "place"],
  answer: ["id", "sdp"],
  restarted: ["id", "fragment"],
  pong: ["id"],
  participantJoined: ["version", "participant"],
  participantLeft: ["version", "participant"],
  participantChanged: ["version", "participant"],
  viewersChanged: ["viewers"],
  reaction: ["participant", "emoji"],
  settingsChanged: ["version", "settings"],
  spotlightChanged: ["version"],
  chatAdded: ["version", "message"],
  chatChanged: ["version", "message"],
  chatDeleted: ["version", "message"],
  pollChanged: ["version", "poll"],
  questionChanged: ["version", "question"],
  questionDismissed: ["version", "question"],
  roomClosed: [],
  waitingJoined: ["version", "participant"],
  waitingLeft: ["version", "participant"],
  waitingMessageChanged: ["version"],
  waitingChanged: ["place"],
  breakoutsChanged: ["version", "moved"],
  breakoutAssigned: ["version", "chat"],
  breakoutsEnding: ["seconds"],
  broadcastSent: ["name", "text"],
  muteRequested: ["source"],
  unmuteRequested: ["source"],
  removed: [],
  speakerChanged: [],
  slotsChanged: ["slots"],
  candidate: ["candidate"],
  mediaClosed: [],
  mediaAway: ["endsInSeconds"],
  mediaBack: [],
  layersWanted: ["source", "rids"],
  connectionQuality: ["participant", "quality"],
};

/** Everything a server may say that this side understands. */
export const MESSAGE_TYPES: readonly string[] = Object.keys(FIELDS);

const ANSWERS: ReadonlySet<string> = new Set<Answer["type"]>([
  "reply",
  "refused",
  "joined",
  "waiting",
  "answer",
  "restarted",
  "pong",
]);

export function isAnswer(message: ServerMessage): message is Answer {
  return ANSWERS.has(message.type);
}

/**
 * Reads one message. Undefined for what this version does not know (a newer server may say more) and for
 * what is not a message at all; never throws.
 */
export function parseServerMessage(text: string): ServerMessage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const fields = withoutNulls(value as Record<string, unknown>);
  const type = fields.type;
  if (typeof type !== "string" || !Object.hasOwn(FIELDS, type)) return undefined;
  const needed = FIELDS[type as ServerMessage["type"]];
  return needed.every((field) => fields[field] !== undefined)
    ? (fields as unknown as ServerMessage)
    : undefined;
}

/** A field that is `null` on the wire is one that is absent: the rest of the code knows only `undefined`. */
function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutNulls) as T;
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(kept.map(([name, field]) => [name, withoutNulls(field)])) as T;
}
