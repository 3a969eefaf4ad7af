package dev.parley.media.session;

import dev.parley.media.cache.SlabPool;
import dev.parley.media.egress.BurstWriter;
import dev.parley.media.egress.PacketComposer;
import dev.parley.media.ingress.MediaPacket;
import dev.parley.media.path.PacketCounters;
import dev.parley.media.udp.BurstSender;
import dev.parley.rtc.packets.feedback.FrequentFeedback;
import dev.parley.rtc.srtp.SrtpCiphers;
import java.util.List;
import java.util.function.LongUnaryOperator;

/// What every session of a loop shares with the others. Belongs to the loop's thread.
///
/// @param senders one for each door of the node: a session that was moved still answers through the port its client
///     knows
/// @param unixNs wall clock time of a moment of the loop's clock, for sender reports
public record LoopKit(
        BurstWriter burst,
        PacketComposer composer,
        PacketCounters counters,
        SlabPool slabs,
        SrtpCiphers ciphers,
        List<BurstSender> senders,
        LongUnaryOperator unixNs,
        MediaPacket scratch,
        FrequentFeedback feedback) {}
