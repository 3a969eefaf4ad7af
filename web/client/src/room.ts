import type { ParticipantView, RoomEvent, RoomView, Source, TrackView } from "./protocol.ts";

/**
 * The room as this page knows it: a snapshot from joining, then events in order. An event that is not newer than
 * the snapshot is already in it.
 */
export function applyRoomEvent(room: RoomView, event: RoomEvent): RoomView {
  if (event.version <= room.version) return room;
  const moved = { ...room, version: event.version };
  switch (event.type) {
    case "participantJoined":
    case "participantChanged":
      return { ...moved, participants: withParticipant(room.participants, event.participant) };
    case "participantLeft":
      return { ...moved, participants: room.participants.filter((one) => one.id !== event.participant) };
    case "chatAdded":
      return moved;
  }
}

function withParticipant(all: readonly ParticipantView[], one: ParticipantView): ParticipantView[] {
  const known = all.some((other) => other.id === one.id);
  return known ? all.map((other) => (other.id === one.id ? one : other)) : [...all, one];
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
