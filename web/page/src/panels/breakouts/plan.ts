import type { BreakoutsPlan, ParticipantView } from "@parley/client";

/** As the server takes them. */
export const MOST_BREAKOUTS = 100;

/** So many names: those there are, then standard ones that are not among them. */
export function namesFor(
  count: number,
  names: readonly string[],
  standard: (number: number) => string,
): string[] {
  const kept = names.slice(0, count);
  for (let number = kept.length + 1; kept.length < count; number++) {
    const name = standard(number);
    if (!kept.includes(name)) kept.push(name);
  }
  return kept;
}

/** One name a line; empty lines are nothing. */
export function namesIn(text: string): string[] {
  return text
    .split("\n")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

export function areNames(names: readonly string[]): boolean {
  const differ = new Set(names).size === names.length;
  return names.length >= 1 && names.length <= MOST_BREAKOUTS && differ;
}

/** Those who are sent somewhere: neither hosts, who go where they like, nor viewers. */
export function sendable(people: readonly ParticipantView[]): ParticipantView[] {
  return people.filter((one) => one.role !== "viewer" && one.role !== "host");
}

/** How many come into each room when all are shared out evenly. */
export function spread(people: number, rooms: number): { least: number; most: number } {
  return { least: Math.floor(people / rooms), most: Math.ceil(people / rooms) };
}

/** Those who have no room yet go, one by one, where the fewest are; the order decides between equals. */
export function shareOut(
  people: readonly string[],
  rooms: number,
  assigned: ReadonlyMap<string, number>,
): Map<string, number> {
  const all = new Map(assigned);
  const sizes = Array.from({ length: rooms }, () => 0);
  for (const room of all.values()) sizes[room] = (sizes[room] ?? 0) + 1;
  for (const one of people) {
    if (all.has(one)) continue;
    const room = sizes.indexOf(Math.min(...sizes));
    all.set(one, room);
    sizes[room] = (sizes[room] ?? 0) + 1;
  }
  return all;
}

/** As they are opened; who has left meanwhile, or whose room was taken away, is not in it. */
export function planOf(
  names: string[],
  choice: BreakoutsPlan["choice"],
  minutes: number | undefined,
  assigned: ReadonlyMap<string, number>,
): BreakoutsPlan {
  const kept = [...assigned].filter(([, index]) => index < names.length);
  const assignments = kept.map(([participant, index]) => ({ participant, index }));
  return {
    names,
    choice,
    assignments: choice === "manual" ? assignments : [],
    ...(minutes === undefined ? {} : { minutes }),
  };
}
