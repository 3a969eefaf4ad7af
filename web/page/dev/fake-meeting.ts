import type {
  Ask,
  ChatMessage,
  ParticipantView,
  PollView,
  QuestionView,
  RoomSettings,
  RoomView,
  ServerEvent,
} from "@parley/client";

export const SETTINGS: RoomSettings = {
  locked: false,
  waitingRoom: true,
  webinar: false,
  guestsMayChat: true,
  guestsMayShare: true,
  guestsMayUnmute: true,
  hostLeaves: "promote",
};

type Unversioned<E> = E extends { version: number } ? Omit<E, "version"> : E;
/** What is told, before it gets its version. */
export type Told = Unversioned<ServerEvent>;

export function now(): string {
  return new Date().toISOString();
}

/** The room of a meeting that does not exist: changes as a server's would, and says so; refuses nothing. */
export class FakeMeeting {
  readonly room: RoomView;
  chat: ChatMessage[];
  private readonly mainChat: ChatMessage[];
  private next = 50;

  constructor(
    people: ParticipantView[],
    chat: ChatMessage[],
    change: Partial<RoomView>,
    private readonly tell: (event: Told) => void,
  ) {
    this.mainChat = [...chat];
    this.chat = this.mainChat;
    this.room = {
      id: "stand-up",
      createdAt: now(),
      version: 10,
      settings: SETTINGS,
      participants: people,
      viewers: people.filter((one) => one.role === "viewer").length,
      waiting: [],
      polls: [],
      questions: [],
      ...change,
    };
  }

  person(id: string): ParticipantView {
    return this.room.participants.find((one) => one.id === id) as ParticipantView;
  }

  change(id: string, edit: (one: ParticipantView) => void): void {
    const one = this.person(id);
    if (one === undefined) return;
    edit(one);
    this.tell({ type: "participantChanged", participant: structuredClone(one) });
  }

  write(from: string, text: string, to?: string): void {
    const name = this.person(from)?.name ?? "Somebody";
    const message = { id: `m${this.next++}`, from, name, text, sentAt: now(), ...(to && { to }) };
    this.chat.push(message);
    this.tell({ type: "chatAdded", message });
  }

  /** An ask of "me"; true when it was one of these. */
  handle(ask: Ask): boolean {
    return this.handlePeople(ask) || this.handleDoor(ask) || this.handleAsking(ask) || this.handlePlaces(ask);
  }

  private handlePeople(ask: Ask): boolean {
    switch (ask.type) {
      case "rename":
        this.change("me", (me) => Object.assign(me, { name: ask.name }));
        return true;
      case "renameOther":
        this.change(ask.participant, (one) => Object.assign(one, { name: ask.name }));
        return true;
      case "raiseHand":
        this.change("me", (me) => (ask.raised ? Object.assign(me, { hand: now() }) : delete me.hand));
        return true;
      case "lowerHand":
        this.change(ask.participant, (one) => delete one.hand);
        return true;
      case "setRole":
        this.change(ask.participant, (one) => Object.assign(one, { role: ask.role }));
        return true;
      case "muteOther":
        this.mute(ask.participant, ask.source);
        return true;
      case "muteAll":
        for (const { id } of this.room.participants) if (id !== "me") this.mute(id, ask.source);
        return true;
      case "remove":
        this.leave(ask.participant, "removed");
        return true;
      case "spotlight":
        this.tell({ type: "spotlightChanged", ...(ask.participant && { participant: ask.participant }) });
        return true;
      case "react":
        this.tell({ type: "reaction", participant: "me", emoji: ask.emoji });
        return true;
      case "endMeeting":
        this.tell({ type: "roomClosed", reason: "ended" });
        return true;
      default:
        return this.handleChat(ask);
    }
  }

  private handleChat(ask: Ask): boolean {
    switch (ask.type) {
      case "chat":
        this.write("me", ask.text, ask.to);
        return true;
      case "editChat": {
        const message = this.chat.find((one) => one.id === ask.message) as ChatMessage;
        Object.assign(message, { text: ask.text, editedAt: now() });
        this.tell({ type: "chatChanged", message: structuredClone(message) });
        return true;
      }
      case "deleteChat":
        this.tell({ type: "chatDeleted", message: ask.message });
        return true;
      default:
        return false;
    }
  }

  private handleDoor(ask: Ask): boolean {
    const { room } = this;
    switch (ask.type) {
      case "changeSettings":
        room.settings = { ...room.settings, ...ask.settings };
        this.tell({ type: "settingsChanged", settings: room.settings });
        return true;
      case "admit":
      case "deny": {
        const named = ask.type === "deny" ? [ask.participant] : ask.participants;
        const who = room.waiting.filter((one) => named.length === 0 || named.includes(one.id));
        for (const one of who) this.open(one.id, ask.type === "admit");
        return true;
      }
      case "tellWaiting":
        this.tell({ type: "waitingMessageChanged", ...(ask.text && { message: ask.text }) });
        return true;
      default:
        return false;
    }
  }

