package dev.parley.media.egress;

import dev.parley.media.udp.RemoteAddress;
import dev.parley.rtc.srtp.SrtpSender;

/// The last step of every packet to one receiver: protect it where it lies and add it to the burst.
public final class PacketWriter {
    private final SrtpSender srtp;
    private RemoteAddress to;

    public PacketWriter(SrtpSender srtp, RemoteAddress to) {
        this.srtp = srtp;
        this.to = to;
    }

    public void to(RemoteAddress newPath) {
        to = newPath;
    }

    /// An RTP packet of this length lies at [BurstWriter#at()]. Returns its length on the wire; negative
    /// when it may not be sent.
    int rtp(BurstWriter burst, int length) {
        int sealed = srtp.protect(burst.slab(), burst.at(), length);
        if (sealed >= 0) {
            burst.add(to, sealed);
        }
        return sealed;
    }

    /// An RTCP compound of this length lies at [BurstWriter#at()]. False when it may not be sent.
    public boolean rtcp(BurstWriter burst, int length) {
        int sealed = srtp.protectRtcp(burst.slab(), burst.at(), length);
        if (sealed >= 0) {
            burst.add(to, sealed);
        }
        return sealed >= 0;
    }

    public void endReceiver(BurstWriter burst) {
        burst.endReceiver(to);
    }
}
