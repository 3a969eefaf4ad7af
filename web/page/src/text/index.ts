import { en, type Words } from "./en.ts";

const LANGUAGES: Readonly<Record<string, Words>> = { en };

/** The first of the person's languages that there is a file for; English otherwise. */
export const words: Words =
  preferred()
    .map((tag) => LANGUAGES[tag.slice(0, 2).toLowerCase()])
    .find((one) => one !== undefined) ?? en;

/** Tests run where there is no browser, and so no preference. */
function preferred(): readonly string[] {
  return globalThis.navigator?.languages ?? [];
}

/** 75 s -> "1:15", an hour and more -> "1:02:05". */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds % 60)}`;
  return `${minutes}:${two(seconds % 60)}`;
}
