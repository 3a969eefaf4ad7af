import { Emitter } from "./emitter.ts";
import type { MeetingEvents } from "./meeting-types.ts";
import type { BreakoutsPlan, ModeratorAsk, PersonAsk, Role, RoomSettings, Source } from "./protocol.ts";

export type MeetingAsk = PersonAsk | ModeratorAsk;

/**
 * What one may say to a meeting. Each resolves when it is done and rejects with a `RefusedError` when it may not be:
 * the server alone decides, whatever this page believes of its own role.
 */
export abstract class MeetingAsks extends Emitter<MeetingEvents> {
  protected abstract ask(ask: MeetingAsk): Promise<unknown>;

  rename(name: string): Promise<unknown> {
    return this.ask({ type: "rename", name });
  }

  raiseHand(raised: boolean): Promise<unknown> {
    return this.ask({ type: "raiseHand", raised });
  }

  react(emoji: string): Promise<unknown> {
    return this.ask({ type: "react", emoji });
  }

  /** To everyone in the same place, or to one participant wherever they are. */
  say(text: string, to?: string): Promise<unknown> {
    return this.ask({ type: "chat", text, ...present("to", to) });
  }

  editMessage(message: string, text: string): Promise<unknown> {
    return this.ask({ type: "editChat", message, text });
  }

  deleteMessage(message: string): Promise<unknown> {
    return this.ask({ type: "deleteChat", message });
  }

  askQuestion(text: string): Promise<unknown> {
    return this.ask({ type: "askQuestion", text });
  }

  // Moderating

  muteOther(participant: string, source: Source): Promise<unknown> {
    return this.ask({ type: "muteOther", participant, source });
  }

  muteAll(source: Source): Promise<unknown> {
    return this.ask({ type: "muteAll", source });
  }

  askUnmute(participant: string, source: Source): Promise<unknown> {
    return this.ask({ type: "askUnmute", participant, source });
  }

  remove(participant: string, reason?: string): Promise<unknown> {
    return this.ask({ type: "remove", participant, ...present("reason", reason) });
  }

  renameOther(participant: string, name: string): Promise<unknown> {
    return this.ask({ type: "renameOther", participant, name });
  }

  lowerHand(participant: string): Promise<unknown> {
    return this.ask({ type: "lowerHand", participant });
  }

  /** To make somebody host is to hand over. */
  setRole(participant: string, role: Role): Promise<unknown> {
    return this.ask({ type: "setRole", participant, role });
  }

  /** Everyone sees this participant large; nobody named: nobody. */
  spotlight(participant?: string): Promise<unknown> {
    return this.ask({ type: "spotlight", ...present("participant", participant) });
  }

  /** Only what is named changes. */
  changeSettings(settings: Partial<RoomSettings>): Promise<unknown> {
    return this.ask({ type: "changeSettings", settings });
  }

  endMeeting(): Promise<unknown> {
    return this.ask({ type: "endMeeting" });
  }

  /** Nobody named: everyone who waits. */
  admit(...participants: string[]): Promise<unknown> {
    return this.ask({ type: "admit", participants });
  }

  deny(participant: string, reason?: string): Promise<unknown> {
    return this.ask({ type: "deny", participant, ...present("reason", reason) });
  }

  /** What everyone who waits reads; nothing takes it back. */
  tellWaiting(text?: string): Promise<unknown> {
    return this.ask({ type: "tellWaiting", ...present("text", text) });
  }

  openPoll(question: string, options: string[], multiple = false): Promise<unknown> {
    return this.ask({ type: "openPoll", question, options, multiple });
  }

  closePoll(poll: string): Promise<unknown> {
    return this.ask({ type: "closePoll", poll });
  }

  /** Without a text it was answered aloud. */
  answerQuestion(question: string, text?: string): Promise<unknown> {
    return this.ask({ type: "answerQuestion", question, ...present("text", text) });
  }

  dismissQuestion(question: string): Promise<unknown> {
    return this.ask({ type: "dismissQuestion", question });
  }

  openBreakouts(plan: BreakoutsPlan): Promise<unknown> {
    return this.ask({ type: "openBreakouts", ...plan });
  }

  /** Without a breakout: back to the main room. Oneself where the choice is free, and hosts always. */
  assignBreakout(participant: string, breakout?: string): Promise<unknown> {
    return this.ask({ type: "assignBreakout", participant, ...present("breakout", breakout) });
  }

  /** To everyone in the meeting, wherever they are. */
  broadcast(text: string): Promise<unknown> {
    return this.ask({ type: "broadcast", text });
  }

  /** At once, or in so many minutes. */
  closeBreakouts(minutes?: number): Promise<unknown> {
    return this.ask({ type: "closeBreakouts", ...present("minutes", minutes) });
  }
}

function present<Name extends string, Value>(name: Name, value: Value | undefined) {
  return (value === undefined ? {} : { [name]: value }) as { [key in Name]?: Value };
}
