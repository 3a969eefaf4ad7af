package dev.parley.rtc.srtp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Optional;

/// The functions of OpenSSL's libcrypto that SRTP needs, bound once. The handles are constants so that the compiler
/// inlines them; where the library is missing they do nothing and [#isUsable] says no.
final class Libcrypto {
    /// Plain `libcrypto.dylib` is left out: macOS ends a process that loads its own copy of it.
    private static final List<String> NAMES = List.of("libcrypto.so.3", "libcrypto.so", "libcrypto.3.dylib");

    private static final long OPENSSL_3 = 0x3000_0000L;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Optional<SymbolLookup> LIBRARY = find();

    private static final MethodHandle VERSION = bind("OpenSSL_version_num", JAVA_LONG);
    private static final MethodHandle GCM_128 = bind("EVP_aes_128_gcm", JAVA_LONG);
    private static final MethodHandle GCM_256 = bind("EVP_aes_256_gcm", JAVA_LONG);
    private static final MethodHandle CTR_128 = bind("EVP_aes_128_ctr", JAVA_LONG);
    private static final MethodHandle NEW = bind("EVP_CIPHER_CTX_new", JAVA_LONG);
    private static final MethodHandle FREE = bindVoid("EVP_CIPHER_CTX_free", JAVA_LONG);
    private static final MethodHandle INIT =
            bind("EVP_CipherInit_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle UPDATE =
            bind("EVP_CipherUpdate", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle FINAL = bind("EVP_CipherFinal_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CONTROL =
            bind("EVP_CIPHER_CTX_ctrl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
    private static final MethodHandle SHA1_INIT = bind("SHA1_Init", JAVA_INT, JAVA_LONG);
    private static final MethodHandle SHA1_UPDATE = bind("SHA1_Update", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SHA1_FINAL = bind("SHA1_Final", JAVA_INT, JAVA_LONG, JAVA_LONG);

    private static final boolean USABLE = allFound() && version() >= OPENSSL_3;

    static final long AES_128_GCM = USABLE ? constant(GCM_128) : 0;
    static final long AES_256_GCM = USABLE ? constant(GCM_256) : 0;
    static final long AES_128_CTR = USABLE ? constant(CTR_128) : 0;

    private Libcrypto() {}

    static boolean isUsable() {
        return USABLE;
    }

    private static Optional<SymbolLookup> find() {
        return NAMES.stream().flatMap(name -> open(name).stream()).findFirst();
    }

    private static Optional<SymbolLookup> open(String name) {
        try {
            return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
        } catch (IllegalArgumentException e) {
            // the only way to learn that a library is not there
            return Optional.empty();
        }
    }

    private static Optional<MemorySegment> symbol(String name) {
        return LIBRARY.flatMap(library -> library.find(name));
    }

    private static boolean allFound() {
        return List.of(
                        "OpenSSL_version_num",
                        "EVP_aes_128_gcm",
                        "EVP_aes_256_gcm",
                        "EVP_aes_128_ctr",
                        "EVP_CIPHER_CTX_new",
                        "EVP_CIPHER_CTX_free",
                        "EVP_CipherInit_ex",
                        "EVP_CipherUpdate",
                        "EVP_CipherFinal_ex",
                        "EVP_CIPHER_CTX_ctrl",
                        "SHA1_Init",
                        "SHA1_Update",
                        "SHA1_Final")
                .stream()
                .allMatch(name -> symbol(name).isPresent());
    }

    private static MethodHandle bind(String name, MemoryLayout result, MemoryLayout... parameters) {
        return bind(name, FunctionDescriptor.of(result, parameters));
    }

    private static MethodHandle bindVoid(String name, MemoryLayout... parameters) {
        return bind(name, FunctionDescriptor.ofVoid(parameters));
    }

    private static MethodHandle bind(String name, FunctionDescriptor descriptor) {
        return symbol(name)
                .map(address -> LINKER.downcallHandle(address, descriptor))
                .orElseGet(() -> MethodHandles.empty(descriptor.toMethodType()));
    }

    private static long version() {
        return constant(VERSION);
    }

    private static long constant(MethodHandle handle) {
        try {
            return (long) handle.invokeExact();
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static long newCipherContext() {
        return constant(NEW);
    }

    static void freeCipherContext(long context) {
        try {
            FREE.invokeExact(context);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Zero for what shall stay as it is. Five parameters here and below: they are the C function's own.
    static int initCipher(long context, long cipher, long key, long iv, int seals) {
        try {
            return (int) INIT.invokeExact(context, cipher, 0L, key, iv, seals);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int updateCipher(long context, long out, long written, long in, int length) {
        try {
            return (int) UPDATE.invokeExact(context, out, written, in, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int finishCipher(long context, long out, long written) {
        try {
            return (int) FINAL.invokeExact(context, out, written);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int controlCipher(long context, int command, int length, long pointer) {
        try {
            return (int) CONTROL.invokeExact(context, command, length, pointer);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int sha1Init(long state) {
        try {
            return (int) SHA1_INIT.invokeExact(state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int sha1Update(long state, long data, long length) {
        try {
            return (int) SHA1_UPDATE.invokeExact(state, data, length);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int sha1Final(long digest, long state) {
        try {
            return (int) SHA1_FINAL.invokeExact(digest, state);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static IllegalStateException broken(Throwable cause) {
        return new IllegalStateException("downcall to libcrypto failed", cause);
    }
}
