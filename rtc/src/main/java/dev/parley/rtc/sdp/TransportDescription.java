package dev.parley.rtc.sdp;

import dev.parley.rtc.dtls.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a section's packets travel: ICE (RFC 8839), DTLS (RFC 8842), RTCP on the same port (RFC 5761). What was said
/// for the whole session is already filled in; with BUNDLE the first section speaks for all.
///
/// @param iceUfrag empty when none was said @param icePwd empty when none was said @param fingerprint of the peer's
/// certificate; null when none was said, or only one of an algorithm that can be forged @param candidates as the
/// browser's API writes them, `candidate:1 1 udp ...`
public record TransportDescription(
        String iceUfrag,
        String icePwd,
        List<String> iceOptions,
        @Nullable Fingerprint fingerprint,
        @Nullable Setup setup,
        boolean rtcpMux,
        boolean rtcpReducedSize,
        List<String> candidates,
        boolean endOfCandidates) {
    /// Who begins the DTLS handshake, RFC 4145 §4.
    public enum Setup {
        ACTPASS,
        ACTIVE,
        PASSIVE,
        HOLDCONN;

        /// As SDP writes it.
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Setup> of(String text) {
            return switch (text) {
                case "actpass" -> Optional.of(ACTPASS);
                case "active" -> Optional.of(ACTIVE);
                case "passive" -> Optional.of(PASSIVE);
                case "holdconn" -> Optional.of(HOLDCONN);
                default -> Optional.empty();
            };
        }
    }

    public TransportDescription {
        iceOptions = List.copyOf(iceOptions);
        candidates = List.copyOf(candidates);
    }

    /// Not printed whole: the password authenticates connectivity checks, and descriptions get logged.
    @Override
    public String toString() {
        return "TransportDescription[iceUfrag=%s, fingerprint=%s, setup=%s, candidates=%s]"
                .formatted(iceUfrag, fingerprint, setup, candidates);
    }

    /// Collects a description; nothing said yet.
    public static final class Builder {
        private String iceUfrag = "";
        private String icePwd = "";
        private List<String> iceOptions = List.of();
        private @Nullable Fingerprint fingerprint;
        private @Nullable Setup setup;
        private boolean rtcpMux;
        private boolean rtcpReducedSize;
        private final List<String> candidates = new ArrayList<>();
        private boolean endOfCandidates;

        public Builder iceUfrag(String ufrag) {
            this.iceUfrag = ufrag;
            return this;
        }

        public Builder icePwd(String pwd) {
            this.icePwd = pwd;
            return this;
        }

        public Builder iceOptions(List<String> options) {
            this.iceOptions = options;
            return this;
        }

        /// Of several, SHA-256 stays: it is what every stack computes (RFC 8122 §5 lets the reader choose).
        public Builder fingerprint(Fingerprint said) {
            boolean keep = fingerprint != null && fingerprint.algorithm().equals("sha-256");
            this.fingerprint = keep ? fingerprint : said;
            return this;
        }

        public Builder setup(Setup role) {
            this.setup = role;
            return this;
        }

        public Builder rtcpMux(boolean muxed) {
            this.rtcpMux = muxed;
            return this;
        }

        public Builder rtcpReducedSize(boolean reduced) {
            this.rtcpReducedSize = reduced;
            return this;
        }

        public Builder candidate(String candidate) {
            this.candidates.add(candidate);
            return this;
        }

        public Builder endOfCandidates(boolean ended) {
            this.endOfCandidates = ended;
            return this;
        }

        /// Fills what this section left unsaid with what was said for the session.
        Builder inherit(Builder session) {
            if (iceUfrag.isEmpty() && icePwd.isEmpty()) {
                iceUfrag = session.iceUfrag;
                icePwd = session.icePwd;
            }
            iceOptions = iceOptions.isEmpty() ? session.iceOptions : iceOptions;
            fingerprint = fingerprint == null ? session.fingerprint : fingerprint;
            setup = setup == null ? session.setup : setup;
            return this;
        }

        public TransportDescription build() {
            return new TransportDescription(
                    iceUfrag,
                    icePwd,
                    iceOptions,
                    fingerprint,
                    setup,
                    rtcpMux,
                    rtcpReducedSize,
                    candidates,
                    endOfCandidates);
        }
    }
}
