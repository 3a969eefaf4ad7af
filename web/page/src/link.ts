/** A meeting's link: `/r/{room}#token=...`. The token stays behind the #, so no server log ever sees it. */
export interface MeetingLink {
  room: string;
  token: string | undefined;
}

export function parseLink(link: string, base: string): MeetingLink | undefined {
  let url: URL;
  try {
    url = new URL(link, base);
  } catch {
    return undefined;
  }
  const room = /^\/r\/([A-Za-z0-9_-]{1,64})\/?$/.exec(url.pathname)?.[1];
  if (room === undefined) return undefined;
  const token = new URLSearchParams(url.hash.slice(1)).get("token") ?? "";
  return { room, token: token === "" ? undefined : token };
}

/** What a token says of its bearer. Not checked here: only the server can; this fills the name field. */
export function nameInToken(token: string): string | undefined {
  const payload = token.split(".")[1];
  if (payload === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, "+").replace(/_/g, "/")), (one) =>
      one.charCodeAt(0),
    );
    const claims = JSON.parse(new TextDecoder().decode(bytes)) as { name?: unknown };
    return typeof claims.name === "string" && claims.name !== "" ? claims.name : undefined;
  } catch {
    return undefined;
  }
}
