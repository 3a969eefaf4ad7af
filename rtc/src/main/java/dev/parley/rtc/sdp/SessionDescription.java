package dev.parley.rtc.sdp;

import java.util.List;
import java.util.Optional;

/// An offer or an answer, RFC 8866 and RFC 9429.
///
/// @param origin the `o=` line behind the `=`; its session id and version tell one description from its successors
/// @param bundle the mids that share one transport, RFC 8843; the first section named carries it
/// @param iceLite the side that says it only answers connectivity checks, RFC 8445 §2.5
public record SessionDescription(String origin, List<String> bundle, boolean iceLite, List<MediaSection> media) {
    public SessionDescription {
        bundle = List.copyOf(bundle);
        media = List.copyOf(media);
    }

    /// Never throws, whatever the text; see [SdpReader] for the limits.
    public static SdpResult<SessionDescription> parse(String text) {
        return SdpReader.read(text);
    }

    /// An origin without an address, as privacy wants it (RFC 9429 §5.2.1).
    public static String origin(long sessionId, long version) {
        return "- " + sessionId + " " + version + " IN IP4 0.0.0.0";
    }

    public Optional<MediaSection> section(String mid) {
        return media.stream().filter(section -> section.mid().equals(mid)).findFirst();
    }

    /// The SDP text, lines ended by CRLF.
    public String write() {
        return SdpWriter.write(this);
    }

    @Override
    public String toString() {
        return "SessionDescription[%s, bundle=%s, iceLite=%b, %d sections]"
                .formatted(origin, bundle, iceLite, media.size());
    }
}
