package dev.parley.rtc.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.Optional;

/// The primitives by libcrypto 3. Every pointer is a plain `long`, so a call leaves no garbage; hence the checks of
/// bounds and of nativeness in [#address]: nothing below them would notice a wrong one.
public final class LibcryptoCiphers implements SrtpCiphers {
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int SUCCESS = 1;

    private LibcryptoCiphers() {}

    /// Empty where this machine has no usable libcrypto 3.
    public static Optional<LibcryptoCiphers> load() {
        return Libcrypto.isUsable() ? Optional.of(new LibcryptoCiphers()) : Optional.empty();
    }

    @Override
    public String providerName() {
        return "libcrypto";
    }

    @Override
    public Aead aead(byte[] key, Direction direction) {
        return new GcmContext(key, direction);
    }

    @Override
    public CounterMode counterMode(byte[] key) {
        return new CtrContext(key);
    }

    @Override
    public Authenticator hmacSha1(byte[] key) {
        return new HmacContext(key);
    }

    private static long address(MemorySegment slab, long offset, int length) {
        if (!slab.isNative()) {
            throw new IllegalArgumentException("slab: on the heap (expected: off-heap)");
        }
        Objects.checkFromIndexSize(offset, length, slab.byteSize());
        return slab.address() + offset;
    }

    private static void require(int outcome, String function) {
        if (outcome != SUCCESS) {
            throw new IllegalStateException(function + ": " + outcome + " (expected: 1)");
        }
    }

    /// Memory the collector frees together with the object that holds it; no other thread is stopped for that, as
    /// closing a shared arena would.
    private static MemorySegment scratch(long bytes) {
        return Arena.ofAuto().allocate(bytes, Long.BYTES);
    }

    /// One EVP_CIPHER_CTX whose key is set once; a packet only changes its IV.
    private static final class EvpContext {
        private static final int IV_BYTES = 16;
        private static final int KEEP_DIRECTION = -1;
        private static final int SEALS = 1;
        private static final int OPENS = 0;

        private final MemorySegment scratch = scratch(IV_BYTES + JAVA_INT.byteSize());
        private final long ivAddress = scratch.address();
        private final long writtenAddress = scratch.address() + IV_BYTES;
        private long context;

        EvpContext(long cipher, byte[] key, Direction direction) {
            context = Libcrypto.newCipherContext();
            if (context == 0) {
                throw new IllegalStateException("EVP_CIPHER_CTX_new: out of memory");
            }
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment keyCopy = arena.allocateFrom(JAVA_BYTE, key);
                int seals = direction == Direction.SEAL ? SEALS : OPENS;
                require(Libcrypto.initCipher(context, cipher, keyCopy.address(), 0, seals), "EVP_CipherInit_ex");
                keyCopy.fill((byte) 0);
            }
        }

        void begin(long high, long low) {
            scratch.set(U64, 0, high);
            scratch.set(U64, Long.BYTES, low);
            require(Libcrypto.initCipher(open(), 0, 0, ivAddress, KEEP_DIRECTION), "EVP_CipherInit_ex");
        }

        void associate(MemorySegment slab, long offset, int length) {
            try {
                update(0, address(slab, offset, length), length);
            } finally {
                Reference.reachabilityFence(slab);
            }
        }

        void apply(MemorySegment slab, long offset, int length) {
            try {
                long inPlace = address(slab, offset, length);
                update(inPlace, inPlace, length);
            } finally {
                Reference.reachabilityFence(slab);
            }
        }

        private void update(long out, long in, int length) {
            if (length > 0) {
                require(Libcrypto.updateCipher(open(), out, writtenAddress, in, length), "EVP_CipherUpdate");
            }
        }

        boolean finish(long anywhere) {
            return Libcrypto.finishCipher(open(), anywhere, writtenAddress) == SUCCESS;
        }

        void control(int command, int length, long pointer) {
            require(Libcrypto.controlCipher(open(), command, length, pointer), "EVP_CIPHER_CTX_ctrl");
        }

        private long open() {
            if (context == 0) {
                throw new IllegalStateException("cipher is closed");
            }
            return context;
        }

