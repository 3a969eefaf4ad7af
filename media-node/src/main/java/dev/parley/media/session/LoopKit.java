package dev.parley.media.session;

import dev.parley.media.cache.SlabPool;
import dev.parley.media.egress.BurstWriter;
import dev.parley.media.egress.PacketComposer;
import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.udp.WaysOut;
import dev.parley.rtc.packets.feedback.FrequentFeedback;
import dev.parley.rtc.srtp.SrtpCiphers;
import java.util.function.LongUnaryOperator;

/// What every session of a loop shares with the others. Belongs to the loop's thread.
///
/// @param waysOut through each door of the node: a session answers through the one its client knows, also after a
///     move
/// @param unixNs wall clock time of a moment of the loop's clock, for sender reports
public record LoopKit(
        BurstWriter burst,
        PacketComposer composer,
        PacketCounters counters,
        SlabPool slabs,
        SrtpCiphers ciphers,
        WaysOut waysOut,
        LongUnaryOperator unixNs,
        MediaPacket scratch,
        FrequentFeedback feedback) {}
