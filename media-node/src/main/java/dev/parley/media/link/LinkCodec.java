package dev.parley.media.link;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/// Frames as bytes, big-endian: `| length u32 | kind u8 | body |`, where the length counts what is behind
/// it. A text is led by its length u8, an address by 4 or 16, a record by its length u32; a datagram goes
/// to the end of its frame. The first frame of each side says the version, so that nodes of two releases
/// never misunderstand each other.
public final class LinkCodec {
    /// Grows whenever the body of a frame changes.
    static final int VERSION = 1;

    static final int LENGTH_BYTES = Integer.BYTES;

    /// Behind the length. A session is some KB, so one always fits, and this is the most that a peer can
    /// make a node allocate at once. A room of a thousand goes in several imports.
    public static final int MAX_BYTES = 1 << 20;

    /// UDP's own limit over IPv4.
    static final int MAX_DATAGRAM_BYTES = 65_507;

    private static final int MAX_TEXT_CHARS = 64;
    private static final int MAX_U16 = 0xFFFF;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private LinkCodec() {}

    /// What bytes turned out to be.
    public sealed interface Parsed {
        record Whole(LinkFrame frame) implements Parsed {}

        /// Something else than a frame.
        ///
        /// @param sentence says what was found instead, without any content
        record Damaged(Fault fault, String sentence) implements Parsed {}
    }

