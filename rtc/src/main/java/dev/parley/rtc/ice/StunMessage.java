package dev.parley.rtc.ice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ice4j.StunException;
import org.ice4j.attribute.Attribute;
import org.ice4j.attribute.ErrorCodeAttribute;
import org.ice4j.attribute.MessageIntegrityAttribute;
import org.ice4j.attribute.OptionalAttribute;
import org.ice4j.attribute.PriorityAttribute;
import org.ice4j.attribute.UsernameAttribute;
import org.ice4j.attribute.XorMappedAddressAttribute;
import org.ice4j.message.Message;
import org.jspecify.annotations.Nullable;

/// A received STUN message, read by ice4j. Attributes behind MESSAGE-INTEGRITY do not exist for us, since nothing
/// protects them (RFC 8489 §14.5).
final class StunMessage {
    static final int HEADER_BYTES = 20;
    static final int TRANSACTION_BYTES = 12;

    private static final int TRANSACTION_AT = 8;
    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int HMAC_ATTRIBUTE_BYTES = 24;
    /// Types below this must be understood (RFC 8489 §14).
    private static final int OPTIONAL_TYPES = 0x8000;

    private final Message message;
    private final byte[] datagram;
    private final int protectedBytes;

    private StunMessage(Message message, byte[] datagram) {
        this.message = message;
        this.datagram = datagram;
        Attribute integrity = message.getAttribute(Attribute.MESSAGE_INTEGRITY);
        this.protectedBytes = integrity == null ? 0 : integrity.getLocationInMessage();
    }

    /// Empty when these bytes are not one whole STUN message with a correct FINGERPRINT, which ICE requires
    /// (RFC 8445 §7.1.2).
    static Optional<StunMessage> parse(byte[] datagram) {
        if (!isFramed(datagram)) {
            return Optional.empty();
        }
        try {
            // FINGERPRINT is checked in there, but only in an array of exactly the message
            Message message = Message.decode(datagram, (char) 0, (char) datagram.length);
            return message.containsAttribute(Attribute.FINGERPRINT)
                    ? Optional.of(new StunMessage(message, datagram))
                    : Optional.empty();
        } catch (StunException | RuntimeException e) {
            // the codec answers some malformed attributes with whatever went wrong inside
            return Optional.empty();
        }
    }

    private static boolean isFramed(byte[] datagram) {
        return datagram.length >= HEADER_BYTES
                && datagram.length <= Character.MAX_VALUE
                && (datagram[0] & 0xC0) == 0
                && StunWriter.u16(datagram, 2) == datagram.length - HEADER_BYTES
                && (StunWriter.u16(datagram, 4) << 16 | StunWriter.u16(datagram, 6)) == MAGIC_COOKIE;
    }

    boolean isBindingRequest() {
        return message.getMessageType() == Message.BINDING_REQUEST;
    }

    boolean isBindingIndication() {
        return message.getMessageType() == Message.BINDING_INDICATION;
    }

    boolean isBindingSuccess() {
        return message.getMessageType() == Message.BINDING_SUCCESS_RESPONSE;
    }

    boolean isBindingError() {
        return message.getMessageType() == Message.BINDING_ERROR_RESPONSE;
    }

    byte[] transactionId() {
        return Arrays.copyOfRange(datagram, TRANSACTION_AT, HEADER_BYTES);
    }

    boolean hasTransactionId(byte[] id) {
        return Arrays.equals(datagram, TRANSACTION_AT, HEADER_BYTES, id, 0, id.length);
    }

    boolean hasIntegrity() {
        return protectedBytes > 0;
    }

    /// RFC 8489 §14.5: HMAC-SHA1 over everything before the attribute, with a length that ends behind it.
    boolean isAuthentic(String password) {
        if (!(message.getAttribute(Attribute.MESSAGE_INTEGRITY) instanceof MessageIntegrityAttribute integrity)) {
            return false;
        }
        byte[] covered = Arrays.copyOf(datagram, protectedBytes);
        StunWriter.putU16(covered, 2, protectedBytes + HMAC_ATTRIBUTE_BYTES - HEADER_BYTES);
        byte[] hmac = StunWriter.hmacSha1(password.getBytes(UTF_8), covered, protectedBytes);
        return MessageDigest.isEqual(hmac, integrity.getHmacSha1Content());
    }

    private @Nullable Attribute attribute(char type) {
        Attribute attribute = message.getAttribute(type);
        boolean counts = attribute != null && (!hasIntegrity() || attribute.getLocationInMessage() < protectedBytes);
        return counts ? attribute : null;
    }

    boolean has(char type) {
        return attribute(type) != null;
    }

    Optional<String> username() {
        return attribute(Attribute.USERNAME) instanceof UsernameAttribute username
                ? Optional.of(new String(username.getUsername(), UTF_8))
                : Optional.empty();
    }

    long priority() {
        return attribute(Attribute.PRIORITY) instanceof PriorityAttribute priority ? priority.getPriority() : 0;
    }

    Optional<InetSocketAddress> mappedAddress() {
        return attribute(Attribute.XOR_MAPPED_ADDRESS) instanceof XorMappedAddressAttribute mapped
                ? Optional.of(mapped.getAddress(message.getTransactionID()))
                : Optional.empty();
    }

    /// Zero when the message carries none.
    int errorCode() {
        return attribute(Attribute.ERROR_CODE) instanceof ErrorCodeAttribute error ? error.getErrorCode() : 0;
    }

    /// What a server has to name in a 420 (RFC 8489 §6.3.1).
    List<Integer> unknownRequired() {
        List<Integer> unknown = List.of();
        for (Attribute attribute : message.getAttributes()) {
            boolean counts = !hasIntegrity() || attribute.getLocationInMessage() < protectedBytes;
            if (attribute instanceof OptionalAttribute && attribute.getAttributeType() < OPTIONAL_TYPES && counts) {
                unknown = unknown.isEmpty() ? new ArrayList<>() : unknown;
                unknown.add((int) attribute.getAttributeType());
            }
        }
        return unknown;
    }
}
