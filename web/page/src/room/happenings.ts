import type { Meeting } from "@parley/client";
import { words } from "../text/index.ts";
import type { Notices } from "./notices.ts";

/** In a room larger than this coming and going is said aloud no more: it would never stop. */
const SAY_COMINGS_UP_TO = 12;

/** What happens in the meeting, in words: shown where it concerns us, said aloud for those who do not see it. */
export function hear(
  meeting: Meeting,
  notices: Notices,
  answers: { unmute(): void; cameraOn(): void },
): () => void {
  const w = words.notice;
  const nameOf = (id: string) => meeting.participant(id)?.name ?? w.someone;
  const isSmall = () => meeting.room.participants.length <= SAY_COMINGS_UP_TO;
  const stops = [
    meeting.on("participantJoined", ({ name }) => isSmall() && notices.say(w.joined(name))),
    meeting.on("participantLeft", ({ participant }) => isSmall() && notices.say(w.left(participant.name))),
    meeting.on("hand", ({ participant, raised }) => {
      if (raised && participant.id !== meeting.me.id)
        notices.show(w.hand(participant.name), `hand-${participant.id}`);
    }),
    meeting.on("chat", ({ from, name, text }) => {
      if (from !== meeting.me.id) notices.say(w.message(name, text));
    }),
    meeting.on("muteRequested", ({ by, source }) => {
      const text = source === "microphone" ? w.mutedBy : source === "camera" ? w.cameraBy : w.shareBy;
      notices.show(text(nameOf(by)), `muted-${source}`);
    }),
    meeting.on("unmuteRequested", ({ by, source }) => {
      const isCamera = source === "camera";
      const yes = { label: isCamera ? w.cameraOn : w.unmute, testid: "accept-unmute" };
      notices.show((isCamera ? w.askedCamera : w.askedUnmute)(nameOf(by)), `asked-${source}`, [
        { ...yes, run: isCamera ? answers.cameraOn : answers.unmute },
        { label: w.notNow, run: () => {} },
      ]);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