    /// The whole frame, with its length. One that is too long, or names what cannot be, is a mistake of the
    /// caller's.
    public static byte[] write(LinkFrame frame) {
        int bytes = bytes(frame);
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    FrameKind.of(frame) + ": " + bytes + " bytes (expected: at most " + MAX_BYTES + ")");
        }
        ByteBuffer out = ByteBuffer.allocate(LENGTH_BYTES + bytes)
                .putInt(bytes)
                .put(FrameKind.of(frame).code());
        writeBody(frame, out);
        assert !out.hasRemaining() : frame.getClass() + ": " + out.remaining() + " bytes too many";
        return out.array();
    }

    /// How long a frame is behind its length, kind included.
    static int bytes(LinkFrame frame) {
        return 1
                + switch (frame) {
                    case LinkFrame.Hello(var node, var instance, var _) ->
                        1 + bytes(node.value()) + bytes(instance) + Long.BYTES;
                    case LinkFrame.Welcome(var node, var instance) -> 1 + bytes(node.value()) + bytes(instance);
                    case LinkFrame.Over _ -> Long.BYTES;
                    case LinkFrame.Beat _, LinkFrame.Ack _ -> 2 * Long.BYTES;
                    case LinkFrame.Copy(var _, var copy) -> Long.BYTES + bytes(copy);
                    case LinkFrame.Drop(var _, var session) -> Long.BYTES + bytes(session.value());
                    case LinkFrame.Import(var _, var copies) ->
                        Long.BYTES
                                + Short.BYTES
                                + copies.stream().mapToInt(LinkCodec::bytes).sum();
                    case LinkFrame.Imported _ -> Long.BYTES;
                    case LinkFrame.Declined(var _, var reason) -> Long.BYTES + bytes(reason);
                    case LinkFrame.Inward(var session, var _, var from, var datagram) ->
                        bytes(session.value()) + Short.BYTES + bytes(from) + datagram.length;
                    case LinkFrame.Outward(var _, var to, var datagrams, var _) ->
                        Short.BYTES + bytes(to) + Short.BYTES + datagrams.length;
                };
    }

    private static int bytes(String text) {
        return 1 + text.length();
    }

    private static int bytes(InetSocketAddress address) {
        return 1 + address.getAddress().getAddress().length + Short.BYTES;
    }

    private static int bytes(SessionCopy copy) {
        return bytes(copy.session().value())
                + bytes(copy.room().value())
                + Long.BYTES
                + Integer.BYTES
                + copy.record().length;
    }

    private static void writeBody(LinkFrame frame, ByteBuffer out) {
        switch (frame) {
            case LinkFrame.Hello(var node, var instance, var term) -> {
                out.put((byte) VERSION);
                text(node.value(), out);
                text(instance, out);
                out.putLong(term);
            }
            case LinkFrame.Welcome(var node, var instance) -> {
                out.put((byte) VERSION);
                text(node.value(), out);
                text(instance, out);
            }
            case LinkFrame.Over(var term) -> out.putLong(term);
            case LinkFrame.Beat(var untilNs, var leaseNs) ->
                out.putLong(untilNs).putLong(leaseNs);
            case LinkFrame.Ack(var untilNs, var operation) ->
                out.putLong(untilNs).putLong(operation);
            case LinkFrame.Copy(var operation, var copy) -> copy(copy, out.putLong(operation));
            case LinkFrame.Drop(var operation, var session) -> text(session.value(), out.putLong(operation));
            case LinkFrame.Import(var move, var copies) -> {
                u16("copies", copies.size(), out.putLong(move));
                copies.forEach(copy -> copy(copy, out));
            }
            case LinkFrame.Imported(var move) -> out.putLong(move);
            case LinkFrame.Declined(var move, var reason) -> text(reason, out.putLong(move));
            case LinkFrame.Inward(var session, var door, var from, var datagram) -> {
                text(session.value(), out);
                u16("door", door, out);
                address(from, out);
                out.put(datagram, 0, within("datagram", datagram.length, 0, MAX_DATAGRAM_BYTES));
            }
            case LinkFrame.Outward(var door, var to, var datagrams, var segmentBytes) -> {
                u16("door", door, out);
                address(to, out);
                u16("segmentBytes", within("segmentBytes", segmentBytes, 1, MAX_DATAGRAM_BYTES), out);
                out.put(datagrams);
            }
        }
    }

    private static void text(String text, ByteBuffer out) {
        checkText(text);
        out.put((byte) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void u16(String what, int value, ByteBuffer out) {
        out.putShort((short) within(what, value, 0, MAX_U16));
    }

    private static void address(InetSocketAddress address, ByteBuffer out) {
        byte[] bytes = address.getAddress().getAddress();
        out.put((byte) bytes.length).put(bytes).putShort((short) address.getPort());
    }

    private static void copy(SessionCopy copy, ByteBuffer out) {
        text(copy.session().value(), out);
        text(copy.room().value(), out);
        out.putLong(copy.epoch()).putInt(copy.record().length).put(copy.record());
    }

    /// Whether a frame may announce this length.
    static boolean mayBe(int length) {
        return length >= 1 && length <= MAX_BYTES;
    }

    /// What these bytes are.
    ///
    /// @param frame all that is behind the length
    public static Parsed read(byte[] frame) {
        try {
            ByteBuffer in = ByteBuffer.wrap(frame);
            FrameKind kind = FrameKind.ofCode(in.get());
            if (kind == null) {
                return damaged(Fault.MALFORMED, "kind: " + frame[0] + " (expected: 1.." + FrameKind.COUNT + ")");
            }
            if ((kind == FrameKind.HELLO || kind == FrameKind.WELCOME) && in.get() != VERSION) {
                return damaged(Fault.OTHER_VERSION, "version: " + frame[1] + " (expected: " + VERSION + ")");
            }
            LinkFrame read = readBody(kind, in);
            return in.hasRemaining()
                    ? damaged(Fault.MALFORMED, kind + ": " + in.remaining() + " bytes behind it (expected: none)")
                    : new Parsed.Whole(read);
        } catch (BufferUnderflowException _) {
            return damaged(Fault.MALFORMED, "frame: ends after " + frame.length + " bytes (expected: more)");
        } catch (IllegalArgumentException | UnknownHostException what) {
            return damaged(Fault.MALFORMED, String.valueOf(what.getMessage()));
        }
    }

    private static Parsed damaged(Fault fault, String sentence) {
        return new Parsed.Damaged(fault, sentence);
    }

    private static LinkFrame readBody(FrameKind kind, ByteBuffer in) throws UnknownHostException {
        return switch (kind) {
            case HELLO -> new LinkFrame.Hello(new NodeId(text(in)), text(in), in.getLong());
            case WELCOME -> new LinkFrame.Welcome(new NodeId(text(in)), text(in));
            case OVER -> new LinkFrame.Over(in.getLong());
            case BEAT -> new LinkFrame.Beat(in.getLong(), in.getLong());
            case ACK -> new LinkFrame.Ack(in.getLong(), in.getLong());
            case COPY -> new LinkFrame.Copy(in.getLong(), copy(in));
            case DROP -> new LinkFrame.Drop(in.getLong(), session(in));
            case IMPORT -> {
                long move = in.getLong();
                int count = u16(in);
                yield new LinkFrame.Import(
                        move, IntStream.range(0, count).mapToObj(_ -> copy(in)).toList());
            }
            case IMPORTED -> new LinkFrame.Imported(in.getLong());
            case DECLINED -> new LinkFrame.Declined(in.getLong(), text(in));
            case INWARD -> {
                SessionId session = session(in);
                int door = u16(in);
                InetSocketAddress from = address(in);
                var _ = within("datagram", in.remaining(), 0, MAX_DATAGRAM_BYTES);
                yield new LinkFrame.Inward(session, door, from, bytes(in.remaining(), in));
            }
            case OUTWARD -> {
                int door = u16(in);
                InetSocketAddress to = address(in);
                int segmentBytes = within("segmentBytes", u16(in), 1, MAX_DATAGRAM_BYTES);
                yield new LinkFrame.Outward(door, to, bytes(in.remaining(), in), segmentBytes);
            }
        };
    }

    private static SessionCopy copy(ByteBuffer in) {
        SessionId session = session(in);
        var room = new RoomId(text(in));
        long epoch = in.getLong();
        int length = in.getInt();
        return new SessionCopy(session, room, epoch, bytes(within("record", length, 0, in.remaining()), in));
    }

    private static SessionId session(ByteBuffer in) {
        return new SessionId(text(in));
    }

    private static String text(ByteBuffer in) {
        byte[] bytes = bytes(Byte.toUnsignedInt(in.get()), in);
        return checkText(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /// Ids have a grammar of their own; this one keeps line breaks and the like out of logs.
    private static String checkText(String text) {
        var _ = within("text", text.length(), 1, MAX_TEXT_CHARS);
        if (!text.chars().allMatch(it -> it >= ' ' && it <= '~')) {
            throw new IllegalArgumentException("text: with other characters (expected: printable ASCII)");
        }
        return text;
    }

    private static InetSocketAddress address(ByteBuffer in) throws UnknownHostException {
        int length = in.get();
        if (length != IPV4_BYTES && length != IPV6_BYTES) {
            throw new IllegalArgumentException("address: " + length + " bytes (expected: 4 or 16)");
        }
        return new InetSocketAddress(InetAddress.getByAddress(bytes(length, in)), u16(in));
    }

    private static int u16(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort());
    }

    private static byte[] bytes(int length, ByteBuffer in) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static int within(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + ": " + value + " (expected: " + least + ".." + most + ")");
        }
        return value;
    }
}
