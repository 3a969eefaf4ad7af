/** The parts of a message: words, and links that are safe to open. */
export type Part = { text: string } | { link: string };

/** Only http and https: nothing that runs here, and nothing that another program would open unasked. */
const LINK = /\bhttps?:\/\/[^\s<>"'`]+/gi;
/** The full stop that ends a sentence does not belong to the address in it. */
const TRAILING = /[.,;:!?)\]}…]+$/;

export function linkParts(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const match of text.matchAll(LINK)) {
    const link = match[0].replace(TRAILING, "");
    if (!isAddress(link)) continue;
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push({ link });
    at = match.index + link.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

function isAddress(link: string): boolean {
  try {
    return new URL(link).hostname !== "";
  } catch {
    return false;
  }
}
