package dev.parley.media.ingress;

import dev.parley.media.cache.PacketCache;
import dev.parley.media.cache.SlabPool;
import dev.parley.media.negotiation.PayloadBinding;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.path.Verdict;
import dev.parley.room.Codec;
import dev.parley.room.Source;
import dev.parley.rtc.bandwidth.TransportFeedbackRecorder;
import dev.parley.rtc.packets.NtpTime;
import dev.parley.rtc.packets.Wire;
import dev.parley.rtc.packets.rtcp.SenderReport;
import dev.parley.rtc.packets.rtp.AudioLevel;
import dev.parley.rtc.packets.rtp.RtpPacket;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One publisher: what its authenticated packets mean. Streams are found by SSRC, and a new SSRC by the SDP, its mid
/// and rid, or its payload type.
public final class Uplink {
    /// Three sources, of which the camera has three layers, and a few spare for encoders that change their SSRC.
    static final int STREAMS = 16;

    private static final int RTX_HEADER_BYTES = 2; // the original sequence number, RFC 4588 §4

    private final SessionPlan plan;
    private final Map<Source, SourceTrack> tracks;
    private final SlabPool slabs;
    private final PacketCounters counters;
    private final StreamResolver resolver;
    private final List<PublishedStream> streams = new ArrayList<>();
    private final PublishedStream.Origin origin;
    private final RtpPacket header = new RtpPacket();
    private final TransportFeedbackRecorder arrivals = new TransportFeedbackRecorder();
    private boolean begun;

    public Uplink(SessionPlan plan, Map<Source, SourceTrack> tracks, SlabPool slabs, PacketCounters counters) {
        this.plan = plan;
        this.tracks = tracks;
        this.slabs = slabs;
        this.counters = counters;
        this.resolver = new StreamResolver(plan);
        this.origin = new PublishedStream.Origin(plan.extensions(), new SenderClock.Offset());
    }

    public List<PublishedStream> streams() {
        return streams;
    }

    public Map<Source, SourceTrack> tracks() {
        return tracks;
    }

    public TransportFeedbackRecorder arrivals() {
        return arrivals;
    }

    /// True once after new streams have begun: the room has to look again at what there is.
    public boolean takeBegun() {
        boolean was = begun;
        begun = false;
        return was;
    }

    /// The way in, in this order; read this before anything else. The packet is authentic and lies decrypted at
    /// `offset`. False when it is not to be forwarded; the reason is then counted.
    public boolean receive(MemorySegment slab, long offset, int length, MediaPacket into, long nowNs) {
        if (!header.wrap(slab, offset, length)) {
            return drop(Verdict.MALFORMED);
        }
        noteTransportArrival(nowNs); // before anything may drop it
        PayloadBinding binding = plan.payload(header.payloadType());
        if (binding == null) {
            return drop(Verdict.UNKNOWN_PAYLOAD_TYPE);
        }
        PublishedStream stream = binding.rtx() ? unwrapRtx(binding) : stream(binding);
        if (stream == null) {
            return false; // counted where it was found out
        }
        counters.count(Verdict.RECEIVED);
        return accept(stream, into, nowNs);
    }

    private boolean accept(PublishedStream stream, MediaPacket into, long nowNs) {
        long sequence = stream.sequences.unwrap(header.sequenceNumber());
        LossTracker.Arrival arrival = stream.losses.arrived(sequence, nowNs);
        if (arrival == LossTracker.Arrival.DUPLICATE) {
            return drop(Verdict.DUPLICATE);
        }
        if (arrival == LossTracker.Arrival.HOPELESS) {
            stream.keyframes().want();
        }
        stream.reception.arrived(sequence, header.timestamp(), nowNs);
        boolean wasActive = stream.active(nowNs);
        stream.noteArrival(header.length(), nowNs);
        begun |= !wasActive;
        long cached = stream.cache().put(sequence, header.slab(), header.offset(), header.length());
        header.wrap(stream.cache().ring(), cached, header.length());
        if (stream.track().muted()) {
            return drop(Verdict.MUTED);
        }
        into.read(stream, sequence, header, plan.extensions());
        if (into.keyframeStart()) {
            noteKeyframe(stream, into);
        }
        if (stream.codec().isAudio() && into.audioLevel() != MediaPacket.ABSENT) {
            stream.track().loudness().hear(AudioLevel.decibelsBelowOverload(into.audioLevel()), nowNs);
        }
        return true;
    }

    private void noteKeyframe(PublishedStream stream, MediaPacket packet) {
        stream.keyframes().satisfied();
        int height = packet.keyframeHeight();
        if (height > 0 && height != stream.height()) {
            stream.learnHeight(height);
            begun = true;
        }
    }

    private void noteTransportArrival(long nowNs) {
        int id = plan.extensions().transportCc();
        if (id != 0 && header.extensionLength(id) == 2) {
            arrivals.noteArrival(Wire.u16(header.slab(), header.extension(id)), nowNs);
        }
    }

