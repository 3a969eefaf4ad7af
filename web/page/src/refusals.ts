import type { RefusedError } from "@parley/client";
import { words } from "./text/index.ts";

/** A refusal's code in a person's words; what has none keeps the server's own sentence. */
export function refusalWords(why: RefusedError): string {
  const code = why.code.toLowerCase();
  const w = words.refused;
  if (code.includes("expired")) return w.expired;
  if (code.includes("token") || code.includes("unauth") || code.includes("forbidden")) return w.token;
  if (code.includes("full")) return w.full;
  if (code.includes("room")) return w.room;
  if (code.includes("busy") || code.includes("rate")) return w.busy;
  return why.message === "" ? w.other : why.message;
}
