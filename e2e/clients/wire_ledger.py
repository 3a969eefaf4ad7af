"""Keeps book of what is on the loopback wire between browsers and the media ports: SRTP and SRTCP indexes that come
twice, and DTLS records. `wire_ledger.py FIRST_PORT LAST_PORT`; prints a JSON line for every line it is sent, ends at
the end of its input. Needs the right to open a packet socket (a network namespace of the test's own gives it).

A burst of the node is one segmented buffer on this wire (UDP_SEGMENT, udp(7)); the socket's virtio header says where it
is cut. A call of less than 65,536 packets a stream is assumed: a sequence number is then an index.
"""
import json
import select
import socket
import struct
import sys

SOL_PACKET, PACKET_VNET_HDR, ETH_P_IP = 263, 15, 0x0800
PACKET_HOST = 0
VNET, ETHERNET, UDP_HEADER = 10, 14, 8
RTCP_TYPES = range(192, 224)  # RFC 5761 section 4


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


class Ledger:
    def __init__(self, first, last):
        self.media = range(first, last + 1)
        self.seen, self.repeated, self.handshakes, self.packets, self.ports = {}, [], 0, 0, set()

    def note(self, source, target, data):
        if (source not in self.media and target not in self.media) or len(data) < 12:
            return
        kind = data[0]
        if 20 <= kind < 64:
            self.handshakes += 1
        if not 128 <= kind < 192:
            return
        self.packets += 1
        self.ports.add(target if target in self.media else source)
        to_node = target in self.media
        browser = source if to_node else target
        if data[1] in RTCP_TYPES:
            index = (1 << 31) | struct.unpack(">I", data[-4:])[0] & 0x7FFFFFFF
            ssrc = struct.unpack_from(">I", data, 4)[0]
        else:
            index, ssrc = struct.unpack_from(">H", data, 2)[0], struct.unpack_from(">I", data, 8)[0]
        key = (to_node, browser, ssrc, index)
        if key in self.seen:
            self.repeated.append(f"{'to' if to_node else 'from'} node: ssrc {ssrc} index {index & 0x7FFFFFFF}")
        self.seen[key] = True

    def report(self):
        return {
            "packets": self.packets,
            "repeated": self.repeated[:20],
            "handshakes": self.handshakes,
            "ports": sorted(self.ports),
        }


def main():
    wire = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_IP))
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 << 20)
    wire.setsockopt(SOL_PACKET, PACKET_VNET_HDR, 1)
    wire.bind(("lo", 0))
    ledger = Ledger(int(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"ready": True}), flush=True)
    while True:
        for ready in select.select([wire, sys.stdin], [], [])[0]:
            if ready is wire:
                frame, address = wire.recvfrom(1 << 17)
                if address[2] == PACKET_HOST:  # the other half of loopback's pair is the same frame, going out
                    for source, target, data in datagrams(frame):
                        ledger.note(source, target, data)
            elif not sys.stdin.readline():
                return
            else:
                print(json.dumps(ledger.report()), flush=True)


if __name__ == "__main__":
    main()
