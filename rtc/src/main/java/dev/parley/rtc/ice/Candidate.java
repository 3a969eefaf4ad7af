package dev.parley.rtc.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// One address a peer can be reached at, as in `a=candidate` (RFC 8839 §5.1). Extensions behind the type are not kept.
///
/// @param transport lower case: `udp` or `tcp`
/// @param address an IP address, or a name such as browsers use to hide one (`….local`)
public record Candidate(
        String foundation, String transport, long priority, String address, int port, CandidateType type) {
    /// RTP and, by rtcp-mux, RTCP.
    private static final String COMPONENT = "1";

    private static final String PREFIX = "candidate:";
    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern FOUNDATION = Pattern.compile("[A-Za-z0-9+/]{1,32}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9A-Za-z.:%_-]{1,255}");
    private static final long MAX_PRIORITY = (1L << 32) - 1;
    private static final int MAX_PORT = 65_535;

    public Candidate {
        boolean valid = FOUNDATION.matcher(foundation).matches()
                && ADDRESS.matcher(address).matches()
                && (transport.equals("udp") || transport.equals("tcp"))
                && priority >= 0
                && priority <= MAX_PRIORITY
                && port >= 0
                && port <= MAX_PORT;
        if (!valid) {
            throw new IllegalArgumentException("candidate: " + foundation + " " + transport + " " + priority + " "
                    + address + " " + port + " (expected: as in RFC 8839 §5.1)");
        }
    }

    /// One of a server's own addresses. The higher `localPreference`, the rather a client uses it.
    public static Candidate host(InetSocketAddress address, int localPreference) {
        String literal = address.getAddress().getHostAddress();
        String foundation = Integer.toUnsignedString(literal.hashCode(), Character.MAX_RADIX);
        long priority = IcePriority.of(CandidateType.HOST, localPreference);
        return new Candidate(foundation, "udp", priority, literal, address.getPort(), CandidateType.HOST);
    }

    /// Reads the value of `a=candidate`, with or without `candidate:` or `a=` before it. Empty when it is not one, or
    /// is for another component than the first.
    public static Optional<Candidate> parse(String line) {
        String text = line.strip();
        text = text.startsWith("a=") ? text.substring(2) : text;
        text = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
        List<String> words = SPACES.splitAsStream(text).limit(8).toList();
        if (words.size() < 8 || !words.get(1).equals(COMPONENT) || !words.get(6).equals("typ")) {
            return Optional.empty();
        }
        return CandidateType.ofSdpName(words.get(7)).flatMap(type -> parse(words, type));
    }

    private static Optional<Candidate> parse(List<String> words, CandidateType type) {
        try {
            return Optional.of(new Candidate(
                    words.get(0),
                    words.get(2).toLowerCase(Locale.ROOT),
                    Long.parseLong(words.get(3)),
                    words.get(4),
                    Integer.parseInt(words.get(5)),
                    type));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the constructor and the number parsers know best what is valid
        }
    }

    /// The value of `a=candidate`.
    public String toSdp() {
        return PREFIX + foundation + " " + COMPONENT + " " + transport + " " + priority + " " + address + " " + port
                + " typ " + type.sdpName();
    }

    /// Empty when the address is a name: names are never looked up here, a peer must not make us ask for one.
    public Optional<InetSocketAddress> socketAddress() {
        try {
            return Optional.of(new InetSocketAddress(InetAddress.ofLiteral(address), port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
