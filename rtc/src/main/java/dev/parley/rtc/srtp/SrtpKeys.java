package dev.parley.rtc.srtp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// What a DTLS handshake leaves behind: the profile and the master keys of both directions. Never printed; travels
/// only on an encrypted link between nodes.
public record SrtpKeys(SrtpProfile profile, SrtpMasterKey local, SrtpMasterKey remote) {
    private static final byte VERSION = 1;
    private static final int HEADER_BYTES = 2;

    public SrtpKeys {
        if (!local.fits(profile) || !remote.fits(profile)) {
            throw new IllegalArgumentException("master keys do not have the lengths of " + profile);
        }
    }

    /// The server's view of the exporter's output, which is laid out as client key, server key, client salt,
    /// server salt (RFC 5764 §4.2).
    public static SrtpKeys ofServer(SrtpProfile profile, byte[] material) {
        return new SrtpKeys(profile, slice(profile, material, 1), slice(profile, material, 0));
    }

    /// The client's view of the same bytes.
    public static SrtpKeys ofClient(SrtpProfile profile, byte[] material) {
        return new SrtpKeys(profile, slice(profile, material, 0), slice(profile, material, 1));
    }

    private static SrtpMasterKey slice(SrtpProfile profile, byte[] material, int side) {
        int expected = profile.keyingMaterialBytes();
        if (material.length != expected) {
            throw new IllegalArgumentException("material: " + material.length + " bytes (expected: " + expected + ")");
        }
        int keyAt = side * profile.keyBytes();
        int saltAt = 2 * profile.keyBytes() + side * profile.saltBytes();
        return new SrtpMasterKey(
                Arrays.copyOfRange(material, keyAt, keyAt + profile.keyBytes()),
                Arrays.copyOfRange(material, saltAt, saltAt + profile.saltBytes()));
    }

    public int byteLength() {
        return HEADER_BYTES + profile.keyingMaterialBytes();
    }

    /// `| version | profile id | local key | local salt | remote key | remote salt |`
    public void write(ByteBuffer out) {
        out.put(VERSION).put((byte) profile.id());
        local.write(out);
        remote.write(out);
    }

    /// Empty when these bytes are not keys of a version known here; the buffer's position is then undefined.
    public static Optional<SrtpKeys> read(ByteBuffer in) {
        if (in.remaining() < HEADER_BYTES || in.get() != VERSION) {
            return Optional.empty();
        }
        return SrtpProfile.ofId(in.get())
                .filter(profile -> in.remaining() >= profile.keyingMaterialBytes())
                .map(profile -> {
                    SrtpMasterKey local = SrtpMasterKey.read(profile, in);
                    return new SrtpKeys(profile, local, SrtpMasterKey.read(profile, in));
                });
    }

    @Override
    public String toString() {
        return "SrtpKeys[" + profile + ", hidden]";
    }
}
