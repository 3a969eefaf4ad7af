package dev.parley.rtc.client;

import dev.parley.rtc.client.offer.Encoding;
import dev.parley.rtc.dtls.DtlsHandshake;
import dev.parley.rtc.dtls.DtlsIdentity;
import dev.parley.rtc.dtls.DtlsResult.Established;
import dev.parley.rtc.ice.Candidate;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.ice.IceLite;
import dev.parley.rtc.ice.IceOutcome;
import dev.parley.rtc.packets.Wire;
import dev.parley.rtc.packets.rtcp.Nack;
import dev.parley.rtc.packets.rtcp.RtcpCompound;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import dev.parley.rtc.packets.rtp.RtpHeaderWriter;
import dev.parley.rtc.packets.rtp.RtpPacket;
import dev.parley.rtc.sdp.SessionDescription;
import dev.parley.rtc.sdp.TrickleFragment;
import dev.parley.rtc.srtp.SrtpCiphers;
import dev.parley.rtc.srtp.SrtpReceiver;
import dev.parley.rtc.srtp.SrtpSender;
import dev.parley.rtc.srtp.SrtpState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// A peer that plays every packet of track 0 back into the slot `echoSlot`, loses those its script says, and sends them
/// again when asked. One thread a socket; everything else under one lock.
final class EchoPeer implements AutoCloseable {
    private static final int MAX_BYTES = 2_048;

    final BlockingQueue<RtcpMessage> feedback = new LinkedBlockingQueue<>();
    final BlockingQueue<Integer> nominatedPorts = new LinkedBlockingQueue<>();
    private final int echoSlot;
    private final IntPredicate loses;
    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity = DtlsIdentity.selfSigned(random, Instant.EPOCH);
    private final List<DatagramSocket> sockets = new ArrayList<>();
    private final MemorySegment in = Arena.ofAuto().allocate(MAX_BYTES);
    private final MemorySegment out = Arena.ofAuto().allocate(MAX_BYTES);
    private final Map<Integer, byte[]> payloads = new HashMap<>();
    private final RtpPacket packet = new RtpPacket();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private IceCredentials ice = IceCredentials.generate(random);
    private @Nullable DtlsHandshake handshake;
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private DatagramSocket way;
    private @Nullable InetSocketAddress client;
    private int sequence;
    private int rtxSequence;

    EchoPeer(int echoSlot, IntPredicate loses) {
        this.echoSlot = echoSlot;
        this.loses = loses;
        this.way = listen();
    }