    private @Nullable PublishedStream stream(PayloadBinding binding) {
        PublishedStream known = bySsrc(header.ssrc());
        if (known == null) {
            return begin(binding);
        }
        // An encoder that gives up (hardware lost) goes on with another codec under the same SSRC.
        return known.codec() == binding.codec() ? known : open(known.plan(), known.track(), binding);
    }

    private @Nullable PublishedStream bySsrc(int ssrc) {
        for (int i = 0; i < streams.size(); i++) { // a handful: a scan allocates nothing
            if (streams.get(i).plan().ssrc() == ssrc) {
                return streams.get(i);
            }
        }
        return null;
    }

    private @Nullable PublishedStream begin(PayloadBinding binding) {
        StreamPlan found = resolver.resolve(header, binding.codec().isAudio());
        if (found == null) {
            drop(Verdict.UNKNOWN_SSRC);
            return null;
        }
        SourceTrack track = tracks.get(found.source());
        if (track == null) {
            drop(Verdict.NOT_GRANTED);
            return null;
        }
        if (streams.size() >= STREAMS) {
            drop(Verdict.TOO_MANY_STREAMS);
            return null;
        }
        return open(found, track, binding);
    }

    private PublishedStream open(StreamPlan found, SourceTrack track, PayloadBinding binding) {
        int layers = resolver.layersOf(found.source());
        var size = SlabPool.Size.of(binding.codec().isAudio(), layers, found.layer());
        var stream = new PublishedStream(found, track, binding.codec(), new PacketCache(slabs.take(size)), origin);
        PublishedStream before = track.layer(found.layer());
        if (before != null) { // the encoder began anew with another SSRC
            close(before);
        }
        streams.add(stream);
        track.add(stream);
        begun = true;
        return stream;
    }

    /// Goes on, after a move, with a stream that had begun elsewhere.
    public void resume(StreamRecord from, long nowNs) {
        StreamPlan stream = from.plan();
        Codec codec = from.codec();
        SourceTrack track = tracks.get(stream.source());
        if (track != null) {
            var size = SlabPool.Size.of(codec.isAudio(), resolver.layersOf(stream.source()), stream.layer());
            var resumed = new PublishedStream(stream, track, codec, new PacketCache(slabs.take(size)), origin);
            resumed.resumeAt(from, nowNs);
            streams.add(resumed);
            track.add(resumed);
        }
    }

    /// Turns a retransmission back into what was lost (RFC 4588 §4): the header moves over the two bytes of the
    /// original sequence number.
    private @Nullable PublishedStream unwrapRtx(PayloadBinding binding) {
        if (header.payloadLength() < RTX_HEADER_BYTES) {
            drop(Verdict.PADDING_ONLY); // a probe in the clothes of a retransmission
            return null;
        }
        PublishedStream stream = repaired(header.ssrc());
        if (stream == null) {
            drop(Verdict.UNKNOWN_SSRC);
            return null;
        }
        MemorySegment slab = header.slab();
        long offset = header.offset();
        int original = Wire.u16(slab, header.payloadOffset());
        int marker = header.marker() ? 0x80 : 0;
        MemorySegment.copy(slab, offset, slab, offset + RTX_HEADER_BYTES, header.headerLength());
        long start = offset + RTX_HEADER_BYTES;
        Wire.putU8(slab, start + 1, marker | binding.apt());
        Wire.putU16(slab, start + 2, original);
        Wire.putU32(slab, start + 8, stream.plan().ssrc());
        header.wrap(slab, start, header.length() - RTX_HEADER_BYTES);
        return stream;
    }

    private @Nullable PublishedStream repaired(int rtxSsrc) {
        for (PublishedStream stream : streams) {
            if (stream.plan().rtxSsrc() == rtxSsrc) {
                return stream;
            }
        }
        for (PublishedStream stream : streams) {
            if (resolver.repairs(header, stream.plan())) {
                stream.learnRtx(rtxSsrc);
                return stream;
            }
        }
        return null;
    }

    /// A publisher's clock (RFC 3550 §6.4.1).
    public void senderReport(SenderReport report, long nowNs) {
        PublishedStream stream = bySsrc(report.ssrc());
        if (stream != null) {
            stream.clock().report(NtpTime.toUnixNs(report.ntpTime()), report.rtpTimestamp(), nowNs);
            stream.senderReportNs = nowNs;
            stream.senderReportMiddle = NtpTime.compact(report.ntpTime());
        }
    }

    private void close(PublishedStream stream) {
        streams.remove(stream);
        stream.track().layers().remove(stream);
        stream.enterRoomAt(-1); // before its memory becomes another stream's
        slabs.giveBack(stream.cache().ring());
    }

    /// Gives all memory back.
    public void close() {
        for (PublishedStream stream : List.copyOf(streams)) {
            close(stream);
        }
    }

    private boolean drop(Verdict why) {
        counters.count(why);
        return false;
    }
}