        void close() {
            if (context != 0) {
                Libcrypto.freeCipherContext(context);
                context = 0;
            }
        }
    }

    private static final class GcmContext implements Aead {
        private static final int GET_TAG = 0x10;
        private static final int SET_TAG = 0x11;

        private final EvpContext evp;

        GcmContext(byte[] key, Direction direction) {
            long cipher = key.length == 16 ? Libcrypto.AES_128_GCM : Libcrypto.AES_256_GCM;
            this.evp = new EvpContext(cipher, key, direction);
        }

        @Override
        public void begin(long high, long low) {
            evp.begin(high, low);
        }

        @Override
        public void associate(MemorySegment slab, long offset, int length) {
            evp.associate(slab, offset, length);
        }

        @Override
        public void apply(MemorySegment slab, long offset, int length) {
            evp.apply(slab, offset, length);
        }

        @Override
        public void seal(MemorySegment slab, long tagOffset) {
            try {
                long tag = address(slab, tagOffset, GCM_TAG_BYTES);
                if (!evp.finish(tag)) {
                    throw new IllegalStateException("EVP_CipherFinal_ex: failed to seal");
                }
                evp.control(GET_TAG, GCM_TAG_BYTES, tag);
            } finally {
                Reference.reachabilityFence(slab);
            }
        }

        @Override
        public boolean open(MemorySegment slab, long tagOffset) {
            try {
                long tag = address(slab, tagOffset, GCM_TAG_BYTES);
                evp.control(SET_TAG, GCM_TAG_BYTES, tag);
                return evp.finish(tag);
            } finally {
                Reference.reachabilityFence(slab);
            }
        }

        @Override
        public void close() {
            evp.close();
        }
    }

    private static final class CtrContext implements CounterMode {
        private final EvpContext evp;

        CtrContext(byte[] key) {
            this.evp = new EvpContext(Libcrypto.AES_128_CTR, key, Direction.SEAL);
        }

        @Override
        public void begin(long high, long low) {
            evp.begin(high, low);
        }

        @Override
        public void apply(MemorySegment slab, long offset, int length) {
            evp.apply(slab, offset, length);
        }

        @Override
        public void close() {
            evp.close();
        }
    }

    /// HMAC (RFC 2104) from two saved SHA-1 states: those after the inner and the outer pad. The EVP interface
    /// would hash both pads again for every packet.
    private static final class HmacContext implements Authenticator {
        private static final int BLOCK_BYTES = 64;
        private static final int DIGEST_BYTES = 20;
        private static final byte INNER_PAD = 0x36;
        private static final byte OUTER_PAD = 0x5c;
        /// `sizeof(SHA_CTX)` is 96; rounded up.
        private static final int STATE_BYTES = 128;

        private final MemorySegment memory = scratch(3 * STATE_BYTES + BLOCK_BYTES);
        private final MemorySegment work = memory.asSlice(0, STATE_BYTES);
        private final MemorySegment inner = memory.asSlice(STATE_BYTES, STATE_BYTES);
        private final MemorySegment outer = memory.asSlice(2 * STATE_BYTES, STATE_BYTES);
        private final MemorySegment digest = memory.asSlice(3 * STATE_BYTES, BLOCK_BYTES);

        HmacContext(byte[] key) {
            if (key.length > BLOCK_BYTES) {
                throw new IllegalArgumentException("key: " + key.length + " bytes (expected: at most 64)");
            }
            absorbPad(inner, key, INNER_PAD);
            absorbPad(outer, key, OUTER_PAD);
            digest.fill((byte) 0);
        }

        private void absorbPad(MemorySegment state, byte[] key, byte pad) {
            digest.fill(pad);
            for (int i = 0; i < key.length; i++) {
                digest.set(JAVA_BYTE, i, (byte) (key[i] ^ pad));
            }
            require(Libcrypto.sha1Init(state.address()), "SHA1_Init");
            require(Libcrypto.sha1Update(state.address(), digest.address(), BLOCK_BYTES), "SHA1_Update");
        }

        @Override
        public void compute(MemorySegment slab, long offset, int length) {
            try {
                run(inner, address(slab, offset, length), length);
                run(outer, digest.address(), DIGEST_BYTES);
            } finally {
                Reference.reachabilityFence(slab);
            }
        }

        private void run(MemorySegment saved, long data, long length) {
            MemorySegment.copy(saved, 0, work, 0, STATE_BYTES);
            require(Libcrypto.sha1Update(work.address(), data, length), "SHA1_Update");
            require(Libcrypto.sha1Final(digest.address(), work.address()), "SHA1_Final");
        }

        @Override
        public long high() {
            return digest.get(U64, 0);
        }

        @Override
        public short low() {
            return digest.get(U16, Long.BYTES);
        }

        @Override
        public void close() {
            memory.fill((byte) 0);
        }
    }
}
