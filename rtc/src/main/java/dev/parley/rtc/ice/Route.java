package dev.parley.rtc.ice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.zip.CRC32;

/// Where a session lives, written into the first characters of its username fragment, so that any loop of any node can
/// tell whose a stray check is.
///
/// @param node 24 bits of a hash of the node's name
/// @param loop the number of the event loop
public record Route(int node, int loop) {
    static final int CHARACTERS = 6;
    public static final int MAX_LOOPS = 1 << 12;

    private static final int MAX_NODES = 1 << 24;
    private static final int NODE_CHARACTERS = 4;
    private static final int BITS = 6;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public Route {
        if (node < 0 || node >= MAX_NODES || loop < 0 || loop >= MAX_LOOPS) {
            throw new IllegalArgumentException(
                    "route: node " + node + ", loop " + loop + " (expected: below 2^24 and 2^12)");
        }
    }

    public static Route of(String nodeName, int loop) {
        CRC32 hash = new CRC32();
        hash.update(nodeName.getBytes(UTF_8));
        return new Route((int) (hash.getValue() >>> 8), loop);
    }

    /// Empty when this fragment is too short or has characters that ICE does not allow (RFC 8839 §5.4).
    public static Optional<Route> ofUfrag(String ufrag) {
        if (ufrag.length() < CHARACTERS) {
            return Optional.empty();
        }
        int node = number(ufrag, 0, NODE_CHARACTERS);
        int loop = number(ufrag, NODE_CHARACTERS, CHARACTERS);
        return node < 0 || loop < 0 ? Optional.empty() : Optional.of(new Route(node, loop));
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            int digit = ALPHABET.indexOf(text.charAt(at));
            if (digit < 0) {
                return -1;
            }
            number = (number << BITS) | digit;
        }
        return number;
    }

    String encoded() {
        StringBuilder text = new StringBuilder();
        append(text, node, NODE_CHARACTERS);
        append(text, loop, CHARACTERS - NODE_CHARACTERS);
        return text.toString();
    }

    private static void append(StringBuilder text, int number, int characters) {
        for (int at = characters - 1; at >= 0; at--) {
            text.append(character(number >>> (at * BITS)));
        }
    }

    /// One of the 64 characters that ICE allows in a fragment or password.
    static char character(int bits) {
        return ALPHABET.charAt(bits & (ALPHABET.length() - 1));
    }
}
