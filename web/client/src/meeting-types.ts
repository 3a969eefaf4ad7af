import type { MediaState } from "./media.ts";
import type { ChatMessage, ParticipantView, Source } from "./protocol.ts";
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

export type MeetingState = "new" | "joining" | "joined" | "ended";

export type EndReason = "left" | "removed" | "replaced" | "timeout" | "closed" | "refused";

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
}

export interface MeetingEvents {
  /** Anything of the room, its people or our own publishing. */
  changed: undefined;
  participantJoined: ParticipantView;
  participantLeft: { participant: ParticipantView; reason: string };
  hand: { participant: ParticipantView; raised: boolean };
  chat: ChatMessage;
  /** Which tile is shown by which track. */
  tracks: undefined;
  speaker: { participant: string | undefined };
  /** The server does not let us send this: role or token forbid it. */
  publishRefused: { source: PublishSource; code: string };
  muteRequested: { by: string; source: Source };
  unmuteRequested: { by: string; source: Source };
  connection: Connection;
  ended: End;
}
