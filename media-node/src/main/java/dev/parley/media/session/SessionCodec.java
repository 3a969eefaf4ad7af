package dev.parley.media.session;

import dev.parley.media.egress.RateState;
import dev.parley.media.egress.SlotRecord;
import dev.parley.media.ingress.StreamPlan;
import dev.parley.media.ingress.StreamRecord;
import dev.parley.media.negotiation.SessionPlan;
import dev.parley.media.negotiation.SlotPlan;
import dev.parley.media.rewriting.RewriterState;
import dev.parley.media.rewriting.StreamEpoch;
import dev.parley.protocol.SlotWish;
import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionKind;
import dev.parley.room.BreakoutId;
import dev.parley.room.ParticipantId;
import dev.parley.room.RoomId;
import dev.parley.room.SessionId;
import dev.parley.room.Source;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;

/// The binary form of a [SessionRecord]: a kilobyte or two, big-endian, led by a version. Whoever reads
/// an unknown version refuses it, so that nodes of two releases never misunderstand each other about keys.
public final class SessionCodec {
    private static final int TYPICAL_BYTES = 1_024;
    static final int VERSION = 4;

    private SessionCodec() {}

    public static byte[] write(SessionRecord session) {
        return write(session, plan(session.plan()));
    }

    /// The part of a session that never changes, for who writes it often.
    public static byte[] plan(SessionPlan plan) {
        try {
            var bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
            PlanCodec.write(plan, new DataOutputStream(bytes));
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array refused bytes", e);
        }
    }

    /// With its plan as [#plan] has written it.
    public static byte[] write(SessionRecord session, byte[] plan) {
        try {
            var bytes = new ByteArrayOutputStream(plan.length + TYPICAL_BYTES);
            var out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            out.write(plan);
            writeIdentity(session.identity(), out);
            writeIce(session.ice(), out);
            writeSecure(session, out);
            Lists.write(session.streams(), out, SessionCodec::writeStream);
            Lists.write(session.slots(), out, SessionCodec::writeSlot);
            out.writeInt(session.rate().transportSequence());
            out.writeLong(session.rate().estimateBps());
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array refused bytes", e);
        }
    }

    /// Whether these bytes are of the version that is written here.
    public static boolean isKnown(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == VERSION;
    }

