package dev.parley.media.udp;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/// The few calls of the C library a door needs. Pointers travel as `long`, so that a call allocates nothing.
final class Libc {
    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int ENOMEM = 12;
    static final int EACCES = 13;
    static final int EINVAL = 22;
    static final int EMSGSIZE = 90;
    static final int ENETDOWN = 100;
    static final int ENETUNREACH = 101;
    static final int ENOBUFS = 105;
    static final int ECONNREFUSED = 111;
    static final int EHOSTUNREACH = 113;

    static final int SOL_UDP = 17;
    /// `linux/udp.h`: option and control message that ask the kernel to cut a message into datagrams.
    static final int UDP_SEGMENT = 103;

    private static final int F_DUPFD_CLOEXEC = 1030;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option KEEP_ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SENDMMSG =
            handle("sendmmsg", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT), KEEP_ERRNO);
    private static final MethodHandle GETSOCKOPT = handle(
            "getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS), KEEP_ERRNO);
    private static final MethodHandle FCNTL = handle(
            "fcntl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
            KEEP_ERRNO,
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle CLOSE = handle("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private Libc() {}

    private static MethodHandle handle(String name, FunctionDescriptor shape, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, options);
    }

    /// Whether this system has the structures [SendmmsgSender] lays out: Linux with 64-bit pointers. Asked before this
    /// class' other members, which need the functions to be there.
    static boolean isKnownHere() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")
                && ADDRESS.byteSize() == Long.BYTES;
    }

    /// Where [#sendmmsg] leaves the error number.
    static MemorySegment newErrno(Arena arena) {
        return arena.allocate(Linker.Option.captureStateLayout());
    }

    static int errno(MemorySegment errno) {
        return (int) ERRNO.get(errno, 0L);
    }

    /// How many messages were taken, or -1 and [#errno] says why not even the first.
    static int sendmmsg(MemorySegment errno, int fd, long messages, int count) {
        try {
            return (int) SENDMMSG.invokeExact(errno, fd, messages, count, 0);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Whether the kernel behind this socket knows UDP_SEGMENT (Linux 4.18 and later).
    static boolean knowsSegments(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_INT);
            MemorySegment length = arena.allocateFrom(JAVA_INT, Integer.BYTES);
            return (int) GETSOCKOPT.invokeExact(newErrno(arena), fd, SOL_UDP, UDP_SEGMENT, value, length) == 0;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// Another descriptor of the same socket, so that a sender never writes to a number the system has given away.
    static int duplicate(int fd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = newErrno(arena);
            int copy = (int) FCNTL.invokeExact(errno, fd, F_DUPFD_CLOEXEC, 0);
            if (copy < 0) {
                throw new IllegalStateException("fcntl(F_DUPFD_CLOEXEC) of " + fd + ": errno " + errno(errno));
            }
            return copy;
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }

    static void close(int fd) {
        try {
            int _ = (int) CLOSE.invokeExact(fd);
        } catch (Throwable impossible) {
            throw new AssertionError(impossible);
        }
    }
}
