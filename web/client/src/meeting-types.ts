import type { MediaState } from "./media.ts";
import type {
  BreakoutView,
  ChatMessage,
  ParticipantView,
  PollView,
  QuestionView,
  Role,
  RoomSettings,
  Source,
  WaitingView,
} from "./protocol.ts";
import type { PublishSource } from "./session.ts";
import type { SocketLike } from "./signal.ts";

export interface MeetingOptions {
  /** The server's WebSocket; by default the one that served the page. */
  url?: string;
  token: string;
  name?: string;
  /** Of an earlier join in this tab: brings a guest back to the same place within the grace time. */
  resumeKey?: string;
  /** How many pictures at once at most; the server may allow fewer. */
  videoSlots?: number;
  /** Where the hidden audio elements live. */
  home?: HTMLElement;
  openSocket?(url: string): SocketLike;
}

export type MeetingState = "new" | "joining" | "waiting" | "joined" | "ended";

export type EndReason = "left" | "removed" | "denied" | "replaced" | "timeout" | "closed" | "refused";

/** Where we stand in the waiting room: 1 is next. */
export interface WaitingPlace {
  place: number;
  /** From the hosts, to everyone who waits. */
  message?: string;
}

export interface End {
  reason: EndReason;
  /** The host's or the server's own words. */
  text?: string;
  code?: string;
}

export interface Connection {
  /** Since when the socket is lost (performance.now), undefined while it is there. */
  socketLostSinceMs: number | undefined;
  media: MediaState;
  mediaLostSinceMs: number | undefined;
  /** No media node is left, and this is when the meeting ends unless one returns. */
  endsAtMs: number | undefined;
}

export interface MeetingEvents {
  /** Anything of the room, its people or our own publishing. */
  changed: undefined;
  /** We wait to be let in, or the queue has moved. */
  waiting: WaitingPlace;
  /** We are in: the first time, let in after waiting, and after every loss of the socket. */
  joined: undefined;
  participantJoined: ParticipantView;
  participantLeft: { participant: ParticipantView; reason: string };
  /** Somebody's role, our own too: the same session sends from now on, or sends no longer. */
  role: { participant: ParticipantView; before: Role };
  hand: { participant: ParticipantView; raised: boolean };
  reaction: { participant: string; emoji: string };
  chat: ChatMessage;
  settings: RoomSettings;
  /** Who everyone sees large. */
  spotlight: { participant: string | undefined };
  /** To those who moderate: somebody has come to the door. */
  knocked: WaitingView;
  poll: PollView;
  question: QuestionView;
  /** Opened, changed or closed. */
  breakouts: undefined;
  /** We are in this breakout from now on, or back in the main room. */
  moved: { breakout: BreakoutView | undefined };
  breakoutsEnding: { seconds: number };
  broadcast: { from?: string; name: string; text: string };
  /** Which tile is shown by which track. */
  tracks: undefined;
  speaker: { participant: string | undefined };
  /** The server does not let us send this: role, token or settings forbid it. */
  publishRefused: { source: PublishSource; code: string };
  muteRequested: { by: string; source: Source };
  unmuteRequested: { by: string; source: Source };
  /** No media server is left for this meeting. Without one by then it ends; until then everything else goes on. */
  mediaAway: { endsInSeconds: number };
  mediaBack: undefined;
  connection: Connection;
  ended: End;
}
