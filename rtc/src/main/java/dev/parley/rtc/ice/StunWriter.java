package dev.parley.rtc.ice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Writes one STUN message, RFC 8489 §5 and §14: `| type | length | cookie | transaction id | attributes… |`, every
/// attribute `| type | length | value | padding to 32 bits |`.
final class StunWriter {
    static final int BINDING_REQUEST = 0x0001;
    static final int BINDING_SUCCESS = 0x0101;
    static final int BINDING_ERROR = 0x0111;

    private static final int USERNAME = 0x0006;
    private static final int MESSAGE_INTEGRITY = 0x0008;
    private static final int ERROR_CODE = 0x0009;
    private static final int UNKNOWN_ATTRIBUTES = 0x000A;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;
    private static final int PRIORITY = 0x0024;
    private static final int USE_CANDIDATE = 0x0025;
    private static final int FINGERPRINT = 0x8028;
    private static final int ICE_CONTROLLING = 0x802A;

    private static final int MAGIC_COOKIE = 0x2112A442;
    private static final int FINGERPRINT_XOR = 0x5354554E;
    private static final int FINGERPRINT_BYTES = 8;
    private static final int HMAC_BYTES = 20;
    private static final byte IPV4 = 1;
    private static final byte IPV6 = 2;
    /// A request with the longest user name that ICE allows, and then some.
    private static final int CAPACITY = 1200;

    /// The search for a provider costs more than the digest: a loop answers checks with one Mac, keyed anew each time.
    private static final ThreadLocal<Mac> HMAC_SHA1 = ThreadLocal.withInitial(StunWriter::newHmacSha1);

    private final ByteBuffer out;

    StunWriter(int type, byte[] transactionId) {
        this(type, transactionId, CAPACITY);
    }

    /// With room for exactly so many bytes.
    StunWriter(int type, byte[] transactionId, int capacity) {
        out = ByteBuffer.allocate(capacity);
        out.putShort((short) type).putShort((short) 0).putInt(MAGIC_COOKIE).put(transactionId);
    }

    StunWriter attribute(int type, byte[] value) {
        out.putShort((short) type).putShort((short) value.length).put(value);
        return pad();
    }

    private StunWriter pad() {
        while ((out.position() & 3) != 0) {
            out.put((byte) 0);
        }
        return this;
    }

    StunWriter username(String username) {
        return attribute(USERNAME, username.getBytes(UTF_8));
    }

    StunWriter priority(long priority) {
        return attribute(
                PRIORITY,
                ByteBuffer.allocate(Integer.BYTES).putInt((int) priority).array());
    }

    StunWriter controlling(long tieBreaker) {
        return attribute(
                ICE_CONTROLLING,
                ByteBuffer.allocate(Long.BYTES).putLong(tieBreaker).array());
    }

    StunWriter useCandidate() {
        return attribute(USE_CANDIDATE, new byte[0]);
    }

    /// RFC 8489 §14.2: port and address xored with the cookie and, for IPv6, with the transaction id behind it.
    StunWriter xorMappedAddress(InetSocketAddress address) {
        byte[] host = address.getAddress().getAddress();
        for (int i = 0; i < host.length; i++) {
            host[i] ^= out.get(Integer.BYTES + i);
        }
        byte family = host.length == Integer.BYTES ? IPV4 : IPV6;
        int port = address.getPort() ^ (MAGIC_COOKIE >>> 16);
        ByteBuffer value = ByteBuffer.allocate(Integer.BYTES + host.length);
        return attribute(
                XOR_MAPPED_ADDRESS,
                value.put((byte) 0).put(family).putShort((short) port).put(host).array());
    }

    StunWriter errorCode(int code, String reason) {
        byte[] phrase = reason.getBytes(UTF_8);
        ByteBuffer value = ByteBuffer.allocate(Integer.BYTES + phrase.length);
        value.putShort((short) 0)
                .put((byte) (code / 100))
                .put((byte) (code % 100))
                .put(phrase);
        return attribute(ERROR_CODE, value.array());
    }

    StunWriter unknownAttributes(List<Integer> types) {
        ByteBuffer value = ByteBuffer.allocate(types.size() * Short.BYTES);
        types.forEach(type -> value.putShort(type.shortValue()));
        return attribute(UNKNOWN_ATTRIBUTES, value.array());
    }

    /// Adds MESSAGE-INTEGRITY and FINGERPRINT.
    byte[] signed(String password) {
        int covered = out.position();
        out.putShort(2, (short) (covered + Integer.BYTES + HMAC_BYTES - StunMessage.HEADER_BYTES));
        byte[] hmac = hmacSha1(password.getBytes(UTF_8), out.array(), covered);
        return attribute(MESSAGE_INTEGRITY, hmac).fingerprinted();
    }

    /// Adds FINGERPRINT alone: an error that comes before authentication.
    byte[] fingerprinted() {
        int covered = out.position();
        out.putShort(2, (short) (covered + FINGERPRINT_BYTES - StunMessage.HEADER_BYTES));
        CRC32 crc = new CRC32();
        crc.update(out.array(), 0, covered);
        out.putShort((short) FINGERPRINT).putShort((short) Integer.BYTES);
        out.putInt((int) crc.getValue() ^ FINGERPRINT_XOR);
        return Arrays.copyOf(out.array(), out.position());
    }

    static byte[] hmacSha1(byte[] key, byte[] bytes, int length) {
        try {
            Mac mac = HMAC_SHA1.get();
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            mac.update(bytes, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1 takes every key", e);
        }
    }

    private static Mac newHmacSha1() {
        try {
            return Mac.getInstance("HmacSHA1");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }

    static int u16(byte[] bytes, int at) {
        return (Byte.toUnsignedInt(bytes[at]) << 8) | Byte.toUnsignedInt(bytes[at + 1]);
    }

    static void putU16(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >>> 8);
        bytes[at + 1] = (byte) value;
    }
}
