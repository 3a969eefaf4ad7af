import type { RefusedError } from "@parley/client";
import { words } from "./text/index.ts";

const WORDS: Readonly<Record<string, string>> = {
  "token-expired": words.refused.expired,
  "token-not-valid": words.refused.token,
  "token-not-yet-valid": words.refused.early,
  "other-room": words.refused.token,
  "no-such-room": words.refused.room,
  "room-full": words.refused.full,
  busy: words.refused.busy,
  "too-many-joins": words.refused.busy,
  "store-unavailable": words.refused.busy,
  "shutting-down": words.refused.busy,
};

/** A refusal's code in a person's words; what has none keeps the server's own sentence. */
export function refusalWords(why: RefusedError): string {
  return WORDS[why.code] ?? (why.message === "" ? words.refused.other : why.message);
}
