package dev.parley.loadtest.recording;

import dev.parley.rtc.client.send.EncodedFrame;
import dev.parley.rtc.client.send.MediaSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Plays recorded sound in a loop and in real time. How loud it is, for the node that compares speakers (RFC 6464), is
/// said from outside: the recording itself never changes.
public final class RecordedMicrophone implements MediaSource {
    /// Nobody speaks: -127 dBov, no voice.
    public static final int SILENT = 127;

    private static final int VOICE = 0x80;
    private static final long NS_PER_TICK_3 = 62_500; // of three ticks at 48 kHz: exact
    private static final long LATE_NS = 500_000_000;

    private final OggOpus sound;
    private final EncodedFrame frame = new EncodedFrame();
    private final AtomicInteger level = new AtomicInteger(SILENT);
    private final AtomicLong played = new AtomicLong();
    private int next;
    private long nextNs;
    private int timestamp;

    /// @param firstNs of the first packet
    public RecordedMicrophone(OggOpus sound, long firstNs) {
        this.sound = sound;
        this.nextNs = firstNs;
    }

    /// From now on somebody speaks so loud; may be called from any thread.
    ///
    /// @param decibelsBelowOverload 0 (loudest) to 126; [#SILENT]: nobody speaks
    public void speak(int decibelsBelowOverload) {
        if (decibelsBelowOverload < 0 || decibelsBelowOverload > SILENT) {
            throw new IllegalArgumentException("level: " + decibelsBelowOverload + " (expected: 0..127)");
        }
        level.set(decibelsBelowOverload == SILENT ? SILENT : VOICE | decibelsBelowOverload);
    }

    @Override
    public void due(long nowNs, FrameSink sink) {
        if (nowNs - nextNs > LATE_NS) {
            nextNs = nowNs;
        }
        while (nowNs >= nextNs) {
            OggOpus.Packet packet = sound.packets().get(next);
            sink.send(frame.at(packet.bytes(), 0, packet.length())
                    .timestamp(timestamp)
                    .sound(level.get()));
            next = (next + 1) % sound.packets().size();
            nextNs += packet.ticks() * NS_PER_TICK_3 / 3;
            timestamp += packet.ticks();
            played.incrementAndGet();
        }
    }

    /// Packets so far.
    public long played() {
        return played.get();
    }
}
