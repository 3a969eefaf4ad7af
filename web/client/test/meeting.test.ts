import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { Meeting } from "../src/meeting.ts";
import type { ParticipantView, RoomView } from "../src/protocol.ts";
import { FakeSocket, joined, person, settle } from "./worlds.ts";

/** Sections that take any track and connect to nothing. */
class FakeConnection {
  static opened = 0;
  static latest: FakeConnection;
  bytesReceived = 0;
  readonly senders: { kind: string; track: MediaStreamTrack | null }[] = [];
  connectionState = "new";

  constructor() {
    FakeConnection.opened++;
    FakeConnection.latest = this;
  }

  addTransceiver(kind: string) {
    const sender = {
      kind,
      track: null as MediaStreamTrack | null,
      getParameters: () => ({ encodings: [] }),
      getStats: async () => [{ type: "candidate-pair", bytesReceived: this.bytesReceived }],
      replaceTrack: async (track: MediaStreamTrack | null) => {
        sender.track = track;
      },
    };
    this.senders.push(sender);
    return { mid: String(this.senders.length), sender, receiver: { track: {} } };
  }

  async setLocalDescription(): Promise<void> {}
  close(): void {}
}

beforeEach(() => {
  FakeConnection.opened = 0;
  Object.assign(globalThis, { RTCPeerConnection: FakeConnection });
});

const meetings: Meeting[] = [];
afterEach(async () => {
  for (const meeting of meetings.splice(0)) await meeting.leave();
});

async function inMeeting(people: ParticipantView[], change: Partial<RoomView> = {}) {
  const socket = new FakeSocket();
  const home = {} as HTMLElement;
  const meeting = new Meeting({ token: "t", url: "ws://127.0.0.1", home, openSocket: () => socket });
  meetings.push(meeting);
  const joining = meeting.join();
  socket.onopen?.();
  await settle();
  socket.say(joined("1", people, change));
  await joining;
  const track = { clone: () => track, stop: () => {}, enabled: true } as unknown as MediaStreamTrack;
  return { meeting, socket, track };
}

test("promoted, the same session sends; demoted, it is silent", async () => {
  const viewer = person("ann", { role: "viewer", tracks: [] });
  const { meeting, socket, track } = await inMeeting([viewer]);
  const roles: string[] = [];
  meeting.on("role", ({ before, participant }) => roles.push(`${before} ${participant.role}`));
  socket.say({ type: "participantChanged", version: 4, participant: { ...viewer, role: "guest" } });
  await meeting.publish("microphone", track);
  assert.equal(meeting.publishedTrack("microphone"), track);
  assert.equal(socket.sent.filter((one) => one.type === "setPublishing").length, 1);
  socket.say({ type: "participantChanged", version: 5, participant: viewer });
  assert.equal(meeting.publishedTrack("microphone"), undefined);
  assert.deepEqual(roles, ["viewer guest", "guest viewer"]);
  assert.equal(FakeConnection.opened, 1);
});

test("what a viewer brought to the door is not sent", async () => {
  const viewer = person("ann", { role: "viewer", tracks: [] });
  const { meeting, socket } = await inMeeting([viewer]);
  assert.equal(meeting.publishedTrack("microphone"), undefined);
  assert.equal(
    socket.sent.some((one) => one.type === "setPublishing"),
    false,
  );
});

