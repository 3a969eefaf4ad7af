package dev.parley.media.egress;

import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.ingress.PublishedStream;
import dev.parley.media.ingress.SourceTrack;
import dev.parley.media.layers.Demand;
import dev.parley.media.layers.LayerAllocator;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.path.Verdict;
import dev.parley.media.rewriting.StreamEpoch;
import dev.parley.protocol.SlotView;
import dev.parley.protocol.SlotWish;
import dev.parley.room.Layer;
import dev.parley.room.ParticipantId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// One receiver: its slots, what fits through its network, and the packets it gets.
public final class Downlink {
    /// Kept free of video: three Opus streams of 32 kbit/s with their headers.
    static final long AUDIO_RESERVE_BPS = 150_000;

    private static final Slot[] NO_SLOTS = {};

    private final ParticipantId self;
    /// Gone through for every packet and report: an array needs no iterator.
    private final Slot[] slots;

    private final List<Slot> slotList;
    private final List<Demand> demands = new ArrayList<>();
    private final Rewrite rewrite;
    private final SendRate rate;
    private final Map<String, SlotView> announced = new HashMap<>();
    private Slot[] slotOf = NO_SLOTS;

    public Downlink(SessionPlan plan, ParticipantId self, List<SlotRecord> slots, SendRate rate) {
        this.self = self;
        this.slots = slots.stream().map(Slot::new).toArray(Slot[]::new);
        this.slotList = List.of(this.slots);
        this.rewrite = new Rewrite(plan.extensions());
        this.rate = rate;
    }

    public List<Slot> slots() {
        return slotList;
    }

    public List<SlotRecord> records() {
        return slotList.stream().map(Slot::state).toList();
    }

    /// False for whoever only publishes.
    public boolean receives() {
        return slots.length > 0;
    }

    public SendRate rate() {
        return rate;
    }

    /// After a move: every slot goes on with the stream it was showing.
    public void resume(
            IntFunction<@Nullable SourceTrack> byCsrc,
            BiFunction<SourceTrack, Integer, @Nullable PublishedStream> bySsrc) {
        for (Slot slot : slots) {
            SourceTrack track = slot.resumedCsrc() == 0 ? null : byCsrc.apply(slot.resumedCsrc());
            PublishedStream stream = track == null ? null : bySsrc.apply(track, slot.resumedSsrc());
            if (track != null && stream != null) {
                slot.resume(track, stream);
            }
        }
        index();
    }

    /// Whether it came from another loop in the middle of seeing and hearing somebody: with its room,
    /// rather than alone.
    public boolean wasShowing() {
        return slotList.stream().anyMatch(slot -> slot.resumedCsrc() != 0);
    }

    /// The receiver asks for other people or other sizes. Slots that are not named keep their wish.
    public void wish(List<SlotWish> wishes) {
        for (SlotWish wish : wishes) {
            for (Slot slot : slots) {
                if (!slot.plan().audio() && slot.plan().mid().equals(wish.mid())) {
                    slot.wish(wish);
                }
            }
        }
    }

    /// The receiver is somewhere else now.
    public void vacate() {
        slotList.forEach(Slot::vacate);
        index();
    }

    /// Decides anew who is in which slot.
    public void assign(RoomView room) {
        new SlotAssignment(slotList, room, self).assign();
    }

    /// Decides anew which layer of everybody fits, and aims the slots at them.
    public void allocate(long nowNs) {
        demands.clear();
        for (Slot slot : slots) {
            SourceTrack track = slot.track();
            if (track == null) {
                continue;
            }
            if (slot.plan().audio()) {
                slot.aim(track.live() ? track.layers().getFirst() : null);
            } else {
                demands.add(slot.demand(track));
            }
        }
        LayerAllocator.allocate(demands, rate.budgetBps(nowNs) - AUDIO_RESERVE_BPS);
        long wanted = AUDIO_RESERVE_BPS;
        for (Slot slot : slots) {
            SourceTrack track = slot.track();
            if (track != null && !slot.plan().audio()) {
                slot.aim(track.layer(slot.demand().layer()));
                wanted += slot.demand().desiredBps();
            }
        }
        rate.wanted(wanted);
        index();
    }

    private void index() {
        int highest = -1;
        for (Slot slot : slots) {
            highest = Math.max(highest, Math.max(indexOf(slot.current()), indexOf(slot.target())));
            highest = Math.max(highest, indexOf(slot.before()));
        }
        if (slotOf.length <= highest) {
            slotOf = new Slot[Math.max(highest + 1, slotOf.length * 2)];
        } else {
            Arrays.fill(slotOf, null);
        }
        for (Slot slot : slots) {
            note(slot, indexOf(slot.before()));
        }
        for (Slot slot : slots) {
            note(slot, indexOf(slot.current()));
            note(slot, indexOf(slot.target()));
        }
    }

    private static int indexOf(@Nullable PublishedStream stream) {
        return stream == null ? -1 : stream.index();
    }

    private void note(Slot slot, int index) {
        if (index >= 0) {
            slotOf[index] = slot;
        }
    }

    /// Sends this receiver its share of a turn's packets, as one burst.
    public void forward(List<MediaPacket> turn, int count, Departure out) {
        boolean any = false;
        for (int i = 0; i < count; i++) {
            MediaPacket packet = turn.get(i);
            int index = packet.stream().index();
            Slot slot = index >= 0 && index < slotOf.length ? slotOf[index] : null;
            if (slot != null) {
                any |= send(slot, packet, out);
            }
        }
        if (any) {
            out.writer().endReceiver(out.burst());
        }
    }

