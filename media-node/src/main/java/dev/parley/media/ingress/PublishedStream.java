package dev.parley.media.ingress;

import dev.parley.media.cache.PacketCache;
import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.room.Codec;
import dev.parley.rtc.packets.rtp.RtpPacket;
import dev.parley.rtc.packets.rtp.SequenceUnwrapper;

/// One RTP stream as a publisher sends it: its recent packets, its losses, its clock, its rate.
public final class PublishedStream {
    /// Without a packet for this long a layer counts as paused. A screen share may rest between frames, but its
    /// encoder repeats one every second at the latest.
    static final long QUIET_NS = 1_500_000_000;

    /// What all streams of one publisher share.
    record Origin(ExtensionIds extensions, SenderClock.Offset offset) {}

    private StreamPlan plan;
    private final SourceTrack track;
    private final Codec codec;
    private final PacketCache cache;
    private final SenderClock clock;
    private final ExtensionIds extensions;
    final LossTracker losses = new LossTracker();
    final SequenceUnwrapper sequences = new SequenceUnwrapper();
    final ReceptionStats reception;
    private final RateMeter rate = new RateMeter();
    private final KeyframeRequests keyframes = new KeyframeRequests();
    private final RtpPacket recalled = new RtpPacket();
    private int index = -1;
    private int stay;
    private int height;
    private long lastPacketNs;
    long senderReportNs;
    int senderReportMiddle;

    PublishedStream(StreamPlan plan, SourceTrack track, Codec codec, PacketCache cache, Origin origin) {
        this.extensions = origin.extensions();
        this.plan = plan;
        this.track = track;
        this.codec = codec;
        this.cache = cache;
        int clockRate = codec.isAudio() ? 48_000 : 90_000;
        this.clock = new SenderClock(clockRate, origin.offset());
        this.reception = new ReceptionStats(clockRate);
    }

    void resumeAt(StreamRecord from, long nowNs) {
        if (from.highestSequence() >= 0) {
            sequences.resumeAt(from.highestSequence());
            losses.resume(from.highestSequence(), from.missing(), nowNs);
        }
        height = from.height();
        noteArrival(0, nowNs); // it was flowing a moment ago
    }

    public StreamPlan plan() {
        return plan;
    }

    void learnRtx(int rtxSsrc) {
        plan = plan.withRtx(rtxSsrc);
    }

    public SourceTrack track() {
        return track;
    }

    public Codec codec() {
        return codec;
    }

    public PacketCache cache() {
        return cache;
    }

    public SenderClock clock() {
        return clock;
    }

    public KeyframeRequests keyframes() {
        return keyframes;
    }

    /// The stream as a value that travels with its session.
    public StreamRecord record() {
        long highest = sequences.started() ? sequences.highest() : -1;
        return new StreamRecord(plan, codec, highest, losses.missing(), height);
    }

    /// Reads a packet of this stream again from the cache. False when it is no longer there.
    public boolean recall(long sequence, MediaPacket into) {
        long offset = cache.find(sequence);
        if (offset < 0 || !recalled.wrap(cache.ring(), offset, cache.length(sequence))) {
            return false;
        }
        into.read(this, sequence, recalled, extensions);
        return true;
    }

    /// Where receivers of the room look this stream up; -1 outside a room.
    public int index() {
        return index;
    }

    public void enterRoomAt(int place) {
        stay += place < 0 ? 1 : 0;
        index = place;
    }

    /// Another number for every stay in a room: what was noted about the stream in an earlier one holds no
    /// longer.
    public int stay() {
        return stay;
    }

    /// Lines of the picture, told by the last key frame; 0 while unknown.
    public int height() {
        return height;
    }

    void learnHeight(int lines) {
        height = lines;
    }

    void noteArrival(int bytes, long nowNs) {
        rate.add(bytes, nowNs);
        lastPacketNs = nowNs;
    }

    public boolean active(long nowNs) {
        return nowNs - lastPacketNs < QUIET_NS;
    }

    /// When its newest packet came.
    long lastPacketNs() {
        return lastPacketNs;
    }

    public long bps(long nowNs) {
        return rate.bps(nowNs);
    }
}
