package dev.parley.media.link;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits to be written, in order and bounded by its bytes. Any thread puts in and never waits; one
/// takes out.
final class Outbox {
    /// A peer that does not read is ended before its memory is felt: all copies of some thousand sessions
    /// and a second of a large room's datagrams fit, and whoever reads at all is not seconds behind.
    static final int MAX_BYTES = 32 << 20;

    /// What a small frame costs beside its bytes: an array's header, its place in the queue.
    private static final int OVERHEAD_BYTES = 32;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
    /// Of the first frame, how much has been taken.
    private int taken;
    private int waitingBytes;
    private boolean finished;

    /// False when it is full, or nothing more is taken.
    boolean offer(byte[] frame) {
        lock.lock();
        try {
            int cost = frame.length + OVERHEAD_BYTES;
            if (finished || waitingBytes + cost > MAX_BYTES) {
                return false;
            }
            if (frames.isEmpty()) {
                more.signal();
            }
            frames.add(frame);
            waitingBytes += cost;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is something, then takes as much as fits: whatever small frames wait go out
    /// together, and a large one piece by piece. -1: it is finished and empty.
    int fill(byte[] room) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (frames.isEmpty()) {
                if (finished) {
                    return -1;
                }
                more.await();
            }
            int filled = 0;
            for (byte[] first; filled < room.length && (first = frames.peek()) != null; ) {
                int piece = Math.min(first.length - taken, room.length - filled);
                System.arraycopy(first, taken, room, filled, piece);
                filled += piece;
                taken += piece;
                if (taken == first.length) {
                    frames.remove();
                    waitingBytes -= first.length + OVERHEAD_BYTES;
                    taken = 0;
                }
            }
            return filled;
        } finally {
            lock.unlock();
        }
    }

    /// Takes this as the last one, however full it is.
    void finish(byte[] last) {
        lock.lock();
        try {
            if (!finished) {
                frames.add(last);
                waitingBytes += last.length + OVERHEAD_BYTES;
                finished = true;
                more.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Forgets everything.
    void discard() {
        lock.lock();
        try {
            finished = true;
            frames.clear();
            taken = 0;
            waitingBytes = 0;
            more.signal();
        } finally {
            lock.unlock();
        }
    }

    int waitingBytes() {
        lock.lock();
        try {
            return waitingBytes;
        } finally {
            lock.unlock();
        }
    }
}
