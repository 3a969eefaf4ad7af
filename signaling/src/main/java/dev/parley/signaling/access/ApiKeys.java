package dev.parley.signaling.access;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The key that applications use, and those that they used before and that are still taken for a while: so a key can be
/// changed while meetings go on.
public final class ApiKeys {
    /// A change has two, one in haste three. More would be keys that nobody takes away.
    static final int FORMER_MOST = 3;

    private final ApiKey current;
    private final List<Former> former;

    /// `until`: from then on it opens nothing.
    private record Former(ApiKey key, Instant until) {}

    private ApiKeys(ApiKey current, List<Former> former) {
        this.current = current;
        this.former = List.copyOf(former);
    }

    public static ApiKeys only(ApiKey key) {
        return new ApiKeys(key, List.of());
    }

    /// `former`: `key@until=secret`, with white space between; a secret has none. No message repeats a secret.
    public static ApiKeys of(ApiKey current, String former) {
        var read = new ArrayList<Former>();
        var names = new HashSet<String>();
        names.add(current.key());
        for (String word : former.strip().split("\\s+", -1)) {
            if (!word.isEmpty()) {
                Former one = former(word);
                if (!names.add(one.key().key())) {
                    throw new IllegalArgumentException(
                            one.key().key() + " twice (expected: another name for each key, and for the current one)");
                }
                read.add(one);
            }
        }
        if (read.size() > FORMER_MOST) {
            throw new IllegalArgumentException(read.size() + " keys (expected: at most " + FORMER_MOST + ")");
        }
        return new ApiKeys(current, read);
    }

    private static Former former(String word) {
        int secret = word.indexOf('=');
        int until = word.lastIndexOf('@', secret);
        if (until < 0) {
            throw new IllegalArgumentException("not understood (expected: key@2027-01-31T00:00:00Z=secret, …)");
        }
        String end = word.substring(until + 1, secret);
        try {
            var key = new ApiKey(word.substring(0, until), word.substring(secret + 1));
            return new Former(key, Instant.parse(end));
        } catch (DateTimeParseException _) {
            throw new IllegalArgumentException("until " + end + " (expected: 2027-01-31T00:00:00Z)");
        }
    }

    /// What tokens are signed with.
    ApiKey current() {
        return current;
    }

    /// The key of this name, as long as it is taken.
    Optional<ApiKey> named(@Nullable String issuer, Instant now) {
        return taken(now).filter(key -> key.key().equals(issuer)).findFirst();
    }

    /// RFC 7617. Every key is looked at, so that the time of a refusal tells nothing.
    public boolean openWith(@Nullable String authorization, Instant now) {
        return taken(now).filter(key -> key.opensWith(authorization)).count() > 0;
    }

    private Stream<ApiKey> taken(Instant now) {
        return Stream.concat(
                Stream.of(current),
                former.stream().filter(it -> now.isBefore(it.until())).map(Former::key));
    }

    @Override
    public String toString() {
        return "ApiKeys[" + current.key() + " and " + former.size() + " former]";
    }
}
