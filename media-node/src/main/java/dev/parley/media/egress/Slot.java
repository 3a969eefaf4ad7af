package dev.parley.media.egress;

import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.ingress.PublishedStream;
import dev.parley.media.ingress.SenderClock;
import dev.parley.media.ingress.SourceTrack;
import dev.parley.media.layers.Demand;
import dev.parley.media.layers.LayerAllocator;
import dev.parley.media.negotiation.SlotPlan;
import dev.parley.media.negotiation.SlotPlan.SlotCodec;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.path.Verdict;
import dev.parley.media.rewriting.StreamEpoch;
import dev.parley.media.rewriting.StreamRewriter;
import dev.parley.protocol.SlotWish;
import org.jspecify.annotations.Nullable;

/// One place in which a receiver sees or hears somebody: one SSRC for the life of the session, whoever is in it.
public final class Slot {
    private final SlotPlan plan;
    private final StreamRewriter rewriter;
    private final SentLog log = new SentLog();
    private final Demand demand = new Demand();
    private SlotWish wish;
    private @Nullable SourceTrack track;
    private @Nullable PublishedStream current;
    private @Nullable PublishedStream target;
    private @Nullable PublishedStream before;
    private @Nullable StreamEpoch epochBefore;
    private @Nullable SlotCodec codec;
    private final int resumedCsrc;
    private final int resumedSsrc;
    private long rtxSequence;
    private long packets;
    private long octets;
    private boolean talkspurt;
    private boolean changed;

    Slot(SlotRecord state) {
        plan = state.plan();
        rewriter = new StreamRewriter(state.rewriter());
        wish = state.wish();
        rtxSequence = state.rtxSequence();
        packets = state.packets();
        octets = state.octets();
        resumedCsrc = state.shownCsrc();
        resumedSsrc = state.shownSsrc();
    }

    SlotRecord state() {
        PublishedStream shown = current;
        SourceTrack in = track;
        return new SlotRecord(
                plan,
                rewriter.state(),
                wish,
                rtxSequence,
                packets,
                octets,
                in == null ? 0 : in.csrc(),
                shown == null ? 0 : shown.plan().ssrc());
    }

    public SlotPlan plan() {
        return plan;
    }

    public SlotWish wish() {
        return wish;
    }

    void wish(SlotWish newWish) {
        wish = newWish;
    }

    /// Who is in the slot, whether or not packets flow at this moment.
    public @Nullable SourceTrack track() {
        return track;
    }

    /// Asks for a picture of this track, as the slot is to show it.
    Demand demand(SourceTrack of) {
        PublishedStream shown = current;
        int currentLayer = shown == null ? LayerAllocator.NONE : shown.plan().layer();
        return demand.ask(wish.height(), of.offers(), currentLayer);
    }

    /// What was asked for last, and what was given.
    Demand demand() {
        return demand;
    }

    @Nullable
    PublishedStream current() {
        return current;
    }

    /// The stream shown before [#current()]: its late packets are still wanted.
    @Nullable
    PublishedStream before() {
        return before;
    }

    @Nullable
    PublishedStream target() {
        return target;
    }

    SentLog log() {
        return log;
    }

    StreamRewriter rewriter() {
        return rewriter;
    }

    SlotCodec codecOf(PublishedStream stream) {
        SlotCodec agreed = plan.codec(stream.codec());
        if (agreed == null) {
            throw new IllegalStateException(plan.mid() + ": " + stream.codec() + " was aimed at but never agreed");
        }
        return agreed;
    }

    @Nullable
    SlotCodec lastCodec() {
        return codec;
    }

    /// Puts somebody else into the slot, or nobody.
    void show(@Nullable SourceTrack next) {
        if (track != next) {
            track = next;
            changed = true;
            aim(null);
        }
    }

    /// Aims at a stream of the track in the slot, or at none. The present stream stays until a key frame of the new
    /// one has come.
    void aim(@Nullable PublishedStream stream) {
        PublishedStream aimed = target;
        if (stream == null) {
            rest();
            target = null;
        } else if (stream == current && rewriter.epoch() != null) {
            target = null;
        } else if (stream != target) {
            target = stream;
            stream.keyframes().want();
        }
        changed |= target != aimed;
        PublishedStream shown = current;
        if (shown != null && stream != null && shown.track() != stream.track()) {
            rest();
        }
    }

    /// Stops the present stream; whatever comes next begins with a key frame.
    void rest() {
        changed |= current != null;
        current = null;
        before = null;
        rewriter.rest();
    }

