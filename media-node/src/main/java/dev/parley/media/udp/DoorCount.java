package dev.parley.media.udp;

/// Everything a door counts; also the metric names, see [#metric()].
public enum DoorCount {
    DATAGRAMS_IN("datagrams_in"),
    BYTES_IN("bytes_in"),
    /// Times the socket was drained; datagrams in divided by this is the size of a turn.
    RECEIVE_TURNS("receive_turns"),
    /// Datagrams as long as the receive cell: the kernel may have cut them, so they are not looked at.
    OVERSIZED_IN("oversized_in"),
    /// The handler threw. A fault of ours; the datagram or command is lost, the loop goes on.
    HANDLER_FAILED("handler_failed"),
    /// Of the slow clock, and how late they came in all: divided, how long whatever comes in waits for its turn.
    TICKS("ticks"),
    LATE_MICROSECONDS("late_microseconds"),

    DATAGRAMS_OUT("datagrams_out"),
    BYTES_OUT("bytes_out"),
    SEND_CALLS("send_calls"),
    /// Of the datagrams out, those that left as a segment of a longer message.
    SEGMENTS_OUT("segments_out"),

    /// EAGAIN: the socket's send buffer is full.
    DROPPED_WOULD_BLOCK("dropped_would_block"),
    /// ENOBUFS, ENOMEM: the device's queue is full.
    DROPPED_NO_BUFFERS("dropped_no_buffers"),
    /// ENETUNREACH, EHOSTUNREACH, EPERM and their like: no way to this receiver.
    DROPPED_UNREACHABLE("dropped_unreachable"),
    /// EMSGSIZE: longer than the way to this receiver allows.
    DROPPED_TOO_LONG("dropped_too_long"),
    /// An IPv6 receiver behind an IPv4 socket.
    DROPPED_WRONG_FAMILY("dropped_wrong_family"),
    /// Sent after the sender was closed.
    DROPPED_CLOSED("dropped_closed"),
    /// Any other answer of the kernel.
    DROPPED_OTHER("dropped_other");

    static final int COUNT = values().length;

    private final String metric;

    DoorCount(String metric) {
        this.metric = metric;
    }

    /// Follows `parley_udp_`.
    public String metric() {
        return metric;
    }

    /// Where [Tally] keeps it.
    @SuppressWarnings("EnumOrdinal") // an index into an array of this process, stored nowhere
    int slot() {
        return ordinal();
    }
}
