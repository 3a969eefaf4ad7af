package dev.parley.rtc.srtp;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The primitives by `javax.crypto`, for machines without libcrypto 3. As fast, but every packet leaves about 1 KB of
/// garbage: the JDK copies parameters and key schedules at each `init`.
public final class JcaCiphers implements SrtpCiphers {
    @Override
    public String providerName() {
        return "javax.crypto";
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

    /// The JDK works fastest on arrays (research: direct buffers cost twice as much), so bytes go through here.
    private static final class HeapCopy {
        /// Holds any packet that fits into an Ethernet frame without growing.
        private static final int INITIAL_BYTES = 2048;

        private byte[] bytes = new byte[INITIAL_BYTES];

        byte[] load(MemorySegment slab, long offset, int length) {
            if (bytes.length < length) {
                bytes = new byte[length];
            }
            MemorySegment.copy(slab, JAVA_BYTE, offset, bytes, 0, length);
            return bytes;
        }

        void store(MemorySegment slab, long offset, int length) {
            MemorySegment.copy(bytes, 0, slab, JAVA_BYTE, offset, length);
        }
    }

    private static final class GcmContext implements Aead {
        private static final int IV_BYTES = 12;
        private static final int TAG_BITS = 8 * GCM_TAG_BYTES;

        private final SecretKey key;
        private final Cipher cipher;
        private final int mode;
        private final byte[] iv = new byte[IV_BYTES];
        private final ByteBuffer ivView = ByteBuffer.wrap(iv);
        private final HeapCopy in = new HeapCopy();
        private final HeapCopy out = new HeapCopy();
        private MemorySegment slab = MemorySegment.NULL;
        private long offset;
        private int length;

        GcmContext(byte[] key, Direction direction) {
            this.key = new SecretKeySpec(key, "AES");
            this.cipher = cipher("AES/GCM/NoPadding");
            this.mode = direction == Direction.SEAL ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE;
        }

        @Override
        public void begin(long high, long low) {
            ivView.putLong(0, high).putInt(Long.BYTES, (int) (low >>> Integer.SIZE));
            length = 0;
            try {
                cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-GCM refuses its key or nonce", e);
            }
        }

        @Override
        public void associate(MemorySegment slab, long offset, int length) {
            cipher.updateAAD(in.load(slab, offset, length), 0, length);
        }

        /// Only remembered: the JDK returns nothing of an opened packet before its tag is checked.
        @Override
        public void apply(MemorySegment slab, long offset, int length) {
            this.slab = slab;
            this.offset = offset;
            this.length = length;
        }

        @Override
        public void seal(MemorySegment slab, long tagOffset) {
            try {
                byte[] clear = in.load(this.slab, offset, length);
                byte[] sealed = out.load(this.slab, offset, length + GCM_TAG_BYTES);
                cipher.doFinal(clear, 0, length, sealed, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-GCM failed to seal", e);
            }
            out.store(this.slab, offset, length);
            MemorySegment.copy(out.bytes, length, slab, JAVA_BYTE, tagOffset, GCM_TAG_BYTES);
        }

        @Override
        public boolean open(MemorySegment slab, long tagOffset) {
            try {
                byte[] sealed = in.load(this.slab, offset, length + GCM_TAG_BYTES);
                MemorySegment.copy(slab, JAVA_BYTE, tagOffset, sealed, length, GCM_TAG_BYTES);
                byte[] clear = out.load(this.slab, offset, length);
                cipher.doFinal(sealed, 0, length + GCM_TAG_BYTES, clear, 0);
            } catch (AEADBadTagException e) {
                return false;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-GCM failed to open", e);
            }
            out.store(this.slab, offset, length);
            return true;
        }

        @Override
        public void close() {
            Arrays.fill(in.bytes, (byte) 0);
            Arrays.fill(out.bytes, (byte) 0);
        }
    }

    private static final class CtrContext implements CounterMode {
        private final SecretKey key;
        private final Cipher cipher = cipher("AES/CTR/NoPadding");
        private final byte[] iv = new byte[2 * Long.BYTES];
        private final ByteBuffer ivView = ByteBuffer.wrap(iv);
        private final HeapCopy in = new HeapCopy();
        private final HeapCopy out = new HeapCopy();

        CtrContext(byte[] key) {
            this.key = new SecretKeySpec(key, "AES");
        }

        @Override
        public void begin(long high, long low) {
            ivView.putLong(0, high).putLong(Long.BYTES, low);
            try {
                cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-CTR refuses its key or counter", e);
            }
        }

        @Override
        public void apply(MemorySegment slab, long offset, int length) {
            try {
                byte[] from = in.load(slab, offset, length);
                cipher.doFinal(from, 0, length, out.load(slab, offset, length), 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("AES-CTR failed", e);
            }
            out.store(slab, offset, length);
        }

        @Override
        public void close() {
            Arrays.fill(in.bytes, (byte) 0);
            Arrays.fill(out.bytes, (byte) 0);
        }
    }

    private static final class HmacContext implements Authenticator {
        private final Mac mac;
        private final byte[] digest;
        private final ByteBuffer digestView;
        private final HeapCopy in = new HeapCopy();

        HmacContext(byte[] key) {
            try {
                mac = Mac.getInstance("HmacSHA1");
                mac.init(new SecretKeySpec(key, "HmacSHA1"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has HmacSHA1", e);
            }
            digest = new byte[mac.getMacLength()];
            digestView = ByteBuffer.wrap(digest);
        }

        @Override
        public void compute(MemorySegment slab, long offset, int length) {
            mac.update(in.load(slab, offset, length), 0, length);
            try {
                mac.doFinal(digest, 0);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("HmacSHA1 failed", e);
            }
        }

        @Override
        public long high() {
            return digestView.getLong(0);
        }

        @Override
        public short low() {
            return digestView.getShort(Long.BYTES);
        }

        @Override
        public void close() {
            Arrays.fill(digest, (byte) 0);
        }
    }

    private static Cipher cipher(String transformation) {
        try {
            return Cipher.getInstance(transformation);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + transformation, e);
        }
    }
}
