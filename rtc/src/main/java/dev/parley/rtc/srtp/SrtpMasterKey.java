package dev.parley.rtc.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Master key and master salt of one direction (RFC 3711 §3.2.1). Never printed.
public final class SrtpMasterKey {
    private final byte[] key;
    private final byte[] salt;

    public SrtpMasterKey(byte[] key, byte[] salt) {
        this.key = key.clone();
        this.salt = salt.clone();
    }

    public byte[] key() {
        return key.clone();
    }

    public byte[] salt() {
        return salt.clone();
    }

    boolean fits(SrtpProfile profile) {
        return key.length == profile.keyBytes() && salt.length == profile.saltBytes();
    }

    void write(ByteBuffer out) {
        out.put(key).put(salt);
    }

    /// The caller has checked that enough bytes remain.
    static SrtpMasterKey read(SrtpProfile profile, ByteBuffer in) {
        byte[] key = new byte[profile.keyBytes()];
        byte[] salt = new byte[profile.saltBytes()];
        in.get(key).get(salt);
        return new SrtpMasterKey(key, salt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SrtpMasterKey that
                && MessageDigest.isEqual(key, that.key)
                && MessageDigest.isEqual(salt, that.salt);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(key) + Arrays.hashCode(salt);
    }

    @Override
    public String toString() {
        return "SrtpMasterKey[hidden]";
    }

    /// Session keys of one direction, for RTP or for RTCP, derived once from the master key (RFC 3711 §4.3; the key
    /// derivation rate of DTLS-SRTP is 0).
    static final class SessionKeys {
        private static final int AUTHENTICATION_KEY_BYTES = 20;
        private static final int SALT_BLOCK_BYTES = 16;
        /// Where the label lies in a 112-bit salt: above the 48 bits of `index DIV kdr`.
        private static final int LABEL_AT = 7;

        private final SrtpProfile profile;
        private final byte[] encryptionKey;
        private final byte[] authenticationKey;
        private final byte[] salt;

        SessionKeys(SrtpProfile profile, byte[] encryptionKey, byte[] authenticationKey, byte[] salt) {
            this.profile = profile;
            this.encryptionKey = encryptionKey.clone();
            this.authenticationKey = authenticationKey.clone();
            this.salt = Arrays.copyOf(salt, SALT_BLOCK_BYTES);
        }

        static SessionKeys forRtp(SrtpProfile profile, SrtpMasterKey master) {
            return derive(profile, master, 0);
        }

        static SessionKeys forRtcp(SrtpProfile profile, SrtpMasterKey master) {
            return derive(profile, master, 3);
        }

        private static SessionKeys derive(SrtpProfile profile, SrtpMasterKey master, int firstLabel) {
            return new SessionKeys(
                    profile,
                    stream(master, firstLabel, profile.keyBytes()),
                    stream(master, firstLabel + 1, AUTHENTICATION_KEY_BYTES),
                    stream(master, firstLabel + 2, profile.saltBytes()));
        }

        /// The pseudo-random function: AES in counter mode under the master key, started at `label xor salt` (RFC 3711
        /// §4.3.3). The 96-bit salt of GCM is filled up with zeros (RFC 7714 §11).
        static byte[] stream(SrtpMasterKey master, int label, int length) {
            byte[] start = Arrays.copyOf(master.salt(), SALT_BLOCK_BYTES);
            start[LABEL_AT] ^= (byte) label;
            try {
                Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(master.key(), "AES"), new IvParameterSpec(start));
                return cipher.doFinal(new byte[length]);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has AES-CTR", e);
            }
        }

        SrtpProfile profile() {
            return profile;
        }

        byte[] encryptionKey() {
            return encryptionKey;
        }

        byte[] authenticationKey() {
            return authenticationKey;
        }

        /// The first 64 bits of the salt.
        long saltHigh() {
            return ByteBuffer.wrap(salt).getLong(0);
        }

        /// The rest, left-aligned.
        long saltLow() {
            return ByteBuffer.wrap(salt).getLong(Long.BYTES);
        }
    }
}
