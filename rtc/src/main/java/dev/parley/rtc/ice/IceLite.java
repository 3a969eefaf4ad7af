package dev.parley.rtc.ice;

import dev.parley.rtc.ice.IceOutcome.Answered;
import dev.parley.rtc.ice.IceOutcome.Drop;
import dev.parley.rtc.ice.IceOutcome.Dropped;
import dev.parley.rtc.ice.IceOutcome.Refusal;
import dev.parley.rtc.ice.IceOutcome.Refused;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ice4j.attribute.Attribute;
import org.jspecify.annotations.Nullable;

/// A lite agent (RFC 8445 §2.5): answers checks, sends none. Stateless; never throws, whatever arrives.
public final class IceLite {
    /// How long a peer's last check allows us to send to it (RFC 7675 §5.1).
    public static final long CONSENT_NS = TimeUnit.SECONDS.toNanos(30);

    /// Whose session a fragment is.
    @FunctionalInterface
    public interface Sessions {
        /// Null when no session here has it.
        @Nullable
        IceCredentials find(String localUfrag);
    }

    /// Header, XOR-MAPPED-ADDRESS of an IPv6 address, MESSAGE-INTEGRITY, FINGERPRINT.
    private static final int ANSWER_BYTES = 20 + 24 + 24 + 8;

    private IceLite() {}

    /// The local fragment of a check that was not looked into any further: whom it is for, before anything is checked.
    public static Optional<String> localUfrag(byte[] datagram) {
        return StunMessage.parse(datagram)
                .filter(StunMessage::isBindingRequest)
                .flatMap(StunMessage::username)
                .map(IceLite::localPart);
    }

    /// The server's side of a check, RFC 8445 §7.3. `datagram` is one whole datagram and nothing else.
    public static IceOutcome answer(byte[] datagram, InetSocketAddress from, Sessions sessions) {
        StunMessage message = StunMessage.parse(datagram).orElse(null);
        if (message == null) {
            return new Dropped(Drop.MALFORMED);
        }
        if (!message.isBindingRequest()) {
            return new Dropped(message.isBindingIndication() ? Drop.INDICATION : Drop.NOT_A_REQUEST);
        }
        String username = message.username().orElse("");
        String localUfrag = localPart(username);
        IceCredentials session = localUfrag.isEmpty() ? null : sessions.find(localUfrag);
        Refusal refusal = refusal(message, username, session);
        if (refusal != null) {
            return new Refused(refuse(message, refusal, session), refusal, localUfrag);
        }
        byte[] reply = new StunWriter(StunWriter.BINDING_SUCCESS, message.transactionId(), ANSWER_BYTES)
                .xorMappedAddress(from)
                .signed(session == null ? "" : session.pwd());
        String remoteUfrag = username.substring(localUfrag.length() + 1);
        boolean nominated = message.has(Attribute.USE_CANDIDATE);
        return new Answered(ByteBuffer.wrap(reply), localUfrag, remoteUfrag, nominated, message.priority());
    }

    /// The user name is `receiver's fragment:sender's fragment` (RFC 8445 §7.2.2).
    private static String localPart(String username) {
        int colon = username.indexOf(':');
        return colon < 0 ? "" : username.substring(0, colon);
    }

    private static @Nullable Refusal refusal(StunMessage message, String username, @Nullable IceCredentials session) {
        if (!message.hasIntegrity()) {
            return Refusal.NO_INTEGRITY;
        }
        if (username.isEmpty()) {
            return Refusal.NO_USERNAME;
        }
        if (session == null) {
            return Refusal.UNKNOWN_UFRAG;
        }
        if (!message.isAuthentic(session.pwd())) {
            return Refusal.WRONG_PASSWORD;
        }
        if (!message.unknownRequired().isEmpty()) {
            return Refusal.UNKNOWN_ATTRIBUTE;
        }
        return message.has(Attribute.ICE_CONTROLLED) ? Refusal.ROLE_CONFLICT : null;
    }

    /// Errors before authentication are not signed, those behind it are (RFC 8489 §9.1.3).
    private static ByteBuffer refuse(StunMessage message, Refusal refusal, @Nullable IceCredentials session) {
        StunWriter reply = new StunWriter(StunWriter.BINDING_ERROR, message.transactionId())
                .errorCode(refusal.code(), refusal.phrase());
        if (refusal == Refusal.UNKNOWN_ATTRIBUTE) {
            List<Integer> unknown = message.unknownRequired();
            reply.unknownAttributes(unknown.subList(0, Math.min(unknown.size(), MAX_NAMED)));
        }
        boolean authenticated = refusal == Refusal.UNKNOWN_ATTRIBUTE || refusal == Refusal.ROLE_CONFLICT;
        byte[] bytes = authenticated && session != null ? reply.signed(session.pwd()) : reply.fingerprinted();
        return ByteBuffer.wrap(bytes);
    }

    /// More than these say nothing more to anybody.
    private static final int MAX_NAMED = 16;
}
