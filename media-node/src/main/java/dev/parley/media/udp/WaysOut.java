package dev.parley.media.udp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thread's ways out through all doors of a node, by the number of the door. Each is opened when it is first used:
/// most sessions stay with their own loop, and of many addresses few are ever talked to.
public final class WaysOut implements AutoCloseable {
    private final List<UdpDoor> doors;
    private @Nullable BurstSender[] opened = new BurstSender[0];

    /// @param doors of the node; more may be added until the first is used
    public WaysOut(List<UdpDoor> doors) {
        this.doors = doors;
    }

    public BurstSender through(int door) {
        BurstSender known = door < opened.length ? opened[door] : null;
        return known != null ? known : open(door);
    }

    private BurstSender open(int door) {
        if (opened.length == 0) {
            opened = new BurstSender[doors.size()];
        }
        BurstSender fresh = doors.get(door).newSender();
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
}
