package dev.parley.rtc.srtp;

import java.lang.foreign.MemorySegment;

/// The cryptographic primitives under one session key each, all in place and without garbage where the provider
/// allows. Slabs are off-heap and outlive the call. Nothing here knows of packets.
public sealed interface SrtpCiphers permits LibcryptoCiphers, JcaCiphers {
    /// Length of the GCM tag, the only one that RFC 7714 §13.1 registers for RTP.
    int GCM_TAG_BYTES = 16;

    /// libcrypto 3 where this machine has it (no garbage), `javax.crypto` elsewhere.
    static SrtpCiphers best() {
        return LibcryptoCiphers.load().map(found -> (SrtpCiphers) found).orElseGet(JcaCiphers::new);
    }

    /// For logs and metrics.
    String providerName();

    Aead aead(byte[] key, Direction direction);

    CounterMode counterMode(byte[] key);

    Authenticator hmacSha1(byte[] key);

    enum Direction {
        SEAL,
        OPEN
    }

    /// AES-GCM. One packet is `begin`, `associate`…, `apply`, then `seal` or `open`.
    interface Aead extends AutoCloseable {
        /// The nonce: all of `high`, then the upper half of `low`, big-endian.
        void begin(long high, long low);

        void associate(MemorySegment slab, long offset, int length);

        void apply(MemorySegment slab, long offset, int length);

        void seal(MemorySegment slab, long tagOffset);

        /// False when the tag at this place is not the right one; what `apply` wrote must then be thrown away.
        boolean open(MemorySegment slab, long tagOffset);

        @Override
        void close();
    }

    /// AES-CTR: the same operation seals and opens.
    interface CounterMode extends AutoCloseable {
        void begin(long high, long low);

        void apply(MemorySegment slab, long offset, int length);

        @Override
        void close();
    }

    /// HMAC-SHA1 truncated to 80 bits.
    interface Authenticator extends AutoCloseable {
        void compute(MemorySegment slab, long offset, int length);

        /// The first 64 bits of what was computed last.
        long high();

        /// The 16 bits after those.
        short low();

        @Override
        void close();
    }
}