  private open(id: string, letIn: boolean): void {
    const { room } = this;
    const one = room.waiting.find((other) => other.id === id);
    room.waiting = room.waiting.filter((other) => other.id !== id);
    this.tell({ type: "waitingLeft", participant: id });
    if (one === undefined || !letIn) return;
    const { identity, name, role } = one;
    const participant = { id, identity, name, role, joinedAt: now(), connected: true, tracks: [] };
    room.participants.push(participant);
    this.tell({ type: "participantJoined", participant });
  }

  private handleAsking(ask: Ask): boolean {
    const { room } = this;
    switch (ask.type) {
      case "openPoll": {
        const options = ask.options.map((text) => ({ text, votes: 0 }));
        const { question, multiple } = ask;
        const id = `poll${this.next++}`;
        return this.sayPoll({ id, by: "me", question, options, multiple, open: true, voters: 0 });
      }
      case "vote": {
        const poll = room.polls.find((one) => one.id === ask.poll) as PollView;
        for (const index of ask.options) (poll.options[index] as { votes: number }).votes++;
        return this.sayPoll({ ...poll, voters: poll.voters + 1 });
      }
      case "closePoll":
        return this.sayPoll({ ...(room.polls.find((one) => one.id === ask.poll) as PollView), open: false });
      case "askQuestion": {
        const { name } = this.person("me");
        const asked = { name, text: ask.text, askedAt: now(), upvotes: 0, answered: false };
        return this.sayQuestion({ id: `q${this.next++}`, from: "me", ...asked });
      }
      case "upvoteQuestion": {
        const one = this.question(ask.question);
        return this.sayQuestion({ ...one, upvotes: one.upvotes + (ask.up ? 1 : -1) });
      }
      case "answerQuestion": {
        const answer = ask.text === undefined ? {} : { answer: ask.text };
        return this.sayQuestion({ ...this.question(ask.question), answered: true, ...answer });
      }
      case "dismissQuestion":
        this.tell({ type: "questionDismissed", question: ask.question });
        return true;
      default:
        return false;
    }
  }

  private question(id: string): QuestionView {
    return this.room.questions.find((one) => one.id === id) as QuestionView;
  }

  private sayPoll(poll: PollView): boolean {
    this.room.polls = [...this.room.polls.filter((one) => one.id !== poll.id), poll];
    const { mine, ...told } = poll;
    this.tell({ type: "pollChanged", poll: told });
    return true;
  }

  private sayQuestion(question: QuestionView): boolean {
    this.room.questions = [...this.room.questions.filter((one) => one.id !== question.id), question];
    const { mine, ...told } = question;
    this.tell({ type: "questionChanged", question: told });
    return true;
  }

  private handlePlaces(ask: Ask): boolean {
    switch (ask.type) {
      case "openBreakouts": {
        const breakouts = ask.names.map((name, index) => ({ id: `b${index}`, name }));
        const openedAt = now();
        const endsAt = ask.minutes && new Date(Date.now() + ask.minutes * 60_000).toISOString();
        this.room.breakouts = { breakouts, choice: ask.choice, openedAt, ...(endsAt ? { endsAt } : {}) };
        this.tell({ type: "breakoutsChanged", breakouts: this.room.breakouts, moved: [] });
        for (const { participant, index } of ask.assignments) this.place(participant, `b${index}`);
        if (ask.choice === "random") this.shareOut(ask.names.length);
        return true;
      }
      case "assignBreakout":
        this.place(ask.participant, ask.breakout);
        return true;
      case "closeBreakouts":
        if (ask.minutes !== undefined) this.tell({ type: "breakoutsEnding", seconds: ask.minutes * 60 });
        else this.closePlaces();
        return true;
      case "broadcast":
        this.tell({ type: "broadcastSent", from: "me", name: "Me", text: ask.text, sentAt: now() });
        return true;
      default:
        return false;
    }
  }

  private shareOut(rooms: number): void {
    const others = this.room.participants.filter((one) => one.id !== "me" && one.role !== "viewer");
    for (const [index, { id }] of others.entries()) this.place(id, `b${index % rooms}`);
  }

  place(id: string, breakout: string | undefined): void {
    this.change(id, (one) => {
      if (breakout === undefined) delete one.breakout;
      else one.breakout = breakout;
    });
    if (id !== "me") return;
    const there = this.room.breakouts?.breakouts.find((one) => one.id === breakout);
    this.chat = there === undefined ? this.mainChat : [];
    this.tell({ type: "breakoutAssigned", chat: this.chat, ...(there && { breakout: there }) });
  }

  private closePlaces(): void {
    delete this.room.breakouts;
    this.tell({ type: "breakoutsChanged", moved: [] });
    for (const { id } of this.room.participants) this.place(id, undefined);
  }

  private mute(id: string, source: string): void {
    this.change(id, (one) => {
      one.tracks = one.tracks.flatMap((track) => {
        if (track.source !== source) return [track];
        return source === "microphone" ? [{ ...track, muted: true }] : [];
      });
    });
  }

  private leave(id: string, reason: string): void {
    this.room.participants = this.room.participants.filter((one) => one.id !== id);
    this.tell({ type: "participantLeft", participant: id, reason });
  }
}
