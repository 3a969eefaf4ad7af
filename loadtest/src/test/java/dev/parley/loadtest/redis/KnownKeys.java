package dev.parley.loadtest.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.client.WireTap;
import dev.parley.rtc.srtp.SrtpKeys;
import dev.parley.rtc.srtp.SrtpMasterKey;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The SRTP keys of clients, which their nodes have too, in every form in which they could lie about.
final class KnownKeys implements WireTap {
    /// Enough of a key to know it by.
    private static final int BYTES = 6;
    /// Base64 begins anew at every third byte.
    private static final int BASE64_GROUP = 3;

    private final List<SrtpMasterKey> keys = new CopyOnWriteArrayList<>();

    @Override
    public void secured(SrtpKeys both) {
        keys.add(both.local());
        keys.add(both.remote());
    }

    @Override
    public void received(byte[] datagram, InetSocketAddress from) {}

    @Override
    public void sent(byte[] datagram, InetSocketAddress to) {}

    int count() {
        return keys.size();
    }

    /// Fails when a key is in one of these texts; of bytes, each is a character of ISO 8859-1.
    void areNotIn(List<String> texts) {
        for (SrtpMasterKey key : keys) {
            for (String form : forms(key)) {
                assertThat(texts).noneMatch(text -> text.contains(form));
            }
        }
    }

    private static List<String> forms(SrtpMasterKey key) {
        byte[] start = Arrays.copyOf(key.key(), BYTES);
        String decimal = Arrays.toString(start);
        Stream<String> plain = Stream.of(
                new String(start, StandardCharsets.ISO_8859_1),
                HexFormat.of().formatHex(start),
                HexFormat.of().withUpperCase().formatHex(start),
                decimal.substring(1, decimal.length() - 1),
                decimal.substring(1, decimal.length() - 1).replace(" ", ""));
        Stream<String> base64 = IntStream.range(0, BASE64_GROUP)
                .mapToObj(i -> Base64.getEncoder().encodeToString(Arrays.copyOfRange(key.key(), i, i + BYTES)));
        return Stream.concat(plain, base64).toList();
    }
}
