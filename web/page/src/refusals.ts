import { RefusedError } from "@parley/client";
import { words } from "./text/index.ts";

const AT_THE_DOOR: Readonly<Record<string, string>> = {
  "token-expired": words.refused.expired,
  "token-not-valid": words.refused.token,
  "token-not-yet-valid": words.refused.early,
  "other-room": words.refused.token,
  "no-such-room": words.refused.room,
  "room-full": words.refused.full,
  "room-locked": words.refused.locked,
  removed: words.refused.removed,
  denied: words.refused.denied,
  busy: words.refused.busy,
  "too-many-joins": words.refused.busy,
  "store-unavailable": words.refused.busy,
  "shutting-down": words.refused.busy,
};

/** Why the door stays shut, in a person's words; a code that has none keeps the server's own sentence. */
export function refusalWords(why: { code: string; message: string }): string {
  return AT_THE_DOOR[why.code] ?? (why.message === "" ? words.refused.other : why.message);
}

/** Why something did not work inside the meeting. */
export function failureWords(why: unknown): string {
  if (!(why instanceof RefusedError)) return words.notice.failed;
  return words.failures[why.code] ?? (why.message === "" ? words.notice.failed : why.message);
}
