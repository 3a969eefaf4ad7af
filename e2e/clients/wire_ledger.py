"""Keeps book of what is on the loopback wire between browsers and the media ports: SRTP and SRTCP indexes that come
twice, DTLS records, and since the last report the longest time between two packets of each stream, and the longest
that nodes kept a packet of sound on its way from browser to browser, and how many of those they lost. What it missed
itself it counts.
`wire_ledger.py FIRST_PORT LAST_PORT`; prints a JSON line for every line it is sent, ends at the end of its input. Needs
the right to open a packet socket (a network namespace of the test's own gives it).

A burst of the node is one segmented buffer on this wire (UDP_SEGMENT, udp(7)); the socket's virtio header says where it
is cut. An SRTP index is estimated from the sequence number as a receiver does it (RFC 3711 section 3.3.1).
"""
import collections
import json
import select
import socket
import struct
import sys
import time

SOL_PACKET, PACKET_STATISTICS, PACKET_VNET_HDR, ETH_P_IP = 263, 6, 15, 0x0800
SO_RCVBUFFORCE, SO_TIMESTAMPNS = 33, 35
# For a machine that is late by many seconds: what is not kept until then is missed, and nothing is known of it.
KEPT_BYTES = 32 << 20
PACKET_HOST = 0
VNET, ETHERNET, UDP_HEADER = 10, 14, 8
RTCP_TYPES = range(192, 224)  # RFC 5761 section 4
# The payload types that these browsers offer, so those by which a node sends to them.
STREAMS = {
    111: "chromium sound",
    96: "chromium picture",
    109: "firefox sound",
    120: "firefox picture",
}
# A stream that has less was switched on or off meanwhile: that is no hole.
FLOWS_PER_SECOND = 10


def datagrams(frame):
    """The UDP payloads of one frame, with their ports."""
    segment = struct.unpack_from("<H", frame, 4)[0]
    ip = VNET + ETHERNET
    if frame[ip] >> 4 != 4 or frame[ip + 9] != socket.IPPROTO_UDP:
        return
    udp = ip + (frame[ip] & 15) * 4
    source, target = struct.unpack_from(">HH", frame, udp)
    payload = frame[udp + UDP_HEADER:]
    step = segment or len(payload) or 1
    for at in range(0, len(payload), step):
        yield source, target, payload[at:at + step]


def arrived(notes):
    """When the kernel had it, in ns: this program may come to it later."""
    seconds, ns = next(struct.unpack("qq", data) for _, kind, data in notes if kind == SO_TIMESTAMPNS)
    return seconds * 10**9 + ns


class Longest:
    """Of each stream the longest of some times."""

    def __init__(self):
        self.streams, self.since = {}, time.time_ns()

    def note(self, ssrc, kind, ns):
        stream = self.streams.setdefault(ssrc, {"kind": kind, "longest": 0, "packets": 0})
        stream["longest"] = max(stream["longest"], ns)
        stream["packets"] += 1

    def take(self):
        now = time.time_ns()
        least = FLOWS_PER_SECOND * (now - self.since) / 1e9
        longest = {}
        for stream in self.streams.values():
            if stream["packets"] >= least:
                longest.setdefault(stream["kind"], []).append(round(stream["longest"] / 1e6, 1))
        self.streams, self.since = {}, now
        return longest


class Holes:
    """The longest time between two packets of each stream."""

    def __init__(self):
        self.longest, self.last = Longest(), {}

    def note(self, ssrc, kind, at):
        self.longest.note(ssrc, kind, at - self.last.get(ssrc, at))
        self.last[ssrc] = at


class Delays:
    """How long nodes keep packets, and how many they lose. They send each stream under numbers of their own, which are
    ahead of its sender's by the same for as long as the same stream is shown; and it is that much longer or shorter by
    its headers.
    """

    KEPT = 1_024  # of the packets of a sender
    AGREED, OF = 20, 30  # a stream of whose packets so many follow one sender's is that sender's
    LOST = 10  # packets without one of the sender's: another is shown
    LATE_NS = 10**9  # what seems to come so late is another's

    def __init__(self):
        self.longest = Longest()
        self.lost, self.latest = collections.Counter(), {}
        self.sent, self.newest, self.shown = {}, {}, {}
        self.votes = collections.defaultdict(collections.Counter)
        self.strangers = collections.Counter()

    def from_sender(self, ssrc, sequence, length, at):
        sent = self.sent.setdefault(ssrc, collections.OrderedDict())
        sent[sequence] = at
        if len(sent) > self.KEPT:
            sent.popitem(last=False)
        self.newest[ssrc] = (sequence, length)

    def to_receiver(self, ssrc, kind, sequence, length, at):
        if ssrc in self.shown:
            sender, ahead = self.shown[ssrc]
            sent_at = self.sent[sender].get(sequence - ahead & 0xFFFF)
            if sent_at is not None and at - sent_at < self.LATE_NS:
                self.strangers[ssrc] = 0
                self.longest.note(ssrc, kind, at - sent_at)
                self.count(ssrc, kind, sequence)
                return
            self.strangers[ssrc] += 1
            if self.strangers[ssrc] < self.LOST:
                return
            del self.shown[ssrc], self.latest[ssrc]
        votes = self.votes[ssrc]
        if votes["packets"] == self.OF:
            votes.clear()
        votes["packets"] += 1
        for sender, (newest, its_length) in self.newest.items():
            vote = (sender, sequence - newest & 0xFFFF, length - its_length)
            votes[vote] += 1
            if votes[vote] == self.AGREED:
                self.shown[ssrc], self.strangers[ssrc], self.latest[ssrc] = vote[:2], 0, sequence
                votes.clear()
                return

    def count(self, ssrc, kind, sequence):
        """Numbers that were left out are lost, until they come late."""
        ahead = sequence - self.latest[ssrc] & 0xFFFF
        if ahead < 0x8000:
            self.lost[kind] += max(0, ahead - 1)
            self.latest[ssrc] = sequence
        else:
            self.lost[kind] -= 1

    def take_lost(self):
        lost, self.lost = self.lost, collections.Counter()
        return lost


