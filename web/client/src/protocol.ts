/**
 * The sentences a page and the signaling server speak: JSON over one WebSocket (`GET /v1/signal`).
 * Every message names itself in `type`; every ask carries an `id` that its answer repeats.
 * The Java records in `dev.parley.protocol.client` are the other half of this file.
 */

export const PROTOCOL_VERSION = 1;

export type Role = "host" | "cohost" | "guest" | "viewer";
export type Source = "microphone" | "camera" | "screen" | "screenAudio";
export type Quality = "good" | "fair" | "poor";

export interface TrackView {
  source: Source;
  muted: boolean;
  /** Names the publisher in every forwarded packet (RFC 3550 §5.1); never 0. */
  csrc: number;
}

export interface ParticipantView {
  id: string;
  identity?: string;
  name: string;
  role: Role;
  joinedAt: string;
  /** When the hand went up; absent when it is down. */
  hand?: string;
  /** False while the grace time after a lost socket runs. */
  connected: boolean;
  tracks: TrackView[];
}

export interface RoomView {
  id: string;
  name?: string;
  createdAt: string;
  version: number;
  participants: ParticipantView[];
}

export interface ChatMessage {
  id: string;
  from: string;
  name: string;
  text: string;
  sentAt: string;
}

/** What one slot is asked to show. No participant: the node chooses, active speaker first. Height 0: idle. */
export interface SlotWish {
  mid: string;
  participant?: string;
  source?: Source;
  height: number;
}

/** What one slot carries now. */
export interface SlotState {
  mid: string;
  participant?: string;
  source?: Source;
  csrc?: number;
  layer?: string;
}

export interface LayerLimit {
  rid: string;
  height: number;
  /** Bits per second. */
  maxBitrate: number;
}

// Client -> server

export type Ask =
  | { type: "join"; protocol: number; token: string; name?: string; resumeKey?: string }
  | { type: "leave" }
  | { type: "offer"; sdp: string }
  | { type: "restart"; fragment: string; etag?: string }
  | { type: "setPublishing"; source: Source; muted: boolean; active: boolean }
  | { type: "wish"; slots: SlotWish[] }
  | { type: "muteOther"; participant: string; source: Source }
  | { type: "askUnmute"; participant: string; source: Source }
  | { type: "remove"; participant: string; reason?: string }
  | { type: "chat"; text: string }
  | { type: "rename"; name: string }
  | { type: "raiseHand"; raised: boolean }
  | { type: "setRole"; participant: string; role: Role }
  | { type: "ping" };

// Server -> client

export interface Joined {
  type: "joined";
  id: string;
  you: ParticipantView;
  room: RoomView;
  chat: ChatMessage[];
  graceSeconds: number;
  resumeKey: string;
  slots: { audio: number; video: number };
  codecs: string[];
  media?: { camera?: { layers: LayerLimit[] } };
}

export interface Refused {
  type: "refused";
  id: string;
  code: string;
  message: string;
  value?: string;
  expected?: string;
}

export type Answer =
  | { type: "reply"; id: string }
  | Refused
  | Joined
  | { type: "answer"; id: string; sdp: string; etag: string }
  | { type: "restarted"; id: string; fragment: string; etag: string }
  | { type: "pong"; id: string };

export type RoomEvent =
  | { type: "participantJoined"; version: number; participant: ParticipantView }
  | { type: "participantLeft"; version: number; participant: string; reason: string }
  | { type: "participantChanged"; version: number; participant: ParticipantView }
  | { type: "chatAdded"; version: number; message: ChatMessage };

export type PersonalEvent =
  | { type: "muteRequested"; by: string; source: Source }
  | { type: "unmuteRequested"; by: string; source: Source }
  | { type: "roomClosed"; reason: string }
  | { type: "removed"; reason: string; text?: string };

export type MediaEvent =
  | { type: "speakerChanged"; participant?: string }
  | { type: "slotsChanged"; slots: SlotState[] }
  | { type: "candidate"; candidate: string; sdpMid?: string; usernameFragment?: string; etag?: string }
  | { type: "mediaClosed"; reason: string }
  | { type: "layersWanted"; source: Source; rids: string[] }
  | { type: "connectionQuality"; participant: string; quality: Quality };

export type ServerEvent = RoomEvent | PersonalEvent | MediaEvent;
export type ServerMessage = Answer | ServerEvent;

/** Which answer belongs to which ask; everything not named here is answered by a plain `reply`. */
export interface AnswerOf {
  join: Joined;
  offer: { type: "answer"; id: string; sdp: string; etag: string };
  restart: { type: "restarted"; id: string; fragment: string; etag: string };
  ping: { type: "pong"; id: string };
}

const ANSWERS: ReadonlySet<string> = new Set(["reply", "refused", "joined", "answer", "restarted", "pong"]);

/** What each event must bring to be acted on: a message without it is ignored, not half understood. */
const EVENT_FIELDS: Readonly<Record<ServerEvent["type"], readonly string[]>> = {
  participantJoined: ["participant"],
  participantLeft: ["participant"],
  participantChanged: ["participant"],
  chatAdded: ["message"],
  muteRequested: ["source"],
  unmuteRequested: ["source"],
  roomClosed: [],
  removed: [],
  speakerChanged: [],
  slotsChanged: ["slots"],
  candidate: ["candidate"],
  mediaClosed: [],
  layersWanted: ["source", "rids"],
  connectionQuality: ["participant", "quality"],
};

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
  if (typeof type !== "string") return undefined;
  if (ANSWERS.has(type)) {
    return typeof fields.id === "string" ? (fields as unknown as ServerMessage) : undefined;
  }
  if (!Object.hasOwn(EVENT_FIELDS, type)) return undefined;
  const needed = EVENT_FIELDS[type as ServerEvent["type"]];
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