    synchronized DatagramSocket listen() {
        try {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            sockets.add(socket);
            Thread.ofVirtual().start(() -> serve(socket));
            return socket;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Candidate candidate(DatagramSocket socket, int preference) {
        return Candidate.host((InetSocketAddress) socket.getLocalSocketAddress(), preference);
    }

    synchronized String answer(String offer) {
        SessionDescription parsed =
                SessionDescription.parse(offer).parsed().orElseThrow(() -> new AssertionError("bad offer"));
        var fingerprint = parsed.media().getFirst().fingerprint();
        assert fingerprint != null : "every offer has one";
        handshake = DtlsHandshake.server(identity, List.of(fingerprint), this::sendPlain);
        var _ = handshake.result().thenAccept(result -> {
            if (result instanceof Established(var keys)) {
                synchronized (this) {
                    sender = new SrtpSender(SrtpCiphers.best(), keys.profile(), keys.local(), SrtpState.EMPTY);
                    receiver = new SrtpReceiver(SrtpCiphers.best(), keys.profile(), keys.remote(), SrtpState.EMPTY);
                }
            }
        });
        return EchoAnswer.to(parsed, ice, identity.fingerprint(), candidate(way, 1_000));
    }

    /// Takes the client's new credentials and answers with its own.
    synchronized String restart(String fragment) {
        assert TrickleFragment.parse(fragment).parsed().orElseThrow().hasCredentials() : fragment;
        ice = IceCredentials.generate(random);
        return new TrickleFragment(
                        ice.ufrag(),
                        ice.pwd(),
                        List.of(TrickleFragment.Section.of(
                                "0", List.of(candidate(way, 1_000).toSdp()))))
                .write();
    }

    private void serve(DatagramSocket socket) {
        byte[] buffer = new byte[MAX_BYTES];
        DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
        while (!socket.isClosed()) {
            try {
                datagram.setLength(buffer.length);
                socket.receive(datagram);
                byte[] bytes = Arrays.copyOf(buffer, datagram.getLength());
                take(bytes, (InetSocketAddress) datagram.getSocketAddress(), socket);
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private synchronized void take(byte[] bytes, InetSocketAddress from, DatagramSocket at) {
        int first = Byte.toUnsignedInt(bytes[0]);
        if (first < 4) {
            stun(bytes, from, at);
        } else if (first < 64) {
            if (handshake != null) {
                handshake.offer(bytes);
            }
        } else if (receiver != null) {
            media(bytes, receiver);
        }
    }

    private void stun(byte[] bytes, InetSocketAddress from, DatagramSocket at) {
        IceOutcome outcome = IceLite.answer(bytes, from, ufrag -> ufrag.equals(ice.ufrag()) ? ice : null);
        if (outcome instanceof IceOutcome.Answered answered) {
            if (answered.nominated() || client == null) {
                client = from;
                way = at;
                nominatedPorts.add(at.getLocalPort());
            }
            byte[] reply = new byte[answered.reply().remaining()];
            answered.reply().get(reply);
            send(reply, from, at);
        }
    }

    private void media(byte[] bytes, SrtpReceiver open) {
        MemorySegment.copy(bytes, 0, in, ValueLayout.JAVA_BYTE, 0, bytes.length);
        if (RtcpCompound.isRtcp(in, 0, bytes.length)) {
            int length = open.unprotectRtcp(in, 0, bytes.length);
            if (length > 0) {
                RtcpCompound.parse(in.asSlice(0, length)).messages().forEach(this::rtcp);
            }
            return;
        }
        int length = open.unprotect(in, 0, bytes.length);
        if (length > 0 && packet.wrap(in, 0, length) && packet.payloadType() != Encoding.VP8.rtxPayloadType()) {
            echo();
        }
    }

    private void echo() {
        byte[] payload =
                in.asSlice(packet.payloadOffset(), packet.payloadLength()).toArray(ValueLayout.JAVA_BYTE);
        int number = sequence++ & 0xFFFF;
        payloads.put(number, payload);
        header.begin(out, 0, packet.payloadType(), packet.marker())
                .sequenceNumber(number)
                .timestamp(packet.timestamp())
                .ssrc(EchoAnswer.SLOT_SSRC + echoSlot)
                .csrc(77)
                .extensionU16(3, number);
        finish(header.finish(), payload, !loses.test(number));
    }

    private void rtcp(RtcpMessage message) {
        feedback.add(message);
        if (message instanceof Nack nack) {
            nack.forEachLost(this::sendAgain);
        }
    }

    private void sendAgain(int lost) {
        byte[] payload = payloads.getOrDefault(lost, new byte[0]);
        header.begin(out, 0, Encoding.VP8.rtxPayloadType(), false)
                .sequenceNumber(rtxSequence++)
                .timestamp(0)
                .ssrc(EchoAnswer.RTX_SSRC + echoSlot);
        int length = header.finish();
        Wire.putU16(out, length, lost);
        finish(length + 2, payload, true);
    }

    private void finish(int headerLength, byte[] payload, boolean really) {
        MemorySegment.copy(payload, 0, out, ValueLayout.JAVA_BYTE, headerLength, payload.length);
        if (sender != null && client != null) {
            int length = sender.protect(out, 0, headerLength + payload.length);
            if (really) {
                send(out.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), client, way);
            }
        }
    }

    /// Sends RTCP of the test's own.
    synchronized void tell(RtcpMessage message) {
        int length = message.write(out, 0);
        if (sender != null && client != null) {
            int sealed = sender.protectRtcp(out, 0, length);
            send(out.asSlice(0, sealed).toArray(ValueLayout.JAVA_BYTE), client, way);
        }
    }

    private synchronized void sendPlain(byte[] bytes) {
        if (client != null) {
            send(bytes, client, way);
        }
    }

    private static void send(byte[] bytes, InetSocketAddress to, DatagramSocket from) {
        try {
            from.send(new DatagramPacket(bytes, bytes.length, to));
        } catch (IOException e) {
            // the client's socket is gone, or this one is closed: the end of a test
        }
    }

    @Override
    public synchronized void close() {
        sockets.forEach(DatagramSocket::close);
        if (handshake != null) {
            handshake.close();
        }
        if (sender != null) {
            sender.close();
            sender = null;
        }
        if (receiver != null) {
            receiver.close();
            receiver = null;
        }
    }
}
