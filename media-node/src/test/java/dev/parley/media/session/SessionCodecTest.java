package dev.parley.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.egress.RateState;
import dev.parley.media.egress.SlotRecord;
import dev.parley.media.ingress.StreamPlan;
import dev.parley.media.ingress.StreamRecord;
import dev.parley.media.negotiation.ExtensionIds;
import dev.parley.media.negotiation.PayloadBinding;
import dev.parley.media.negotiation.PublishPlan;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.negotiation.SlotPlan;
import dev.parley.media.rewriting.RewriterState;
import dev.parley.media.rewriting.StreamEpoch;
import dev.parley.protocol.SlotWish;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.BreakoutId;
import dev.parley.room.Codec;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.room.Source;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpMasterKey;
import dev.parley.rtc.srtp.SrtpProfile;
import dev.parley.rtc.srtp.SrtpState;
import dev.parley.rtc.srtp.SrtpStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionCodecTest {
    private static final SlotPlan SLOT =
            new SlotPlan("7", false, 0xCAFE, 0xCAFF, List.of(new SlotPlan.SlotCodec(Codec.VP8, 96, 97)));

    @Test
    @DisplayName("a session read back is the session that was written")
    void roundTrip() {
        SessionRecord session = session();
        var read = SessionCodec.read(SessionCodec.write(session));
        assertThat(read).isPresent();
        assertThat(SessionCodec.write(read.orElseThrow())).isEqualTo(SessionCodec.write(session));
        assertThat(read.orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("secure.keys")
                .isEqualTo(session);
    }

    @Test
    @DisplayName("a session of one publisher and one slot fits in a datagram")
    void small() {
        assertThat(SessionCodec.write(session())).hasSizeLessThan(800);
    }

    @Test
    @DisplayName("no prefix of a session, and no other version, is taken for one")
    void hostile() {
        byte[] bytes = SessionCodec.write(session());
        for (int length = 0; length < bytes.length; length++) {
            assertThat(SessionCodec.read(Arrays.copyOf(bytes, length))).isEmpty();
        }
        bytes[0]++;
        assertThat(SessionCodec.read(bytes)).isEmpty();
    }

    @Test
    @DisplayName("keys are in the bytes and nowhere in the words")
    void keysAreHidden() {
        assertThat(session().toString()).doesNotContain("[1, 1").contains("hidden");
    }

    private static SessionRecord session() {
        var identity = new SessionIdentity(
                new SessionId("s1"),
                1_764_331_200_000L,
                new RoutingContext(new RoomId("blue"), new BreakoutId("b-2")),
                new ParticipantId("ann"),
                SessionKind.MEETING,
                List.of(new PublishedSource(Source.CAMERA, 0xFFFF_FFF0L, true)));
        var ice = new IceState(
                new IceCredentials("localfrag", "localpassword-localpassword"),
                null,
                new IceCredentials("remotefrag", "remotepassword-remotepassword"),
                3,
                1,
                2,
                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 40_000));
        var plan = new SessionPlan(
                List.of(new PublishPlan(
                        "1", Source.CAMERA, List.of("l", "h"), List.of(new PublishPlan.SsrcPair(5, 6)))),
                List.of(SLOT),
                List.of(new PayloadBinding(96, Codec.VP8, false, 96), new PayloadBinding(97, Codec.VP8, true, 96)),
                new ExtensionIds(1, 2, 3, 4, 5, 6, 7),
                true,
                77);
        var slot = new SlotRecord(
                SLOT,
                new RewriterState(new StreamEpoch(9, 10, -11, 12, -13, 14), 70_000, 15, 16, 17, 18),
                new SlotWish("7", new ParticipantId("ben"), null, 360),
                19,
                20,
                21,
                22,
                23);
        var stream =
                new StreamRecord(new StreamPlan(5, 6, Source.CAMERA, 1, "h"), Codec.VP8, 70_001, List.of(69_990L), 720);
        return new SessionRecord(
                identity, ice, plan, secure(), List.of(stream), List.of(slot), new RateState(99, 1_234_567));
    }

    private static SecureState secure() {
        byte[] key = new byte[16];
        byte[] salt = new byte[12];
        Arrays.fill(key, (byte) 1);
        Arrays.fill(salt, (byte) 2);
        var master = new SrtpMasterKey(key, salt);
        return new SecureState(
                new SrtpKeys(SrtpProfile.AEAD_AES_128_GCM, master, master),
                new SrtpState(List.of(new SrtpStream(0xCAFE, 70_000, -1)), List.of()),
                new SrtpState(List.of(), List.of(new SrtpStream(5, 8, 255))));
    }
}
