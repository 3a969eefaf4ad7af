package dev.parley.rtc.client;

import dev.parley.rtc.client.ConnectResult.Connected;
import dev.parley.rtc.client.ConnectResult.Failed;
import dev.parley.rtc.client.offer.Answer;
import dev.parley.rtc.client.offer.Answer.Agreed;
import dev.parley.rtc.client.offer.Answer.Unusable;
import dev.parley.rtc.client.offer.Offer;
import dev.parley.rtc.client.offer.OfferPlan;
import dev.parley.rtc.client.receive.Reception;
import dev.parley.rtc.client.send.MediaSource;
import dev.parley.rtc.client.send.SendTracks;
import dev.parley.rtc.dtls.DtlsHandshake;
import dev.parley.rtc.dtls.DtlsIdentity;
import dev.parley.rtc.dtls.DtlsResult;
import dev.parley.rtc.packets.Wire;
import dev.parley.rtc.packets.rtcp.RtcpCompound;
import dev.parley.rtc.packets.rtcp.RtcpMessage;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The state of one client, from its offer to its end. Only its loop touches it; the methods behind [RtcClient] are
/// posted there.
final class Peer {
    /// Media cannot be opened before the handshake's last datagram was read, but may overtake it.
    private static final int EARLY_DATAGRAMS = 128;

    private static final long FEEDBACK_NS = 20_000_000;
    /// RFC 7983 §7, and RFC 9443 for the upper end of DTLS.
    private static final int FIRST_OF_DTLS = 20;

    private static final int FIRST_OF_MEDIA = 128;

    /// Who looks on.
    record Watchers(ClientListener listener, @Nullable WireTap tap) {}

    private final ClientLoop loop;
    private final DtlsIdentity identity;
    private final Watchers watchers;
    private final Paths paths;
    private final Offer offer;
    private final CompletableFuture<ConnectResult> connected = new CompletableFuture<>();
    private final CompletableFuture<Void> socketClosed = new CompletableFuture<>();
    private final EarlyDatagrams early = new EarlyDatagrams(EARLY_DATAGRAMS);
    private @Nullable Transport transport;
    private @Nullable Agreed agreed;
    private @Nullable DtlsHandshake handshake;
    private @Nullable Media media;
    private long feedbackNs;
    private boolean closed;

    /// What exists once packets flow.
    private record Media(SendTracks tracks, Reception reception, Arena arena) {}

    Peer(ClientLoop loop, DtlsIdentity identity, OfferPlan plan, Watchers watchers) {
        this.loop = loop;
        this.identity = identity;
        this.watchers = watchers;
        this.paths = new Paths(loop.settings.random());
        this.offer = Offer.of(plan, paths.local(), identity.fingerprint(), loop.settings.random());
    }

    ChannelHandler inbound() {
        return new Inbound(this, loop);
    }

    /// Its socket is open.
    void begin(Channel channel) {
        channel.closeFuture().addListener(_ -> socketClosed.complete(null));
        loop.executor.execute(() -> {
            transport = new Transport(loop, channel, watchers.tap());
            loop.add(this);
        });
    }

    Offer offer() {
        return offer;
    }

    Executor executor() {
        return loop.executor;
    }

    CompletableFuture<Void> socketClosed() {
        return socketClosed;
    }

    CompletableFuture<ConnectResult> connecting(Runnable begin) {
        loop.executor.execute(begin);
        return connected;
    }

    void answered(String sdp) {
        if (agreed != null || closed) {
            return;
        }
        switch (Answer.read(offer, sdp)) {
            case Unusable(var why) -> close("answer: " + why);
            case Agreed answer -> {
                agreed = answer;
                paths.begin(answer.ice(), answer.candidates(), loop.nowNs());
                pollPaths(loop.nowNs());
            }
        }
    }

    boolean source(String mid, @Nullable MediaSource source) {
        return media != null && media.tracks.source(mid, source);
    }

    boolean layersWanted(String mid, List<String> rids) {
        if (media != null) {
            media.tracks.layersWanted(mid, rids);
        }
        return media != null;
    }

    boolean wantKeyFrame(String mid) {
        RtcpMessage request = media == null ? null : media.reception.keyFrameRequest(mid);
        if (request == null || transport == null) {
            return false;
        }
        transport.send(List.of(request));
        transport.flush();
        return true;
    }

    boolean addCandidate(String candidate) {
        boolean added = paths.add(candidate, loop.nowNs());
        pollPaths(loop.nowNs());
        return added;
    }

    String restart() {
        return paths.restart(
                offer.tracks().isEmpty()
                        ? offer.slots().getFirst().mid()
                        : offer.tracks().getFirst().mid());
    }

    boolean restarted(String fragment) {
        boolean taken = paths.restarted(fragment, loop.nowNs());
        pollPaths(loop.nowNs());
        return taken;
    }

    ClientStats stats() {
        return Statistics.of(media == null ? null : media.reception, media == null ? null : media.tracks, transport);
    }

