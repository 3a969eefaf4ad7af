package dev.parley.rtc.srtp;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

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
}