test("moved to a breakout: same session, and the old place is neither seen nor asked for", async () => {
  const { meeting, socket } = await inMeeting([person("ann"), person("bob"), person("cem")]);
  const moved: (string | undefined)[] = [];
  meeting.on("moved", ({ breakout }) => moved.push(breakout?.name));
  socket.say({ type: "speakerChanged", participant: "bob" });
  meeting.viewing.announce([{ mid: "6", participant: "bob", source: "camera", csrc: 98 }]);
  const red = { id: "b1", name: "Red" };
  const breakouts = { breakouts: [red], choice: "manual", openedAt: "2026-11-01T10:00:00Z" };
  socket.say({ type: "breakoutsChanged", version: 4, breakouts, moved: [] });
  socket.say({
    type: "participantChanged",
    version: 5,
    participant: person("cem", { breakout: "b1" }),
  });
  socket.say({ type: "breakoutAssigned", version: 6, breakout: red, chat: [] });
  assert.deepEqual(
    meeting.nearby.map((one) => one.id),
    ["ann", "cem"],
  );
  assert.equal(meeting.viewing.slotOf("bob", "camera"), undefined);
  assert.deepEqual([meeting.speaker, meeting.breakout, moved], [undefined, red, ["Red"]]);
  socket.say({ type: "breakoutsChanged", version: 7, moved: [] });
  socket.say({ type: "breakoutAssigned", version: 8, chat: [] });
  assert.equal(meeting.nearby.length, 3);
  assert.deepEqual(moved, ["Red", undefined]);
  assert.equal(FakeConnection.opened, 1);
});

test("what became of us while the socket was lost is told when it is back", async () => {
  const ann = person("ann", { role: "cohost" });
  const { meeting, socket } = await inMeeting([ann, person("bob")]);
  const told: string[] = [];
  meeting.on("role", ({ before, participant }) => told.push(`${before} ${participant.role}`));
  meeting.on("moved", ({ breakout }) => told.push(breakout?.name ?? "main"));
  const red = { id: "b1", name: "Red" };
  const breakouts = { breakouts: [red], choice: "manual", openedAt: "2026-11-01T10:00:00Z" };
  socket.onclose?.();
  meeting.hurry();
  socket.onopen?.();
  await settle();
  const now = [person("ann", { role: "guest", breakout: "b1" }), person("bob")];
  socket.say(joined(socket.last("join"), now, { breakouts }));
  assert.deepEqual(told, ["cohost guest", "Red"]);
});

test("a vote is remembered once the server has taken it", async () => {
  const poll = { id: "p", by: "bob", question: "?", options: [], multiple: false, open: true, voters: 0 };
  const { meeting, socket } = await inMeeting([person("ann")], { polls: [poll] });
  const voting = meeting.vote("p", [1]);
  assert.equal(meeting.room.polls[0]?.mine, undefined);
  socket.say({ type: "reply", id: socket.last("vote") });
  await voting;
  assert.deepEqual(meeting.room.polls[0]?.mine, [1]);
});

test("waiting, then denied: an end with its own word", async () => {
  const socket = new FakeSocket();
  const home = {} as HTMLElement;
  const meeting = new Meeting({ token: "t", url: "ws://127.0.0.1", home, openSocket: () => socket });
  const told: unknown[] = [];
  meeting.on("waiting", (place) => told.push(place));
  meeting.on("ended", (end) => told.push(end));
  const joining = meeting.join();
  socket.onopen?.();
  await settle();
  socket.say({ type: "waiting", id: "1", you: "p", place: 2, graceSeconds: 9, resumeKey: "key" });
  await joining;
  assert.deepEqual([meeting.state, meeting.resumeKey], ["waiting", "key"]);
  socket.say({ type: "waitingChanged", place: 1, message: "Soon." });
  socket.say({ type: "removed", reason: "denied", text: "Not today." });
  assert.deepEqual(told, [
    { place: 2 },
    { place: 1, message: "Soon." },
    { reason: "denied", text: "Not today." },
  ]);
});

test("when its media falls silent, its server is asked at once whether it is there", async () => {
  mock.timers.enable({ apis: ["setInterval"] });
  try {
    const { socket } = await inMeeting([person("ann")]);
    const connection = FakeConnection.latest;
    connection.connectionState = "connected";
    const look = async (more: number) => {
      connection.bytesReceived += more;
      mock.timers.tick(500);
      await settle();
    };
    for (let looks = 0; looks < 5; looks++) await look(1_000);
    assert.equal(socket.last("ping"), "none");
    for (let looks = 0; looks < 2; looks++) await look(0);
    assert.notEqual(socket.last("ping"), "none");
    socket.say({ type: "pong", id: socket.last("ping") });
    await settle();
  } finally {
    mock.timers.reset();
  }
});