    /// Empty when these bytes are not a session of a version known here.
    public static Optional<SessionRecord> read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != VERSION) {
                return Optional.empty();
            }
            SessionPlan plan = PlanCodec.read(in);
            Iterator<SlotPlan> slots = plan.slots().iterator();
            return Optional.of(new SessionRecord(
                    readIdentity(in),
                    readIce(in),
                    plan,
                    in.readBoolean() ? readSecure(in) : null,
                    Lists.read(in, SessionCodec::readStream),
                    Lists.read(in, from -> readSlot(next(slots), from)),
                    new RateState(in.readInt(), in.readLong())));
        } catch (IOException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static SlotPlan next(Iterator<SlotPlan> slots) {
        if (!slots.hasNext()) {
            throw new IllegalArgumentException("slots: more than the plan has");
        }
        return slots.next();
    }

    private static void writeIdentity(SessionIdentity who, DataOutputStream out) throws IOException {
        out.writeUTF(who.id().value());
        out.writeLong(who.openedMs());
        BreakoutId breakout = who.context().breakout();
        out.writeUTF(who.room().value());
        out.writeBoolean(breakout != null);
        if (breakout != null) {
            out.writeUTF(breakout.value());
        }
        out.writeUTF(who.participant().value());
        out.writeUTF(who.kind().name());
        Lists.write(who.sources(), out, (source, to) -> {
            to.writeUTF(source.source().name());
            to.writeLong(source.csrc());
            to.writeBoolean(source.muted());
        });
    }

    private static SessionIdentity readIdentity(DataInputStream in) throws IOException {
        return new SessionIdentity(
                new SessionId(in.readUTF()),
                in.readLong(),
                readContext(in),
                new ParticipantId(in.readUTF()),
                SessionKind.valueOf(in.readUTF()),
                Lists.read(
                        in,
                        from -> new PublishedSource(
                                Source.valueOf(from.readUTF()), from.readLong(), from.readBoolean())));
    }

    private static RoutingContext readContext(DataInputStream in) throws IOException {
        return new RoutingContext(new RoomId(in.readUTF()), in.readBoolean() ? new BreakoutId(in.readUTF()) : null);
    }

    private static void writeIce(IceState ice, DataOutputStream out) throws IOException {
        writeCredentials(ice.local(), out);
        out.writeBoolean(ice.previous() != null);
        if (ice.previous() != null) {
            writeCredentials(ice.previous(), out);
        }
        writeCredentials(ice.remote(), out);
        out.writeInt(ice.generation());
        out.writeInt(ice.door());
        out.writeInt(ice.moves());
        out.writeBoolean(ice.path() != null);
        if (ice.path() != null) {
            byte[] address = ice.path().getAddress().getAddress();
            out.writeByte(address.length);
            out.write(address);
            out.writeShort(ice.path().getPort());
        }
    }

    private static IceState readIce(DataInputStream in) throws IOException {
        return new IceState(
                readCredentials(in),
                in.readBoolean() ? readCredentials(in) : null,
                readCredentials(in),
                in.readInt(),
                in.readInt(),
                in.readInt(),
                in.readBoolean() ? readAddress(in) : null);
    }

    private static InetSocketAddress readAddress(DataInputStream in) throws IOException {
        byte[] address = in.readNBytes(in.readUnsignedByte());
        return new InetSocketAddress(InetAddress.getByAddress(address), in.readUnsignedShort());
    }

    private static void writeCredentials(IceCredentials credentials, DataOutputStream out) throws IOException {
        out.writeUTF(credentials.ufrag());
        out.writeUTF(credentials.pwd());
    }

    private static IceCredentials readCredentials(DataInputStream in) throws IOException {
        return new IceCredentials(in.readUTF(), in.readUTF());
    }

    private static void writeSecure(SessionRecord session, DataOutputStream out) throws IOException {
        SecureState secure = session.secure();
        out.writeBoolean(secure != null);
        if (secure == null) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(secure.keys().byteLength()
                + secure.sent().byteLength()
                + secure.received().byteLength());
        secure.keys().write(bytes);
        secure.sent().write(bytes);
        secure.received().write(bytes);
        out.writeInt(bytes.position());
        out.write(bytes.array(), 0, bytes.position());
    }

    private static SecureState readSecure(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IllegalArgumentException("secure state: " + length + " bytes (expected: what is there)");
        }
        ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(length));
        return new SecureState(
                SrtpKeys.read(bytes).orElseThrow(() -> new IllegalArgumentException("keys")),
                SrtpState.read(bytes).orElseThrow(() -> new IllegalArgumentException("sent")),
                SrtpState.read(bytes).orElseThrow(() -> new IllegalArgumentException("received")));
    }

    private static void writeStream(StreamRecord stream, DataOutputStream out) throws IOException {
        StreamPlan plan = stream.plan();
        out.writeInt(plan.ssrc());
        out.writeInt(plan.rtxSsrc());
        out.writeUTF(plan.source().name());
        out.writeInt(plan.layer());
        out.writeUTF(plan.rid());
        out.writeUTF(stream.codec().name());
        out.writeLong(stream.highestSequence());
        Lists.write(stream.missing(), out, (sequence, to) -> to.writeLong(sequence));
        out.writeInt(stream.height());
    }

    private static StreamRecord readStream(DataInputStream in) throws IOException {
        var plan = new StreamPlan(in.readInt(), in.readInt(), Source.valueOf(in.readUTF()), in.readInt(), in.readUTF());
        return new StreamRecord(
                plan, PlanCodec.codec(in), in.readLong(), Lists.read(in, from -> from.readLong()), in.readInt());
    }

    /// Without its plan: the slots are those of the session's, in its order.
    private static void writeSlot(SlotRecord slot, DataOutputStream out) throws IOException {
        writeRewriter(slot.rewriter(), out);
        SlotWish wish = slot.wish();
        out.writeBoolean(wish.participant() != null);
        if (wish.participant() != null) {
            out.writeUTF(wish.participant().value());
        }
        out.writeBoolean(wish.source() != null);
        if (wish.source() != null) {
            out.writeUTF(wish.source().name());
        }
        out.writeInt(wish.height());
        out.writeLong(slot.rtxSequence());
        out.writeLong(slot.packets());
        out.writeLong(slot.octets());
        out.writeInt(slot.shownCsrc());
        out.writeInt(slot.shownSsrc());
    }

    private static SlotRecord readSlot(SlotPlan plan, DataInputStream in) throws IOException {
        RewriterState rewriter = readRewriter(in);
        ParticipantId participant = in.readBoolean() ? new ParticipantId(in.readUTF()) : null;
        Source source = in.readBoolean() ? Source.valueOf(in.readUTF()) : null;
        var wish = new SlotWish(plan.mid(), participant, source, in.readInt());
        return new SlotRecord(
                plan, rewriter, wish, in.readLong(), in.readLong(), in.readLong(), in.readInt(), in.readInt());
    }

    private static void writeRewriter(RewriterState state, DataOutputStream out) throws IOException {
        StreamEpoch epoch = state.epoch();
        out.writeBoolean(epoch != null);
        if (epoch != null) {
            out.writeInt(epoch.sourceSsrc());
            out.writeLong(epoch.firstSequence());
            out.writeLong(epoch.sequenceOffset());
            out.writeInt(epoch.timestampOffset());
            out.writeInt(epoch.pictureIdOffset());
            out.writeInt(epoch.tl0Offset());
        }
        out.writeLong(state.lastSequence());
        out.writeInt(state.lastTimestamp());
        out.writeInt(state.lastPictureId());
        out.writeInt(state.lastTl0());
        out.writeLong(state.lastSentNs());
    }

    private static RewriterState readRewriter(DataInputStream in) throws IOException {
        StreamEpoch epoch = in.readBoolean()
                ? new StreamEpoch(in.readInt(), in.readLong(), in.readLong(), in.readInt(), in.readInt(), in.readInt())
                : null;
        return new RewriterState(epoch, in.readLong(), in.readInt(), in.readInt(), in.readInt(), in.readLong());
    }
}
