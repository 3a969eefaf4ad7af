/** What the server shows of a meeting: the nouns of the protocol (`docs/protocol.md`, "view"). */

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
  identity: string;
  name: string;
  role: Role;
  joinedAt: string;
  /** When the hand went up; absent when it is down. */
  hand?: string;
  /** False while the grace time after a lost socket runs. */
  connected: boolean;
  /** Where they are; absent: the main room. */
  breakout?: string;
  tracks: TrackView[];
}

/** Somebody at the door, in the order of arrival. */
export interface WaitingView {
  id: string;
  identity: string;
  name: string;
  role: Role;
  waitingSince: string;
  connected: boolean;
}

/** What becomes of the meeting when its host leaves for good: somebody else is host, or it ends. */
export type HostLeaves = "promote" | "end";

export interface RoomSettings {
  locked: boolean;
  waitingRoom: boolean;
  /** Newcomers are viewers. */
  webinar: boolean;
  guestsMayChat: boolean;
  guestsMayShare: boolean;
  guestsMayUnmute: boolean;
  hostLeaves: HostLeaves;
}

export interface PollView {
  id: string;
  /** Absent: the application's own server asks. */
  by?: string;
  question: string;
  options: { text: string; votes: number }[];
  /** Each voter may choose several. */
  multiple: boolean;
  open: boolean;
  voters: number;
  /** Our own choice. On the wire only in `joined`; afterwards kept here. */
  mine?: number[];
}

export interface QuestionView {
  id: string;
  from: string;
  name: string;
  text: string;
  askedAt: string;
  upvotes: number;
  answered: boolean;
  /** Absent when it was answered aloud. */
  answer?: string;
  /** We have upvoted it. On the wire only in `joined`; afterwards kept here. */
  mine?: boolean;
}

export interface BreakoutView {
  id: string;
  name: string;
}

/** Who decides which breakout somebody goes to: the server at random, a host one by one, or everyone themselves. */
export type BreakoutChoice = "random" | "manual" | "free";

/** Where somebody is from now on; without a breakout in the main room. */
export interface ParticipantMoved {
  participant: string;
  breakout?: string;
}

export interface BreakoutsView {
  breakouts: BreakoutView[];
  choice: BreakoutChoice;
  openedAt: string;
  /** Absent: until they are closed. */
  endsAt?: string;
}

export interface RoomView {
  id: string;
  name?: string;
  createdAt: string;
  version: number;
  settings: RoomSettings;
  /** Everyone sees this participant large. */
  spotlight?: string;
  /** Viewers are among them only for those who moderate. */
  participants: ParticipantView[];
  viewers: number;
  /** Empty but for those who moderate, and so is the message to them. */
  waiting: WaitingView[];
  waitingMessage?: string;
  polls: PollView[];
  questions: QuestionView[];
  breakouts?: BreakoutsView;
}

export interface ChatMessage {
  id: string;
  from: string;
  /** As the author was called when writing. */
  name: string;
  text: string;
  sentAt: string;
  editedAt?: string;
  /** For this participant alone. */
  to?: string;
  /** Written, and read, only there. */
  breakout?: string;
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