    /// The receiver is in another context: nobody is in the slot, nothing shown before is sent again, and a wish for
    /// somebody who is not here is void.
    void vacate() {
        show(null);
        epochBefore = null;
        log.forget();
        wish = wish.participant() == null ? wish : new SlotWish(plan.mid(), null, null, wish.height());
    }

    /// Who was in the slot when it was exported; 0 for nobody.
    int resumedCsrc() {
        return resumedCsrc;
    }

    int resumedSsrc() {
        return resumedSsrc;
    }

    /// Takes up, after a move, the stream that was shown before it, in the middle of its epoch.
    void resume(SourceTrack in, PublishedStream stream) {
        track = in;
        current = stream;
        codec = codecOf(stream);
        StreamEpoch epoch = rewriter.epoch();
        if (epoch != null) {
            log.begin(epoch, stream);
        }
    }

    /// The epoch in which this packet is to be sent, or null when it is not. May switch the slot to its target.
    @Nullable
    StreamEpoch admit(MediaPacket packet, long nowNs, PacketCounters counters) {
        StreamEpoch epoch = rewriter.epoch();
        PublishedStream from = packet.stream();
        if (from == current && epoch != null) {
            if (packet.sequence() < epoch.firstSequence()) {
                counters.count(Verdict.STALE);
                return null;
            }
            return epoch;
        }
        if (from == before && from != target && epoch != null) {
            return lateEpoch(packet, epoch);
        }
        if (from != target) {
            return null;
        }
        if (plan.codec(from.codec()) == null) { // one layer of a source may change its codec before the others do
            counters.count(Verdict.CODEC_NOT_AGREED);
            return null;
        }
        if (!packet.keyframeStart()) {
            counters.count(Verdict.WAITING_FOR_KEYFRAME);
            from.keyframes().want();
            return null;
        }
        return switchTo(from, packet, nowNs);
    }

    /// A packet of the stream before the switch still fills the gap it left, and nothing beyond it.
    private @Nullable StreamEpoch lateEpoch(MediaPacket packet, StreamEpoch now) {
        StreamEpoch then = epochBefore;
        boolean fills = then != null
                && packet.sequence() >= then.firstSequence()
                && then.outSequence(packet.sequence()) < now.outSequence(now.firstSequence());
        return fills ? then : null;
    }

    private StreamEpoch switchTo(PublishedStream next, MediaPacket packet, long nowNs) {
        before = current;
        epochBefore = rewriter.epoch();
        StreamEpoch begun = rewriter.begin(packet, elapsedTicks(next, packet, nowNs));
        log.begin(begun, next);
        current = next;
        target = null;
        changed = true;
        codec = codecOf(next);
        talkspurt = plan.audio();
        return begun;
    }

    /// RTP ticks since the last packet sent: by the publisher's own clock between its layers, else by ours.
    private int elapsedTicks(PublishedStream next, MediaPacket packet, long nowNs) {
        SenderClock clock = next.clock();
        PublishedStream shown = current;
        StreamEpoch epoch = rewriter.epoch();
        if (rewriter.lastSentNs() == 0) {
            return 1;
        }
        long elapsedNs = nowNs - rewriter.lastSentNs();
        if (shown != null
                && epoch != null
                && shown.track() == next.track()
                && shown.clock().known()
                && clock.known()) {
            int lastIn = rewriter.lastTimestamp() - epoch.timestampOffset();
            elapsedNs = clock.captureNs(packet.timestamp()) - shown.clock().captureNs(lastIn);
        }
        return (int) (elapsedNs / 1_000 * clock.clockRate() / 1_000_000);
    }

    /// Notes that the packet, of so many bytes, goes out.
    void sent(StreamEpoch epoch, MediaPacket packet, long nowNs) {
        rewriter.sent(epoch, packet, nowNs);
        packets++;
        octets += packet.payloadLength();
    }

    /// Whether something else is in the slot, or aimed at, since the last call.
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    boolean takeTalkspurt() {
        boolean starts = talkspurt;
        talkspurt = false;
        return starts;
    }

    long nextRtxSequence() {
        return rtxSequence++;
    }

    long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }

    /// The slot's RTP timestamp of this moment, for its sender report; only while something is shown.
    int timestampAt(long nowNs) {
        PublishedStream shown = current;
        StreamEpoch epoch = rewriter.epoch();
        if (shown != null && epoch != null && shown.clock().known()) {
            return epoch.outTimestamp(shown.clock().timestampAt(nowNs));
        }
        int clockRate = plan.audio() ? 48_000 : 90_000;
        long elapsedNs = nowNs - rewriter.lastSentNs();
        return rewriter.lastTimestamp() + (int) (elapsedNs / 1_000 * clockRate / 1_000_000);
    }
}
