package dev.parley.media.udp;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// One thread's ways out through all doors of a node, by the number of the door; numbers beyond them are
/// doors of other nodes. Each is opened when it is first used: most sessions stay with their own loop, and
/// of many addresses few are ever talked to.
public final class WaysOut implements AutoCloseable {
    /// The number of no door: nobody knows where the client is now.
    public static final int NO_DOOR = -1;

    /// Doors of other nodes, all told: a client that has not found its session's new place talks through one.
    private static final int MOST = 65_536;

    private static final BurstSender NOWHERE = new Nowhere();

    private final List<UdpDoor> doors;
    private final IntFunction<BurstSender> beyond;
    private @Nullable BurstSender[] opened = new BurstSender[0];

    /// @param doors of the node; more may be added until the first is used
    /// @param beyond makes the way through a door of another node
    public WaysOut(List<UdpDoor> doors, IntFunction<BurstSender> beyond) {
        this.doors = doors;
        this.beyond = beyond;
    }

    public BurstSender through(int door) {
        if (door < 0 || door >= MOST) {
            return NOWHERE;
        }
        BurstSender known = door < opened.length ? opened[door] : null;
        return known != null ? known : open(door);
    }

    private BurstSender open(int door) {
        if (door >= opened.length) {
            opened = Arrays.copyOf(opened, Math.max(doors.size(), door + 1));
        }
        BurstSender fresh = door < doors.size() ? doors.get(door).newSender() : beyond.apply(door);
        opened[door] = fresh;
        return fresh;
    }

    @Override
    public void close() {
        for (BurstSender sender : opened) {
            if (sender != null) {
                sender.close();
            }
        }
    }

    /// To a client whose path is gone: nothing leaves until it is heard of again.
    private static final class Nowhere implements BurstSender {
        @Override
        public void send(RemoteAddress to, MemorySegment slab, long offset, int bytes, int segmentBytes) {
            // late media is worth less than the media behind it
        }

        @Override
        public void flush() {
            // nothing is queued
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
