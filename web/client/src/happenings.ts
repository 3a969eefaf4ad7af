import type { MeetingEvents } from "./meeting-types.ts";
import type { ParticipantView, RoomEvent } from "./protocol.ts";
import type { RoomState } from "./room.ts";

/** An event of the meeting and, where it has one, the instant the server wrote for it just now. */
export type Happening = {
  [Name in keyof MeetingEvents]: { name: Name; event: MeetingEvents[Name]; writtenAt?: string };
}[keyof MeetingEvents];

/** What a change of the room means to those who listen: from the state before to the state after. */
export function happenings(before: RoomState, now: RoomState, event: RoomEvent): Happening[] {
  switch (event.type) {
    case "participantJoined":
      return [{ name: "participantJoined", event: event.participant, writtenAt: event.participant.joinedAt }];
    case "participantLeft": {
      const gone = personIn(before, event.participant);
      if (gone === undefined) return [];
      return [{ name: "participantLeft", event: { participant: gone, reason: event.reason } }];
    }
    case "participantChanged":
      return changes(personIn(before, event.participant.id), event.participant);
    case "settingsChanged":
      return [{ name: "settings", event: event.settings }];
    case "spotlightChanged":
      return [{ name: "spotlight", event: { participant: event.participant } }];
    case "chatAdded":
      return [{ name: "chat", event: event.message, writtenAt: event.message.sentAt }];
    case "pollChanged": {
      const poll = now.room.polls.find((one) => one.id === event.poll.id) ?? event.poll;
      return [{ name: "poll", event: poll }];
    }
    case "questionChanged":
      return [{ name: "question", event: event.question }];
    case "waitingJoined": {
      const known = before.room.waiting.some((one) => one.id === event.participant.id);
      return known ? [] : [{ name: "knocked", event: event.participant }];
    }
    case "breakoutsChanged": {
      const { breakouts } = event;
      const isNew = breakouts !== undefined && before.room.breakouts?.openedAt !== breakouts.openedAt;
      return [{ name: "breakouts", event: undefined, ...(isNew ? { writtenAt: breakouts.openedAt } : {}) }];
    }
    case "breakoutAssigned":
      return [{ name: "moved", event: { breakout: event.breakout } }];
    case "chatChanged":
    case "chatDeleted":
    case "questionDismissed":
    case "waitingLeft":
    case "waitingMessageChanged":
      return [];
  }
}

function changes(then: ParticipantView | undefined, participant: ParticipantView): Happening[] {
  const found: Happening[] = [];
  const raised = participant.hand !== undefined;
  if (raised !== (then?.hand !== undefined)) found.push({ name: "hand", event: { participant, raised } });
  if (then !== undefined && then.role !== participant.role) {
    found.push({ name: "role", event: { participant, before: then.role } });
  }
  return found;
}

function personIn(state: RoomState, id: string): ParticipantView | undefined {
  return state.room.participants.find((one) => one.id === id);
}
