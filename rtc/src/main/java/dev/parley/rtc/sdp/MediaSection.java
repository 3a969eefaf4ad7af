package dev.parley.rtc.sdp;

import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.packets.rtp.HeaderExtension;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One `m=` section of a session description.
///
/// @param protocol `UDP/TLS/RTP/SAVPF` for media, `UDP/DTLS/SCTP` for data channels
/// @param port 9 where ICE decides; 0 see [#isRejected]
/// @param formats of a section that is not RTP (`webrtc-datachannel`); empty for RTP, which has payloads
/// @param mid empty when the section has no name
/// @param msid which track of which stream, RFC 8830; null when none was said
/// @param simulcast null when there is none
public record MediaSection(
        Kind kind,
        String protocol,
        int port,
        boolean bundleOnly,
        List<String> formats,
        String mid,
        Direction direction,
        List<PayloadFormat> payloads,
        List<ExtMap> extensions,
        @Nullable Msid msid,
        List<Rid> rids,
        @Nullable Simulcast simulcast,
        List<Ssrc> ssrcs,
        List<Ssrc.Group> ssrcGroups,
        TransportDescription transport) {
    /// What media a section holds, RFC 8866 §5.14 and RFC 6466.
    public enum Kind {
        AUDIO,
        VIDEO,
        TEXT,
        APPLICATION,
        MESSAGE,
        IMAGE;

        /// As SDP writes it.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Kind> of(String text) {
            for (Kind kind : values()) {
                if (kind.text().equals(text)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /// A track and its stream, `a=msid`, RFC 8830 §2.
    ///
    /// @param stream `-` when the track is in no stream
    /// @param track empty when not said
    public record Msid(String stream, String track) {}

    public MediaSection {
        formats = List.copyOf(formats);
        payloads = List.copyOf(payloads);
        extensions = List.copyOf(extensions);
        rids = List.copyOf(rids);
        ssrcs = List.copyOf(ssrcs);
        ssrcGroups = List.copyOf(ssrcGroups);
    }

    /// Port 0: this section is refused or over (RFC 3264 §6). Not when it says bundle-only: then it has no port
    /// of its own because it travels on another section's (RFC 8843 §6), as every section of Firefox but the
    /// first.
    public boolean isRejected() {
        return port == 0 && !bundleOnly;
    }

    public boolean isRtp() {
        return isRtp(protocol);
    }

    static boolean isRtp(String protocol) {
        return protocol.contains("RTP/");
    }

    public Optional<PayloadFormat> payload(int payloadType) {
        return payloads.stream()
                .filter(format -> format.payloadType() == payloadType)
                .findFirst();
    }

    /// The first, which is the preferred, payload of this encoding.
    public Optional<PayloadFormat> payload(String encoding) {
        return payloads.stream().filter(format -> format.is(encoding)).findFirst();
    }

    /// The id of a header extension, or 0 when it was not offered, which the packet reader and writer take for
    /// "none".
    public int extensionId(HeaderExtension extension) {
        for (ExtMap mapped : extensions) {
            if (mapped.uri().equals(extension.uri())) {
                return mapped.id();
            }
        }
        return 0;
    }

    public String iceUfrag() {
        return transport.iceUfrag();
    }

    public String icePwd() {
        return transport.icePwd();
    }

    public @Nullable Fingerprint fingerprint() {
        return transport.fingerprint();
    }

    public TransportDescription.@Nullable Setup setup() {
        return transport.setup();
    }

    public List<String> candidates() {
        return transport.candidates();
    }

    /// A section to fill in, of RTP over DTLS on no port of its own.
    public static Builder builder(Kind kind) {
        return new Builder(kind);
    }

    /// Collects a section. Lists given replace those given before.
    public static final class Builder {
        private final Kind kind;
        private String protocol = "UDP/TLS/RTP/SAVPF";
        private int port = 9;
        private boolean bundleOnly;
        private List<String> formats = List.of();
        private String mid = "";
        private Direction direction = Direction.SENDRECV;
        private List<PayloadFormat> payloads = List.of();
        private List<ExtMap> extensions = List.of();
        private @Nullable Msid msid;
        private List<Rid> rids = List.of();
        private @Nullable Simulcast simulcast;
        private List<Ssrc> ssrcs = List.of();
        private List<Ssrc.Group> ssrcGroups = List.of();
        private TransportDescription transport = new TransportDescription.Builder().build();

        private Builder(Kind kind) {
            this.kind = kind;
        }

        public Builder protocol(String name) {
            this.protocol = name;
            return this;
        }

        public Builder port(int number) {
            this.port = number;
            return this;
        }

        public Builder bundleOnly(boolean only) {
            this.bundleOnly = only;
            return this;
        }

        public Builder formats(List<String> names) {
            this.formats = names;
            return this;
        }

        public Builder mid(String name) {
            this.mid = name;
            return this;
        }

        public Builder direction(Direction way) {
            this.direction = way;
            return this;
        }

        public Builder payloads(List<PayloadFormat> chosen) {
            this.payloads = chosen;
            return this;
        }

        public Builder extensions(List<ExtMap> chosen) {
            this.extensions = chosen;
            return this;
        }

        public Builder msid(@Nullable Msid names) {
            this.msid = names;
            return this;
        }

        public Builder rids(List<Rid> layers) {
            this.rids = layers;
            return this;
        }

        public Builder simulcast(@Nullable Simulcast layers) {
            this.simulcast = layers;
            return this;
        }

        public Builder ssrcs(List<Ssrc> streams) {
            this.ssrcs = streams;
            return this;
        }

        public Builder ssrcGroups(List<Ssrc.Group> groups) {
            this.ssrcGroups = groups;
            return this;
        }

        public Builder transport(TransportDescription description) {
            this.transport = description;
            return this;
        }

        public MediaSection build() {
            return new MediaSection(
                    kind,
                    protocol,
                    port,
                    bundleOnly,
                    formats,
                    mid,
                    direction,
                    payloads,
                    extensions,
                    msid,
                    rids,
                    simulcast,
                    ssrcs,
                    ssrcGroups,
                    transport);
        }
    }
}
