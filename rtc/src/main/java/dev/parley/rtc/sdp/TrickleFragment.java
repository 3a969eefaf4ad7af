package dev.parley.rtc.sdp;

import dev.parley.rtc.sdp.SdpReader.Line;
import dev.parley.rtc.sdp.SdpResult.Defect;
import dev.parley.rtc.sdp.SdpResult.Malformed;
import dev.parley.rtc.sdp.SdpResult.Parsed;
import java.util.ArrayList;
import java.util.List;

/// `application/trickle-ice-sdpfrag`, RFC 8840 §9: candidates, or the new credentials of an ICE restart (RFC 9725
/// §4.3.3), without a whole description.
///
/// @param iceUfrag empty when none was said; credentials said in a section count for all, since all are bundled
/// @param icePwd empty when none was said
public record TrickleFragment(String iceUfrag, String icePwd, List<Section> sections) {
    /// Candidates of one media section; with BUNDLE only the first has any.
    ///
    /// @param media the pseudo m-line behind the `=`, of which nothing but its presence counts (§4.2)
    /// @param candidates as the browser's API writes them, `candidate:1 1 udp ...`
    public record Section(String media, String mid, List<String> candidates, boolean endOfCandidates) {
        /// What §4.2 gives as the m-line of a fragment.
        public static final String PSEUDO_MEDIA = "audio 9 UDP/TLS/RTP/SAVPF 0";

        public Section {
            candidates = List.copyOf(candidates);
        }

        public static Section of(String mid, List<String> candidates) {
            return new Section(PSEUDO_MEDIA, mid, candidates, true);
        }
    }

    public TrickleFragment {
        sections = List.copyOf(sections);
    }

    /// Whether it asks for an ICE restart, or answers one.
    public boolean hasCredentials() {
        return !iceUfrag.isEmpty() && !icePwd.isEmpty();
    }

    /// Never throws, whatever the text; the limits are those of a whole description.
    public static SdpResult<TrickleFragment> parse(String text) {
        return switch (SdpReader.lines(text)) {
            case Malformed<List<Line>>(var code, int line, var why) -> new Malformed<>(code, line, why);
            case Parsed<List<Line>>(var lines) -> new Reader().read(lines);
        };
    }

    /// The text of the fragment, lines ended by CRLF.
    public String write() {
        return SdpWriter.write(this);
    }

    /// Not printed whole: the password authenticates connectivity checks.
    @Override
    public String toString() {
        return "TrickleFragment[iceUfrag=" + iceUfrag + ", sections=" + sections + "]";
    }

    private static final class Reader {
        private String iceUfrag = "";
        private String icePwd = "";
        private final List<Section> sections = new ArrayList<>();
        private String media = "";
        private String mid = "";
        private List<String> candidates = new ArrayList<>();
        private boolean ended;

        private SdpResult<TrickleFragment> read(List<Line> lines) {
            for (Line line : lines) {
                Defect defect = take(line);
                if (defect != Defect.NONE) {
                    return SdpReader.malformed(defect, line.number(), line.value());
                }
            }
            closeSection();
            return new Parsed<>(new TrickleFragment(iceUfrag, icePwd, sections));
        }

        private Defect take(Line line) {
            return switch (line.type()) {
                case 'm' -> beginSection(line.value());
                case 'a' -> attribute(line.name(), line.argument());
                default -> Defect.NONE;
            };
        }

        private Defect beginSection(String value) {
            closeSection();
            if (sections.size() == SdpReader.MAX_SECTIONS) {
                return Defect.TOO_MANY_SECTIONS;
            }
            media = value.strip();
            return media.isEmpty() ? Defect.BAD_MEDIA : Defect.NONE;
        }

        /// Candidates before the first m-line belong to no section and go with it: §4.2 wants the m-line.
        private void closeSection() {
            if (!media.isEmpty()) {
                sections.add(new Section(media, mid, candidates, ended));
            }
            media = "";
            mid = "";
            candidates = new ArrayList<>();
            ended = false;
        }

        private Defect attribute(String name, String argument) {
            return switch (name) {
                case "mid" -> {
                    mid = argument;
                    yield SectionReader.isMid(argument) ? Defect.NONE : Defect.BAD_MID;
                }
                case "candidate" -> {
                    candidates.add("candidate:" + argument);
                    yield Defect.NONE;
                }
                case "end-of-candidates" -> {
                    ended = true;
                    yield Defect.NONE;
                }
                case "ice-ufrag" -> {
                    iceUfrag = iceUfrag.isEmpty() ? argument : iceUfrag;
                    yield SectionReader.isIce(argument, SectionReader.MIN_UFRAG_CHARS) ? Defect.NONE : Defect.BAD_ICE;
                }
                case "ice-pwd" -> {
                    icePwd = icePwd.isEmpty() ? argument : icePwd;
                    yield SectionReader.isIce(argument, SectionReader.MIN_PWD_CHARS) ? Defect.NONE : Defect.BAD_ICE;
                }
                default -> Defect.NONE;
            };
        }
    }
}
