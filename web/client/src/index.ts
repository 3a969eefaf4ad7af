/** Join a Parley meeting from a browser. Begin with {@link Meeting}. */

export { MeetingAsks } from "./asks.ts";
export { AudioOut } from "./audio.ts";
export * from "./devices.ts";
export { Emitter } from "./emitter.ts";
export { LevelMeter, meterLength, SpeakingGate, VOICE_LEVEL } from "./levels.ts";
export type { MediaState } from "./media.ts";
export * from "./meeting.ts";
export type * from "./meeting-types.ts";
export type * from "./protocol.ts";
export {
  canRecord,
  LocalRecorder,
  type RecordedTile,
  type RecorderOptions,
  type RecorderScene,
} from "./recorder.ts";
export { isLive, moderates, peopleIn, trackOf } from "./room.ts";
export type { PublishSource } from "./session.ts";
export { type TileWish, tileKey } from "./slots.ts";
export type { StreamStats } from "./stats.ts";
