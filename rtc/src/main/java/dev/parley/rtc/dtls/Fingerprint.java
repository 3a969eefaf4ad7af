package dev.parley.rtc.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What SDP says of a certificate: `a=fingerprint:sha-256 AB:CD:…` (RFC 8122 §5).
///
/// @param algorithm lower case, as in SDP
/// @param value upper-case hexadecimal bytes with colons between
public record Fingerprint(String algorithm, String value) {
    /// SHA-1 and MD5 can be forged; RFC 8122 §5 wants neither.
    private static final Map<String, String> DIGESTS =
            Map.of("sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512");

    private static final Pattern VALUE = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2}){31,63}");
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":").withUpperCase();

    public Fingerprint {
        if (!DIGESTS.containsKey(algorithm) || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "fingerprint: " + algorithm + " " + value + " (expected: one of " + DIGESTS.keySet() + ")");
        }
    }

    /// Empty when the algorithm is not accepted or the value is not one.
    public static Optional<Fingerprint> of(String algorithm, String value) {
        String name = algorithm.toLowerCase(Locale.ROOT);
        String bytes = value.toUpperCase(Locale.ROOT);
        boolean usable = DIGESTS.containsKey(name) && VALUE.matcher(bytes).matches();
        return usable ? Optional.of(new Fingerprint(name, bytes)) : Optional.empty();
    }

    static Fingerprint sha256(byte[] certificate) {
        return new Fingerprint("sha-256", COLONS.formatHex(digest("SHA-256", certificate)));
    }

    /// Whether this is the fingerprint of the DER encoding of a certificate.
    public boolean matches(byte[] certificate) {
        String digest = DIGESTS.get(algorithm);
        return digest != null && COLONS.formatHex(digest(digest, certificate)).equals(value);
    }

    private static byte[] digest(String name, byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    /// As it stands in SDP behind `a=fingerprint:`.
    @Override
    public String toString() {
        return algorithm + " " + value;
    }
}
