package dev.parley.media.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/// A real offer with lines lost, doubled, moved, cut, or taken from other offers: nearer to what a node meets than
/// random bytes are.
final class DamagedOffer {
    /// Lines that contradict what usually stands there.
    private static final List<String> STRANGERS = List.of(
            "m=application 9 UDP/DTLS/SCTP webrtc-datachannel",
            "m=audio 0 UDP/TLS/RTP/SAVPF 111",
            "m=video 9 UDP/TLS/RTP/SAVPF 96 97 98",
            "m=audio 9 RTP/AVP 0",
            "a=mid:0",
            "a=mid:other",
            "a=group:BUNDLE 1 0",
            "a=group:BUNDLE other",
            "a=sendrecv",
            "a=recvonly",
            "a=inactive",
            "a=bundle-only",
            "a=rid:h recv",
            "a=rid:x send pt=96",
            "a=simulcast:send h;h;m",
            "a=simulcast:send ~h,x;m recv l",
            "a=simulcast:recv h",
            "a=extmap:1 urn:ietf:params:rtp-hdrext:sdes:mid",
            "a=extmap:4/inactive urn:ietf:params:rtp-hdrext:ssrc-audio-level",
            "a=extmap:15 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
            "a=extmap:9/sendonly http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time",
            "a=rtpmap:96 opus/48000/2",
            "a=rtpmap:97 H264/90000",
            "a=rtpmap:111 VP8/90000",
            "a=fmtp:97 apt=97",
            "a=fmtp:111 apt=96",
            "a=fmtp:96 packetization-mode=1;profile-level-id=640c1f",
            "a=rtcp-fb:* nack pli",
            "a=ssrc-group:FID 1 1",
            "a=ssrc:0 cname:x",
            "a=setup:passive",
            "a=ice-ufrag:abcd",
            "a=ice-pwd:abcdefghijklmnopqrstuvwx");

    private static final String CHARACTERS = " :;=,/~*-0179axAZ\t\u2003\u00e9\r\n";

    private final List<List<String>> offers;
    private final List<String> lines;
    private final IntUnaryOperator dice;

    /// @param dice a number from 0 up to, and without, the one given
    DamagedOffer(List<String> offers, IntUnaryOperator dice) {
        this.offers = offers.stream().map(offer -> offer.lines().toList()).toList();
        this.dice = dice;
        this.lines = new ArrayList<>(pick(this.offers));
    }

    DamagedOffer damaged(int times) {
        Stream.generate(() -> 0).limit(times).forEach(_ -> damage());
        return this;
    }

    private void damage() {
        int at = below(lines.size());
        String line = lines.isEmpty() ? "" : lines.get(at);
        int cut = below(line.length());
        switch (below(8)) {
            case 0 -> lines.add(at, pick(STRANGERS));
            case 1 -> lines.add(at, pick(pick(offers)));
            case 2 -> lines.add(below(lines.size()), line);
            case 3 -> replace(at, pick(STRANGERS));
            case 4 -> replace(at, line.substring(0, cut));
            case 5 -> replace(at, line.substring(0, cut) + CHARACTERS.charAt(below(CHARACTERS.length())));
            case 6 ->
                replace(at, line.substring(0, cut) + below(4_097) + line.substring(Math.min(line.length(), cut + 1)));
            default -> {
                if (!lines.isEmpty()) {
                    lines.remove(at);
                }
            }
        }
    }

    private void replace(int at, String line) {
        if (!lines.isEmpty()) {
            lines.set(at, line);
        }
    }

    private <T> T pick(List<T> from) {
        return from.get(below(from.size()));
    }

    private int below(int bound) {
        return bound <= 0 ? 0 : dice.applyAsInt(bound);
    }

    String text() {
        return String.join("\r\n", lines);
    }
}
