package dev.parley.media.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.room.NodeId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("frames as bytes")
class LinkCodecTest {
    private static LinkCodec.Parsed read(byte[] written) {
        return LinkCodec.read(Arrays.copyOfRange(written, LinkCodec.LENGTH_BYTES, written.length));
    }

    @Test
    @DisplayName("the bytes of this version stay what they are")
    void golden() {
        golden(
                "00000017 01 01 066e6f64652d31 05666972737 4 0000000000000007".replace(" ", ""),
                new LinkFrame.Hello(new NodeId("node-1"), "first", 7));
        golden(
                "0000000f 02 01 066e6f64652d32 05666972737 4".replace(" ", ""),
                new LinkFrame.Welcome(new NodeId("node-2"), "first"));
        golden("00000009 03 0000000000000007", new LinkFrame.Over(7));
        golden("00000011 04 0000000000000001 0000000000000002", new LinkFrame.Beat(1, 2));
        golden("00000011 05 0000000000000001 0000000000000003", new LinkFrame.Ack(1, 3));
        var copy = new SessionCopy(new SessionId("s"), new RoomId("r"), 5, new byte[] {9, 8});
        String copied = "0173 0172 0000000000000005 00000002 0908";
        golden("0000001b 06 0000000000000004 " + copied, new LinkFrame.Copy(4, copy));
        golden("0000000b 07 0000000000000004 0173", new LinkFrame.Drop(4, new SessionId("s")));
        golden("0000001d 08 0000000000000006 0001 " + copied, new LinkFrame.Import(6, List.of(copy)));
        golden("00000009 09 0000000000000006", new LinkFrame.Imported(6));
        golden("0000000e 0a 0000000000000006 0466756c6c", new LinkFrame.Declined(6, "full"));
        var client = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 40_000);
        golden(
                "0000000e 0b 0173 0003 04c00002019c40 0102",
                new LinkFrame.Inward(new SessionId("s"), 3, client, new byte[] {1, 2}));
        var client6 = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 40_000);
        golden(
                "0000001a 0c 0003 1020010db8000000000000000000000001 9c40 0001 0102",
                new LinkFrame.Outward(3, client6, new byte[] {1, 2}, 1));
    }

    private static void golden(String hex, LinkFrame frame) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(LinkCodec.write(frame)).as("%s", frame).isEqualTo(bytes);
        assertThat(read(bytes)).usingRecursiveComparison().isEqualTo(new LinkCodec.Parsed.Whole(frame));
    }

    @Property(tries = 500)
    @Label("what is written is read again")
    void roundTrip(@ForAll("frames") LinkFrame frame) {
        byte[] written = LinkCodec.write(frame);
        assertThat(written).hasSize(LinkCodec.LENGTH_BYTES + LinkCodec.bytes(frame));
        if (read(written) instanceof LinkCodec.Parsed.Whole(var again)) {
            assertThat(again.getClass()).isEqualTo(frame.getClass());
            assertThat(LinkCodec.write(again)).isEqualTo(written);
        } else {
            throw new AssertionError(frame + " is not read");
        }
    }

    @Property(tries = 5_000)
    @Label("any bytes are a frame or damaged, and never an exception")
    void anyBytes(@ForAll byte[] bytes) {
        assertThat(LinkCodec.read(bytes)).isNotNull();
    }

    @Property(tries = 5_000)
    @Label("a damaged frame is another frame that can be written, or damaged")
    void mutated(@ForAll("frames") LinkFrame frame, @ForAll int at, @ForAll byte value, @ForAll boolean cut) {
        byte[] body = Arrays.copyOfRange(LinkCodec.write(frame), LinkCodec.LENGTH_BYTES, 4 + LinkCodec.bytes(frame));
        int index = Math.floorMod(at, body.length);
        body[index] = value;
        byte[] damaged = cut ? Arrays.copyOf(body, index) : body;
        if (LinkCodec.read(damaged) instanceof LinkCodec.Parsed.Whole(var other)) {
            assertThat(LinkCodec.write(other)).isNotEmpty();
        }
    }

    @Property(tries = 500)
    @Label("a frame with bytes missing or left over is damaged, unless it ends in a datagram")
    void wrongLength(@ForAll("frames") LinkFrame frame) {
        byte[] body = Arrays.copyOfRange(LinkCodec.write(frame), LinkCodec.LENGTH_BYTES, 4 + LinkCodec.bytes(frame));
        if (!(frame instanceof LinkFrame.Inward || frame instanceof LinkFrame.Outward)) {
            assertThat(LinkCodec.read(Arrays.copyOf(body, body.length - 1)))
                    .isInstanceOf(LinkCodec.Parsed.Damaged.class);
            assertThat(LinkCodec.read(Arrays.copyOf(body, body.length + 1)))
                    .isInstanceOf(LinkCodec.Parsed.Damaged.class);
        }
    }

    @Provide
    Arbitrary<LinkFrame> frames() {
        Arbitrary<String> id = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('_', '-', '9', 'Q')
                .ofMinLength(1)
                .ofMaxLength(64);
        Arbitrary<NodeId> node = id.map(NodeId::new);
        Arbitrary<SessionId> session = id.map(SessionId::new);
        Arbitrary<Long> number = Arbitraries.longs();
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(2_000);
        Arbitrary<Integer> u16 = Arbitraries.integers().between(0, 65_535);
        Arbitrary<Integer> segment = Arbitraries.integers().between(1, LinkCodec.MAX_DATAGRAM_BYTES);
        Arbitrary<InetSocketAddress> address = Combinators.combine(
                        Arbitraries.bytes().array(byte[].class).ofSize(4),
                        Arbitraries.bytes().array(byte[].class).ofSize(16),
                        Arbitraries.of(true, false),
                        u16)
                .as((four, sixteen, old, port) -> new InetSocketAddress(address(old ? four : sixteen), port));
        Arbitrary<SessionCopy> copy =
                Combinators.combine(session, id.map(RoomId::new), number, bytes).as(SessionCopy::new);
        return Arbitraries.oneOf(
                Combinators.combine(node, id, number).as(LinkFrame.Hello::new),
                Combinators.combine(node, id).as(LinkFrame.Welcome::new),
                number.map(LinkFrame.Over::new),
                Combinators.combine(number, number).as(LinkFrame.Beat::new),
                Combinators.combine(number, number).as(LinkFrame.Ack::new),
                Combinators.combine(number, copy).as(LinkFrame.Copy::new),
                Combinators.combine(number, session).as(LinkFrame.Drop::new),
                Combinators.combine(number, copy.list().ofMaxSize(20)).as(LinkFrame.Import::new),
                number.map(LinkFrame.Imported::new),
                Combinators.combine(number, id).as(LinkFrame.Declined::new),
                Combinators.combine(session, u16, address, bytes).as(LinkFrame.Inward::new),
                Combinators.combine(u16, address, bytes, segment).as(LinkFrame.Outward::new));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("a frame that is too long is not written")
    void tooLong() {
        var copies = IntStream.range(0, 1_000)
                .mapToObj(i -> Frames.copy("s" + i, 4_000))
                .toList();
        assertThatThrownBy(() -> LinkCodec.write(new LinkFrame.Import(3, copies)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: at most 1048576");
    }

    @Test
    @DisplayName("what is damaged is told without its content")
    void sentences() {
        byte[] hello = LinkCodec.write(new LinkFrame.Hello(new NodeId("node-1"), "first", 7));
        hello[5] = 9;
        assertThat(read(hello))
                .isEqualTo(new LinkCodec.Parsed.Damaged(Fault.OTHER_VERSION, "version: 9 (expected: 1)"));
        byte[] over = LinkCodec.write(new LinkFrame.Over(1));
        over[4] = 0;
        assertThat(read(over)).isEqualTo(new LinkCodec.Parsed.Damaged(Fault.MALFORMED, "kind: 0 (expected: 1..12)"));
    }
}
