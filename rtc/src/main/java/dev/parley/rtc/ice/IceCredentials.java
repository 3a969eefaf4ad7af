package dev.parley.rtc.ice;

import java.util.random.RandomGenerator;

/// One side's username fragment and password (RFC 8445 §5.3). The password is never printed.
public record IceCredentials(String ufrag, String pwd) {
    private static final int RANDOM_UFRAG_CHARACTERS = 8;
    /// 144 bits; RFC 8445 §5.3 asks for at least 128.
    private static final int PWD_CHARACTERS = 24;

    private static final int MIN_UFRAG = 4;
    private static final int MIN_PWD = 22;
    private static final int MAX_CHARACTERS = 256;

    public IceCredentials {
        if (!isPlausible(ufrag, pwd)) {
            throw new IllegalArgumentException("ICE credentials: fragment of " + ufrag.length() + ", password of "
                    + pwd.length() + " characters (expected: 4..256 and 22..256)");
        }
    }

    /// Whether these have the lengths of RFC 8839 §5.4.
    public static boolean isPlausible(String ufrag, String pwd) {
        return ufrag.length() >= MIN_UFRAG
                && ufrag.length() <= MAX_CHARACTERS
                && pwd.length() >= MIN_PWD
                && pwd.length() <= MAX_CHARACTERS;
    }

    /// For a session that lives at this place. `random` must be unpredictable: a `SecureRandom`.
    public static IceCredentials generate(Route route, RandomGenerator random) {
        return new IceCredentials(
                route.encoded() + characters(random, RANDOM_UFRAG_CHARACTERS), characters(random, PWD_CHARACTERS));
    }

    /// For a client, who has no route.
    public static IceCredentials generate(RandomGenerator random) {
        return new IceCredentials(characters(random, RANDOM_UFRAG_CHARACTERS), characters(random, PWD_CHARACTERS));
    }

    private static String characters(RandomGenerator random, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(Route.character(random.nextInt()));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "IceCredentials[" + ufrag + ", hidden]";
    }
}