class Indexes:
    """The SRTP indexes of one stream: how often its sequence numbers went round, then the sequence number."""

    ROUND = 1 << 16

    def __init__(self):
        self.highest = None

    def of(self, sequence):
        if self.highest is None:
            self.highest = self.ROUND + sequence  # one that comes late may be of the round before
        ahead = (sequence - self.highest) % self.ROUND
        if ahead < self.ROUND // 2:
            self.highest += ahead
            return self.highest
        return self.highest + ahead - self.ROUND


class Ledger:
    def __init__(self, first, last):
        self.media = range(first, last + 1)
        self.holes, self.delays, self.indexes = Holes(), Delays(), {}
        self.used, self.repeated, self.handshakes, self.packets, self.ports = {}, [], 0, 0, set()

    def note(self, source, target, data, at):
        if (source not in self.media and target not in self.media) or len(data) < 12:
            return
        if 20 <= data[0] < 64:  # RFC 7983 section 7
            self.handshakes += 1
        if not 128 <= data[0] < 192:
            return
        self.packets += 1
        self.ports.add(target if target in self.media else source)
        to_node = target in self.media
        browser = source if to_node else target
        if data[1] in RTCP_TYPES:
            index, ssrc = struct.unpack(">I", data[-4:])[0] & 0x7FFFFFFF, struct.unpack_from(">I", data, 4)[0]
            stream = ("SRTCP", to_node, browser, ssrc)
        else:
            sequence, ssrc = struct.unpack_from(">H", data, 2)[0], struct.unpack_from(">I", data, 8)[0]
            stream = ("SRTP", to_node, browser, ssrc)
            index = self.indexes.setdefault(stream, Indexes()).of(sequence)
            kind = STREAMS.get(data[1] & 0x7F)
            if kind and to_node:
                self.holes.note(ssrc, f"{kind} sent", at)
            elif kind:
                self.holes.note(ssrc, kind, at)
            if kind and kind.endswith("sound"):  # pictures are cut into packets of one length: nothing tells them apart
                if to_node:
                    self.delays.from_sender(ssrc, sequence, len(data), at)
                else:
                    self.delays.to_receiver(ssrc, kind, sequence, len(data), at)
        used = self.used.setdefault(stream, set())
        if index in used:
            self.repeated.append(f"{'to' if to_node else 'from'} node: {stream[0]} ssrc {ssrc} index {index}")
        used.add(index)

    def report(self):
        return {
            "packets": self.packets,
            "repeated": self.repeated[:20],
            "handshakes": self.handshakes,
            "ports": sorted(self.ports),
            "holes": self.holes.longest.take(),
            "delays": self.delays.longest.take(),
            "lost": self.delays.take_lost(),
        }


def missed(wire):
    """Frames since the last time that found no room here (tpacket_stats)."""
    return struct.unpack("II", wire.getsockopt(SOL_PACKET, PACKET_STATISTICS, 8))[1]


def main():
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_IP))
    wire.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, KEPT_BYTES)
    wire.setsockopt(SOL_PACKET, PACKET_VNET_HDR, 1)
    wire.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
    wire.bind(("lo", 0))
    ledger = Ledger(int(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"ready": True}), flush=True)
    while True:
        for ready in select.select([wire, sys.stdin], [], [])[0]:
            if ready is wire:
                frame, notes, _, address = wire.recvmsg(1 << 17, socket.CMSG_SPACE(16))
                if address[2] == PACKET_HOST:  # the other half of loopback's pair is the same frame, going out
                    for source, target, data in datagrams(frame):
                        ledger.note(source, target, data, arrived(notes))
            elif not sys.stdin.readline():
                return
            else:
                print(json.dumps({**ledger.report(), "missed": missed(wire)}), flush=True)


if __name__ == "__main__":
    main()
