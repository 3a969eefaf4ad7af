import { MeetingAsks } from "./asks.ts";
import { ServerClock } from "./clock.ts";
import type { BreakoutView, ChatMessage, ParticipantView, RoomView } from "./protocol.ts";
import { moderates, peopleIn, type RoomState, withOwnUpvote, withOwnVote } from "./room.ts";

/** What we know of a meeting, and the asks whose answer we must remember ourselves. */
export abstract class KnownMeeting extends MeetingAsks {
  protected known: RoomState | undefined;
  protected readonly clock = new ServerClock();

  get room(): RoomView {
    if (this.known === undefined) throw new Error("not joined yet");
    return this.known.room;
  }

  get me(): ParticipantView {
    const me = this.known && this.participant(this.known.me);
    if (me === undefined) throw new Error("not joined yet");
    return me;
  }

  /** Of the place where we are, and what is private to us. */
  get chat(): readonly ChatMessage[] {
    return this.known?.chat ?? [];
  }

  /** We may moderate: host or co-host. */
  get moderates(): boolean {
    return moderates(this.me);
  }

  /** Where we are; undefined: the main room. */
  get breakout(): BreakoutView | undefined {
    return this.room.breakouts?.breakouts.find((one) => one.id === this.me.breakout);
  }

  /** Those who may be seen and heard where we are: the people of this place, viewers left aside. */
  get nearby(): ParticipantView[] {
    return peopleIn(this.room, this.me.breakout);
  }

  /** The server's time in milliseconds since 1970, as well as it can be known here. */
  get serverNowMs(): number {
    return this.clock.nowMs(performance.now(), Date.now());
  }

  participant(id: string): ParticipantView | undefined {
    return this.known?.room.participants.find((one) => one.id === id);
  }

  async vote(poll: string, options: number[]): Promise<void> {
    await this.ask({ type: "vote", poll, options });
    this.remember((room) => withOwnVote(room, poll, options));
  }

  async upvoteQuestion(question: string, up: boolean): Promise<void> {
    await this.ask({ type: "upvoteQuestion", question, up });
    this.remember((room) => withOwnUpvote(room, question, up));
  }

  protected remember(change: (room: RoomView) => RoomView): void {
    if (this.known === undefined) return;
    this.known = { ...this.known, room: change(this.known.room) };
    this.emit("changed", undefined);
  }
}
