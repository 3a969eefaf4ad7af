package dev.parley.media.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.media.control.NodeSettings;
import dev.parley.media.control.OpenResult;
import dev.parley.protocol.node.SessionKind;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.NodeId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.rtc.client.ClientListener;
import dev.parley.rtc.client.ClientSettings;
import dev.parley.rtc.client.RtcClients;
import dev.parley.rtc.client.offer.OfferPlan;
import dev.parley.rtc.ice.Candidate;
import dev.parley.rtc.ice.ClientChecks;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.SdpResult;
import dev.parley.rtc.sdp.SessionDescription;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// One machine with several addresses: whatever a client talks to, that is where its answers come from.
class AnnouncedAddressesTest {
    private static final RoomId ROOM = new RoomId("blue");
    private static final InetAddress HOME = InetAddress.ofLiteral("127.0.0.1");
    private static final List<InetAddress> ADDRESSES =
            List.of(InetAddress.ofLiteral("127.0.0.2"), InetAddress.ofLiteral("127.0.0.3"));
    private static final int PATIENCE_MS = 10_000;
    private static final long POLL_NS = 1_000_000;

    private final SecureRandom random = new SecureRandom();
    private final MediaNode node = new MediaNode(
            new NodeSettings(new NodeId("n1"), "i1", ADDRESSES, 0, ADDRESSES, 2, System::nanoTime, random),
            InstantSource.system());
    private final RtcClients clients = new RtcClients(
            new ClientSettings(1, HOME, System::nanoTime, () -> System.currentTimeMillis() * 1_000_000, random));

    @AfterEach
    void part() {
        clients.close();
        node.stop();
    }

    @Test
    @DisplayName("a connectivity check is answered from the address it was sent to, each of those announced")
    void checks() throws IOException {
        var offer =
                clients.open(OfferPlan.watching(1, 1), new ClientListener() {}).offer();
        var request =
                new SessionRequest(new ParticipantId("ann"), null, List.of(), null, offer.sdp(), SessionKind.MEETING);
        var opened = (OpenResult.Opened) Caller.await(node.open(ROOM, request));
        MediaSection first = media(opened.answer().sdp());
        var local = IceCredentials.generate(random);
        var remote = new IceCredentials(first.iceUfrag(), first.icePwd());
        var answeredFrom = new ArrayList<SocketAddress>();
        var announced = new ArrayList<InetSocketAddress>();
        for (String line : first.candidates()) {
            Candidate candidate = Candidate.parse(line).orElseThrow();
            announced.add(candidate.socketAddress().orElseThrow());
            var checks = new ClientChecks(local, remote, random, 0);
            checks.add(candidate, 0);
            answeredFrom.add(answerTo(checks.poll(0).getFirst().datagram(), announced.getLast()));
        }
        assertThat(announced).extracting(InetSocketAddress::getAddress).isEqualTo(ADDRESSES);
        assertThat(answeredFrom).isEqualTo(List.copyOf(announced));
    }

    private static SocketAddress answerTo(ByteBuffer check, InetSocketAddress to) throws IOException {
        try (var socket = new DatagramSocket(0, InetAddress.ofLiteral("0.0.0.0"))) {
            socket.setSoTimeout(PATIENCE_MS);
            var bytes = new byte[check.remaining()];
            check.get(bytes);
            socket.send(new DatagramPacket(bytes, bytes.length, to));
            var answer = new DatagramPacket(new byte[1_500], 1_500);
            socket.receive(answer);
            return answer.getSocketAddress();
        }
    }

    @Test
    @DisplayName("people who came by different addresses see each other, whoever took which")
    void meeting() {
        var ann = new Caller("ann", clients);
        var ben = new Caller("ben", clients);
        ann.join(node, ROOM, 11, answer -> onlyAt(ADDRESSES.get(0), answer));
        ben.join(node, ROOM, 21, answer -> onlyAt(ADDRESSES.get(1), answer));
        long deadlineMs = System.currentTimeMillis() + PATIENCE_MS;
        while ((ann.frames() < 30 || ben.frames() < 30) && System.currentTimeMillis() < deadlineMs) {
            LockSupport.parkNanos(POLL_NS);
        }
        assertThat(ann.frames()).isGreaterThanOrEqualTo(30);
        assertThat(ben.frames()).isGreaterThanOrEqualTo(30);
        assertThat(ann.holes() + ben.holes()).isZero();
    }

    /// The answer with the candidates of one address.
    private static String onlyAt(InetAddress address, String answer) {
        String there = " " + address.getHostAddress() + " ";
        return String.join(
                "\r\n",
                answer.lines()
                        .filter(line -> !line.startsWith("a=candidate") || line.contains(there))
                        .toList());
    }

    private static MediaSection media(String sdp) {
        SdpResult<SessionDescription> result = SessionDescription.parse(sdp);
        return result.parsed().orElseThrow().media().getFirst();
    }
}
