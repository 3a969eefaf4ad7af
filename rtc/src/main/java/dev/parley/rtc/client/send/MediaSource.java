package dev.parley.rtc.client.send;

/// Where the frames of one track come from. Called on the client's loop only; must not block.
public interface MediaSource {
    /// Takes frames at once.
    @FunctionalInterface
    interface FrameSink {
        void send(EncodedFrame frame);
    }

    /// Hand over all frames that are due by now. Asked every few milliseconds while the client is connected.
    void due(long nowNs, FrameSink sink);

    /// Somebody needs a key frame of this layer (PLI or FIR): the sooner the next frame is one, the better.
    default void keyFrameWanted(int layer) {}
}
