import type { Source } from "./protocol.ts";

/** One stream now: enough to tell what is wrong, in numbers. */
export interface StreamStats {
  key: string;
  direction: "sent" | "received";
  kind: "audio" | "video";
  participant?: string;
  source?: Source;
  codec: string;
  /** The simulcast rid, as sent or as the node announced it. */
  layer?: string;
  width?: number;
  height?: number;
  framesPerSecond?: number;
  bitsPerSecond: number;
  /** 0..1 of the last second's packets. */
  loss: number;
  roundTripMs?: number;
  jitterMs?: number;
  route?: string;
}

interface Counted {
  bytes: number;
  packets: number;
  lost: number;
  atMs: number;
}

type Report = Record<string, unknown> & { id: string; type: string; timestamp: number };
export type NameOfMid = (mid: string) => { participant?: string; source?: Source; layer?: string };

/** Makes rates of the browser's counters: reads now, compares with the last time. */
export class StatsReader {
  private before = new Map<string, Counted>();

  read(reports: ReadonlyMap<string, unknown> | RTCStatsReport, nameOf: NameOfMid): StreamStats[] {
    const all = new Map<string, Report>();
    for (const [id, report] of reports as ReadonlyMap<string, Report>) all.set(id, report);
    const path = pathOf(all);
    const now = new Map<string, Counted>();
    const streams: StreamStats[] = [];
    for (const report of all.values()) {
      if (report.type !== "inbound-rtp" && report.type !== "outbound-rtp") continue;
      const counted = count(report, all);
      now.set(report.id, counted);
      const stream = this.stream(report, counted, all, nameOf);
      if (stream !== undefined) streams.push({ ...stream, ...path });
    }
    this.before = now;
    return streams;
  }

  private stream(
    report: Report,
    counted: Counted,
    all: ReadonlyMap<string, Report>,
    nameOf: NameOfMid,
  ): StreamStats | undefined {
    const before = this.before.get(report.id);
    const bits =
      before === undefined ? 0 : ((counted.bytes - before.bytes) * 8_000) / elapsed(counted, before);
    const sent = report.type === "outbound-rtp";
    if (counted.packets === 0) return undefined;
    // A sender without a track may still have sent padding; a paused layer sends nothing.
    if (sent && (report.active === false || report.framesSent === 0)) return undefined;
    const codec = all.get(String(report.codecId ?? ""));
    const name = nameOf(String(report.mid ?? ""));
    const layer = (report.rid as string | undefined) ?? name.layer;
    return {
      key: report.id,
      direction: sent ? "sent" : "received",
      kind: report.kind === "audio" ? "audio" : "video",
      codec: String(codec?.mimeType ?? "").replace(/^\w+\//, ""),
      bitsPerSecond: Math.max(0, bits),
      loss: before === undefined ? 0 : lossOf(counted, before),
      ...optional("participant", name.participant),
      ...optional("source", name.source),
      ...optional("layer", layer),
      ...optional("width", number(report.frameWidth)),
      ...optional("height", number(report.frameHeight)),
      ...optional("framesPerSecond", number(report.framesPerSecond)),
      ...optional("jitterMs", scaled(number(report.jitter), 1_000)),
    };
  }
}

function count(report: Report, all: ReadonlyMap<string, Report>): Counted {
  const sent = report.type === "outbound-rtp";
  // What was sent and never arrived is known only from the node's receiver report.
  const remote = sent ? all.get(String(report.remoteId ?? "")) : undefined;
  return {
    bytes: number(report[sent ? "bytesSent" : "bytesReceived"]) ?? 0,
    packets: number(report[sent ? "packetsSent" : "packetsReceived"]) ?? 0,
    lost: number((sent ? remote : report)?.packetsLost) ?? 0,
    atMs: report.timestamp,
  };
}

function lossOf(now: Counted, before: Counted): number {
  const lost = Math.max(0, now.lost - before.lost);
  const all = lost + Math.max(0, now.packets - before.packets);
  return all === 0 ? 0 : Math.min(1, lost / all);
}

function elapsed(now: Counted, before: Counted): number {
  return Math.max(1, now.atMs - before.atMs);
}

/** The selected candidate pair: round trip, and the node's address. */
function pathOf(all: ReadonlyMap<string, Report>): { roundTripMs?: number; route?: string } {
  for (const report of all.values()) {
    if (report.type !== "candidate-pair") continue;
    if (report.nominated !== true || report.state !== "succeeded") continue;
    const transport = [...all.values()].find((one) => one.type === "transport");
    const selected = transport?.selectedCandidatePairId;
    if (selected !== undefined && selected !== report.id) continue;
    const remote = all.get(String(report.remoteCandidateId ?? ""));
    const address = remote && `${remote.address ?? ""}:${remote.port ?? ""} ${remote.protocol ?? ""}`;
    return {
      ...optional("roundTripMs", scaled(number(report.currentRoundTripTime), 1_000)),
      ...optional("route", address),
    };
  }
  return {};
}

function number(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function scaled(value: number | undefined, by: number): number | undefined {
  return value === undefined ? undefined : value * by;
}

function optional<Name extends string, Value>(
  name: Name,
  value: Value | undefined,
): { [key in Name]?: Value } | Record<string, never> {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]: Value });
}