    private boolean send(Slot slot, MediaPacket packet, Departure out) {
        StreamEpoch epoch = slot.admit(packet, out.nowNs(), out.counters());
        if (epoch == null) {
            return false;
        }
        var how = rewrite.as(epoch, slot.codecOf(packet.stream()), slot.plan().ssrc())
                .transportSequence(rate.nextTransportSequence())
                .talkspurt(slot.takeTalkspurt());
        BurstWriter burst = out.burst();
        int length = out.composer().first(burst.slab(), burst.at(), how, packet);
        slot.sent(epoch, packet, out.nowNs());
        return written(out.writer().rtp(burst, length), Verdict.FORWARDED, out);
    }

    /// Answers a NACK for one packet of a slot (RFC 4585 §6.2.1, RFC 4588). `scratch` is overwritten.
    public void sendAgain(int ssrc, int lostSequence, MediaPacket scratch, Departure out) {
        Slot slot = slotOfSsrc(ssrc);
        if (slot == null || slot.plan().rtxSsrc() == 0) {
            return;
        }
        long newest = slot.rewriter().lastSequence();
        long sequence = newest + (short) (lostSequence - (int) newest);
        SentLog.Shown then = sequence > newest ? null : slot.log().ask(sequence, out.nowNs());
        if (then == null || !recall(then, sequence, scratch, out.counters())) {
            return;
        }
        var codec = slot.codecOf(then.stream());
        if (codec.rtxPayloadType() < 0) {
            return;
        }
        var how =
                rewrite.as(then.epoch(), codec, slot.plan().rtxSsrc()).transportSequence(rate.nextTransportSequence());
        BurstWriter burst = out.burst();
        int length = out.composer().again(burst.slab(), burst.at(), how, scratch, slot.nextRtxSequence());
        written(out.writer().rtp(burst, length), Verdict.RETRANSMITTED, out);
    }

    private boolean written(int wireLength, Verdict verdict, Departure out) {
        if (wireLength < 0) {
            out.counters().count(Verdict.BEYOND_HORIZON);
            return false;
        }
        rate.sent(wireLength, out.nowNs());
        out.counters().count(verdict);
        return true;
    }

    private static boolean recall(SentLog.Shown then, long sequence, MediaPacket into, PacketCounters counters) {
        long original = sequence - then.epoch().sequenceOffset();
        boolean found = then.stream().recall(original, into);
        if (!found) {
            counters.count(Verdict.NOT_IN_CACHE);
        }
        return found;
    }

    /// A receiver lost its picture (RFC 4585 §6.3.1, RFC 5104 §4.3.1).
    public void keyframeWanted(int ssrc) {
        Slot slot = slotOfSsrc(ssrc);
        PublishedStream shown = slot == null ? null : slot.current();
        if (shown != null) {
            shown.keyframes().want();
        }
    }

    private @Nullable Slot slotOfSsrc(int ssrc) {
        for (Slot slot : slots) {
            if (slot.plan().ssrc() == ssrc) {
                return slot;
            }
        }
        return null;
    }

    /// Sends padding to find out whether more would fit, as much as the estimator asks for.
    public void probe(Departure out) {
        int bytes = rate.probeBytes(out.nowNs());
        Slot slot = bytes > 0 ? probeSlot() : null;
        if (slot == null || slot.lastCodec() == null) {
            return;
        }
        var how = rewrite.padding(slot.lastCodec(), slot.plan().rtxSsrc());
        while (bytes > 0) {
            how.transportSequence(rate.nextTransportSequence());
            BurstWriter burst = out.burst();
            int timestamp = slot.rewriter().lastTimestamp();
            int length = out.composer().padding(burst.slab(), burst.at(), how, slot.nextRtxSequence(), timestamp);
            int sealed = out.writer().rtp(burst, length);
            if (sealed < 0) {
                out.counters().count(Verdict.BEYOND_HORIZON);
                break;
            }
            rate.probed(sealed, out.nowNs());
            out.counters().count(Verdict.PROBE);
            bytes -= sealed;
        }
        out.writer().endReceiver(out.burst());
    }

    /// A slot with retransmissions agreed: padding goes there, where no decoder looks for a sequence.
    private @Nullable Slot probeSlot() {
        for (Slot slot : slots) {
            var codec = slot.lastCodec();
            if (codec != null && codec.rtxPayloadType() >= 0 && slot.plan().rtxSsrc() != 0) {
                return slot;
            }
        }
        return null;
    }

    /// The slots that carry something else than was last told, and notes them as told.
    public List<SlotView> takeChanges() {
        List<SlotView> told = List.of();
        for (Slot slot : slots) {
            if (slot.takeChanged()) {
                SlotView view = view(slot);
                if (!view.equals(announced.put(view.mid(), view))) {
                    told = told.isEmpty() ? new ArrayList<>() : told;
                    told.add(view);
                }
            }
        }
        return told;
    }

    private static SlotView view(Slot slot) {
        SourceTrack track = slot.track();
        if (track == null) {
            return new SlotView(slot.plan().mid(), null, null, null, null);
        }
        PublishedStream aimed = slot.target() == null ? slot.current() : slot.target();
        long csrc = Integer.toUnsignedLong(track.csrc());
        return new SlotView(slot.plan().mid(), track.participant(), track.source(), csrc, layer(aimed));
    }

    /// Only simulcast has layers worth telling.
    private static @Nullable Layer layer(@Nullable PublishedStream stream) {
        if (stream == null || stream.plan().rid().isEmpty()) {
            return null;
        }
        return switch (stream.plan().layer()) {
            case 0 -> Layer.L;
            case 1 -> Layer.M;
            default -> Layer.H;
        };
    }
}