    void tick(long nowNs) {
        if (agreed == null || closed) {
            return;
        }
        pollPaths(nowNs);
        Media flowing = media;
        if (flowing == null || transport == null) {
            return;
        }
        flowing.tracks.send(nowNs);
        if (nowNs - feedbackNs >= FEEDBACK_NS) {
            feedbackNs = nowNs;
            transport.send(flowing.reception.feedback(nowNs));
            transport.send(flowing.tracks.reports(nowNs, loop.settings.unixNs().getAsLong()));
        }
        transport.flush();
    }

    private void pollPaths(long nowNs) {
        Transport out = transport;
        if (out == null || closed) {
            return;
        }
        paths.poll(nowNs).forEach(check -> out.sendPlain(check.datagram(), check.to()));
        if (paths.isLost(nowNs)) {
            close("no answer to connectivity checks");
        }
    }

    /// A datagram lies in the loop's inbound slab.
    void datagram(int length, InetSocketAddress from) {
        if (closed) {
            return;
        }
        WireTap tap = watchers.tap();
        if (tap != null) {
            tap.received(copy(length), from);
        }
        int first = Wire.u8(loop.inbound, 0);
        if (first >= FIRST_OF_MEDIA) {
            media(length);
        } else if (first >= FIRST_OF_DTLS) {
            if (handshake != null) {
                handshake.offer(copy(length));
            }
        } else {
            stun(length, from);
        }
    }

    private byte[] copy(int length) {
        return loop.inbound.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }

    private void stun(int length, InetSocketAddress from) {
        long nowNs = loop.nowNs();
        InetSocketAddress selected = paths.receive(copy(length), from, nowNs);
        if (selected == null || transport == null) {
            return;
        }
        transport.sendTo(selected);
        if (handshake == null) {
            shakeHands(transport);
        }
        pollPaths(nowNs);
    }

    private void shakeHands(Transport out) {
        if (agreed == null) {
            return;
        }
        DtlsHandshake begun = DtlsHandshake.client(
                identity, agreed.fingerprints(), datagram -> loop.executor.execute(() -> sendHandshake(out, datagram)));
        handshake = begun;
        var _ = begun.result().thenAcceptAsync(result -> handsShaken(begun, result), loop.executor);
        begun.start();
    }

    private void sendHandshake(Transport out, byte[] datagram) {
        InetSocketAddress remote = out.remote();
        if (!closed && remote != null) {
            out.sendPlain(ByteBuffer.wrap(datagram), remote);
        }
    }

    private void handsShaken(DtlsHandshake done, DtlsResult result) {
        done.close();
        if (closed || transport == null || agreed == null) {
            return;
        }
        switch (result) {
            case DtlsResult.Failed(var reason, var text) -> close("DTLS: " + reason + ": " + text);
            case DtlsResult.Established(var keys) -> {
                transport.secure(keys);
                open(agreed, transport);
                connected.complete(new Connected(keys.profile().name()));
            }
        }
    }

    @SuppressWarnings(
            "MustBeClosedChecker") // closed by close(), with everything else that lives as long as packets flow
    private void open(Agreed answer, Transport out) {
        Arena arena = Arena.ofConfined();
        int senderSsrc = offer.tracks().isEmpty()
                ? loop.settings.random().nextInt()
                : offer.tracks().getFirst().layers().getFirst().ssrc();
        media = new Media(
                new SendTracks(answer, offer.cname(), out, arena, loop.settings.random()),
                new Reception(answer, senderSsrc, watchers.listener()::packet),
                arena);
        early.drain(datagram -> {
            MemorySegment.copy(datagram, 0, loop.inbound, ValueLayout.JAVA_BYTE, 0, datagram.length);
            media(datagram.length);
        });
    }

    private void media(int length) {
        Media flowing = media;
        if (flowing == null || transport == null) {
            early.add(copy(length));
            return;
        }
        if (RtcpCompound.isRtcp(loop.inbound, 0, length)) {
            int opened = transport.openRtcp(length);
            if (opened > 0) {
                RtcpCompound.parse(loop.inbound.asSlice(0, opened))
                        .messages()
                        .forEach(message -> RtcpDispatch.to(flowing.tracks, flowing.reception, message, loop.nowNs()));
            }
        } else {
            int opened = transport.open(length);
            if (opened > 0) {
                flowing.reception.receive(loop.inbound, 0, opened, loop.nowNs());
            }
        }
    }

    void flush() {
        if (transport != null) {
            transport.flush();
        }
    }

    void close(String why) {
        if (closed) {
            return;
        }
        closed = true;
        loop.remove(this);
        connected.complete(new Failed(why));
        if (handshake != null) {
            handshake.close();
        }
        if (transport != null) {
            transport.close();
        }
        if (media != null) {
            media.arena.close();
            media = null;
        }
        watchers.listener().closed(why);
    }
}
