package dev.parley.media.egress;

import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.SlotPlan.SlotCodec;
import dev.parley.media.rewriting.StreamEpoch;
import org.jspecify.annotations.Nullable;

/// How the next packet of a receiver is to be written. Reused by its [Downlink], so that nothing is allocated.
final class Rewrite {
    private final ExtensionIds extensions;
    private @Nullable StreamEpoch epoch;
    private @Nullable SlotCodec codec;
    private int ssrc;
    private int transportSequence;
    private boolean talkspurt;

    Rewrite(ExtensionIds extensions) {
        this.extensions = extensions;
    }

    Rewrite as(StreamEpoch how, SlotCodec with, int asSsrc) {
        epoch = how;
        codec = with;
        ssrc = asSsrc;
        talkspurt = false;
        return this;
    }

    /// For padding, which belongs to no epoch.
    Rewrite padding(SlotCodec with, int asSsrc) {
        codec = with;
        ssrc = asSsrc;
        return this;
    }

    Rewrite transportSequence(int sequence) {
        transportSequence = sequence;
        return this;
    }

    Rewrite talkspurt(boolean starts) {
        talkspurt = starts;
        return this;
    }

    StreamEpoch epoch() {
        return known(epoch);
    }

    SlotCodec codec() {
        return known(codec);
    }

    ExtensionIds extensions() {
        return extensions;
    }

    int ssrc() {
        return ssrc;
    }

    int transportSequence() {
        return transportSequence;
    }

    /// The first audio packet of another speaker carries the marker bit (RFC 3551 §4.1).
    boolean startsTalkspurt() {
        return talkspurt;
    }

    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("written before it is told how");
        }
        return value;
    }
}
