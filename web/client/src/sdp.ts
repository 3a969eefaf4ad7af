/**
 * The little SDP a client must read and write itself: the fragment of an ICE restart (RFC 8840 §9) and the
 * answer such a restart makes of the one already there. Everything else is the browser's.
 */

export interface IceFragment {
  ufrag: string;
  pwd: string;
  candidates: string[];
}

const NEW_LINE = "\r\n";

function lines(sdp: string): string[] {
  return sdp.split(/\r?\n/).filter((line) => line !== "");
}

function lineValue(all: readonly string[], prefix: string): string | undefined {
  return all.find((line) => line.startsWith(prefix))?.slice(prefix.length);
}

/** The restart of a local description, as RFC 9725 §4.3.2 sends it: the first section speaks for the bundle. */
export function restartFragment(localSdp: string): string {
  const all = lines(localSdp);
  const media = all.find((line) => line.startsWith("m=")) ?? "m=audio 9 UDP/TLS/RTP/SAVPF 0";
  const mid = lineValue(all, "a=mid:") ?? "0";
  const parts = [
    "a=ice-options:trickle ice2",
    `a=group:BUNDLE ${mid}`,
    media,
    `a=mid:${mid}`,
    `a=ice-ufrag:${lineValue(all, "a=ice-ufrag:") ?? ""}`,
    `a=ice-pwd:${lineValue(all, "a=ice-pwd:") ?? ""}`,
  ];
  return parts.join(NEW_LINE) + NEW_LINE;
}

/** Undefined when the fragment names no new credentials. */
export function parseFragment(fragment: string): IceFragment | undefined {
  const all = lines(fragment);
  const ufrag = lineValue(all, "a=ice-ufrag:");
  const pwd = lineValue(all, "a=ice-pwd:");
  if (ufrag === undefined || pwd === undefined) return undefined;
  const candidates = all.filter((line) => line.startsWith("a=candidate:"));
  return { ufrag, pwd, candidates };
}

/**
 * The answer to an ICE restart: the answer already there, with new credentials and candidates. The DTLS
 * fingerprint and every section stay, so nothing is negotiated anew.
 */
export function restartedAnswer(remoteSdp: string, fragment: IceFragment): string {
  const out: string[] = [];
  let sectionHasCandidates = false;
  for (const line of lines(remoteSdp)) {
    if (line.startsWith("m=")) sectionHasCandidates = false;
    if (line.startsWith("a=ice-ufrag:")) out.push(`a=ice-ufrag:${fragment.ufrag}`);
    else if (line.startsWith("a=ice-pwd:")) out.push(`a=ice-pwd:${fragment.pwd}`);
    else if (line.startsWith("a=candidate:") && fragment.candidates.length > 0) {
      if (!sectionHasCandidates) out.push(...fragment.candidates);
      sectionHasCandidates = true;
    } else out.push(line);
  }
  return out.join(NEW_LINE) + NEW_LINE;
}

/**
 * Asks our own Opus encoder to be silent when there is silence (RFC 7587 §7, `usedtx`): a sender is told what to
 * do by the answer's parameters. Twenty muted people then cost the node next to nothing.
 */
export function withOpusDtx(answerSdp: string): string {
  const payloads = new Set<string>();
  for (const line of lines(answerSdp)) {
    const opus = /^a=rtpmap:(\d+) opus\//i.exec(line);
    if (opus?.[1] !== undefined) payloads.add(opus[1]);
  }
  const out = lines(answerSdp).map((line) => {
    const fmtp = /^a=fmtp:(\d+) (.*)$/.exec(line);
    const isOpus = fmtp?.[1] !== undefined && payloads.has(fmtp[1]);
    return isOpus && !/usedtx/.test(line) ? `${line};usedtx=1` : line;
  });
  return out.join(NEW_LINE) + NEW_LINE;
}
