package dev.parley.rtc.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/// Media that came before the keys, in its order; the first ones are the ones that matter.
final class EarlyDatagrams {
    private final int most;
    private final Queue<byte[]> waiting = new ArrayDeque<>();

    EarlyDatagrams(int most) {
        this.most = most;
    }

    void add(byte[] datagram) {
        if (waiting.size() < most) {
            waiting.add(datagram);
        }
    }

    void drain(Consumer<byte[]> to) {
        while (!waiting.isEmpty()) {
            to.accept(waiting.remove());
        }
    }
}
