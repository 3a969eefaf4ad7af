import type { Meeting } from "@parley/client";
import type { RoomUi } from "./ui.ts";

/** What came while its panel was shut: messages, polls to vote in, questions. */
export class Unread {
  messages = 0;
  private readonly seen = new Set<string>();

  constructor(
    private readonly meeting: Meeting,
    private readonly ui: RoomUi,
  ) {
    for (const { id } of meeting.room.questions) this.seen.add(id);
  }

  /** Polls that are open for our vote, and questions we have not seen. */
  get asking(): number {
    const { polls, questions } = this.meeting.room;
    const open = polls.filter((one) => one.open && one.mine === undefined);
    return open.length + questions.filter((one) => !one.answered && !this.seen.has(one.id)).length;
  }

  listen(): () => void {
    const { meeting, ui } = this;
    const stops = [
      meeting.on("chat", ({ from }) => {
        if (ui.panel !== "chat" && from !== meeting.me.id) this.messages++;
      }),
      // Another place has another chat.
      meeting.on("moved", () => {
        this.messages = 0;
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  /** What is on the screen now is seen. */
  look(): void {
    const { ui, meeting } = this;
    if (ui.panel === "chat") this.messages = 0;
    const reads = ui.panel === "asking" && ui.askingTab === "questions";
    for (const { id, from } of meeting.room.questions) {
      if (reads || from === meeting.me.id) this.seen.add(id);
    }
  }
}
