import type { ParticipantView, RoomView } from "@parley/client";
import { words } from "../../text/index.ts";

/** People who stand together in the list: those of one place, or those who watch. */
export interface Group {
  key: string;
  /** Absent when there is only one group, and nothing to tell apart. */
  title: string | undefined;
  people: ParticipantView[];
  /** Known or counted, and not in the list. */
  more: number;
}

/** A list of a thousand viewers is read by nobody; a search finds each of them. */
const VIEWERS_LISTED = 50;

/** The main room, each breakout, the viewers: only those groups that have somebody. */
export function groupPeople(room: RoomView, me: string, wanted: string): Group[] {
  const sought = wanted.trim().toLocaleLowerCase();
  const found = room.participants.filter((one) => one.name.toLocaleLowerCase().includes(sought));
  const here = found.filter((one) => one.role !== "viewer");
  const places = [undefined, ...(room.breakouts?.breakouts ?? [])];
  const groups = places.map((place): Group => {
    const people = here.filter((one) => one.breakout === place?.id);
    const name = place?.name ?? (room.breakouts === undefined ? words.people.onStage : words.people.mainRoom);
    const title = words.people.group(name, people.length);
    return { key: place?.id ?? "main", title, people: sorted(people, me), more: 0 };
  });
  const shown = groups.filter((group) => group.people.length > 0);
  const viewers = viewerGroup(room, found, me, sought !== "");
  if (viewers !== undefined) shown.push(viewers);
  const only = shown[0];
  if (shown.length === 1 && only?.key === "main") return [{ ...only, title: undefined }];
  return shown;
}

function viewerGroup(
  room: RoomView,
  found: readonly ParticipantView[],
  me: string,
  searching: boolean,
): Group | undefined {
  const known = sorted(
    found.filter((one) => one.role === "viewer"),
    me,
  );
  const all = Math.max(room.viewers, known.length);
  if (searching ? known.length === 0 : all === 0) return undefined;
  const people = searching ? known : known.slice(0, VIEWERS_LISTED);
  // Those who are only counted need no heading for an empty list.
  const title =
    people.length === 0
      ? undefined
      : words.people.group(words.people.viewers, searching ? people.length : all);
  return { key: "viewers", title, people, more: searching ? 0 : all - people.length };
}

/** Raised hands first, in the order they went up; then oneself, then by name. */
export function sorted(people: readonly ParticipantView[], me: string): ParticipantView[] {
  const rank = (one: ParticipantView) => (one.hand !== undefined ? 0 : one.id === me ? 1 : 2);
  return [...people].sort((a, b) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b);
    if (a.hand !== undefined && b.hand !== undefined) return Date.parse(a.hand) - Date.parse(b.hand);
    return a.name.localeCompare(b.name);
  });
}

/** Whose turn it is: 1 for the hand that has been up the longest, in the whole meeting. */
export function turnsOf(people: readonly ParticipantView[]): Map<string, number> {
  const raised = people.filter((one) => one.hand !== undefined);
  const ordered = raised.sort((a, b) => Date.parse(a.hand ?? "") - Date.parse(b.hand ?? ""));
  return new Map(ordered.map((one, index) => [one.id, index + 1]));
}
