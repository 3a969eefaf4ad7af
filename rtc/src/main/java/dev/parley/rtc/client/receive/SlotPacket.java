package dev.parley.rtc.client.receive;

import dev.parley.rtc.packets.rtp.RtpPacket;

/// A decrypted packet of a slot, retransmissions already turned back into what was lost. One holder is used for packet
/// after packet: nothing of it may be kept beyond the call.
public final class SlotPacket {
    final RtpPacket header = new RtpPacket();
    private String mid = "";
    private boolean audio;
    private long sequence;
    private long arrivedNs;
    private boolean repaired;

    void of(SlotStream stream, long index, boolean wasRepaired, long nowNs) {
        this.mid = stream.slot().mid();
        this.audio = stream.slot().audio();
        this.sequence = index;
        this.repaired = wasRepaired;
        this.arrivedNs = nowNs;
    }

    public String mid() {
        return mid;
    }

    public boolean audio() {
        return audio;
    }

    public RtpPacket header() {
        return header;
    }

    /// Who it is from, 0 when the packet does not say.
    public int csrc() {
        return header.csrcCount() > 0 ? header.csrc(0) : 0;
    }

    /// The sequence number of its slot, without wrap.
    public long sequence() {
        return sequence;
    }

    /// Whether it came as a retransmission.
    public boolean repaired() {
        return repaired;
    }

    public long arrivedNs() {
        return arrivedNs;
    }
}
