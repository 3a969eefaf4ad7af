package dev.parley.rtc.sdp;

import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.sdp.SdpResult.Defect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Collects the attributes of one media section, or of the session before the first one, whose transport and direction
/// are the defaults of all.
final class SectionReader {
    private static final long MAX_SSRC = 0xFFFF_FFFFL;
    private static final int MAX_PORT = 0xFFFF;
    private static final int MAX_ICE_CHARS = 256;
    static final int MIN_UFRAG_CHARS = 4;
    static final int MIN_PWD_CHARS = 22;

    private final MediaSection.Builder builder;
    private final TransportDescription.Builder transport = new TransportDescription.Builder();
    private final PayloadReader payloads;
    private final List<ExtMap> extensions = new ArrayList<>();
    private final List<Rid> rids = new ArrayList<>();
    private final Map<Integer, Map<String, String>> ssrcs = new LinkedHashMap<>();
    private final List<Ssrc.Group> ssrcGroups = new ArrayList<>();
    private MediaSection.@Nullable Msid msid;
    private @Nullable Direction direction;

    private SectionReader(MediaSection.Builder builder, PayloadReader payloads) {
        this.builder = builder;
        this.payloads = payloads;
    }

    static SectionReader ofSession() {
        return new SectionReader(MediaSection.builder(MediaSection.Kind.APPLICATION), new PayloadReader());
    }

    /// Begins a section: `video 9 UDP/TLS/RTP/SAVPF 96 97`. Empty when that is no such line.
    static Optional<SectionReader> ofMedia(String value) {
        List<String> words = SdpReader.words(value);
        Optional<MediaSection.Kind> kind = MediaSection.Kind.of(words.getFirst());
        if (kind.isEmpty() || words.size() < 4) {
            return Optional.empty();
        }
        int slash = words.get(1).indexOf('/'); // <port>/<number of ports>: nobody in WebRTC sends several
        long port = SdpReader.number(slash < 0 ? words.get(1) : words.get(1).substring(0, slash), MAX_PORT);
        String protocol = words.get(2);
        List<String> formats = words.subList(3, words.size());
        PayloadReader payloads = new PayloadReader();
        boolean isRtp = MediaSection.isRtp(protocol);
        if (port < 0 || (isRtp && !formats.stream().allMatch(payloads::list))) {
            return Optional.empty();
        }
        MediaSection.Builder builder = MediaSection.builder(kind.get())
                .port((int) port)
                .protocol(protocol)
                .formats(isRtp ? List.of() : formats);
        return Optional.of(new SectionReader(builder, payloads));
    }

    Defect attribute(String name, String argument) {
        return switch (name) {
            case "mid" -> mid(argument);
            case "sendrecv", "sendonly", "recvonly", "inactive" -> {
                direction = Direction.of(name).orElse(direction);
                yield Defect.NONE;
            }
            case "rtpmap" -> payloads.rtpmap(argument);
            case "fmtp" -> payloads.fmtp(argument);
            case "rtcp-fb" -> payloads.feedback(argument);
            case "extmap" -> extension(argument);
            case "msid" -> msid(argument);
            case "rid" -> rid(argument);
            case "simulcast" -> simulcast(argument);
            case "ssrc" -> ssrc(argument);
            case "ssrc-group" -> ssrcGroup(argument);
            default -> transportAttribute(name, argument);
        };
    }

    private Defect transportAttribute(String name, String argument) {
        return switch (name) {
            case "ice-ufrag" -> iceUfrag(argument);
            case "ice-pwd" -> icePwd(argument);
            case "setup" -> setup(argument);
            case "fingerprint" -> fingerprint(argument);
            default -> {
                takeAsItIs(name, argument);
                yield Defect.NONE;
            }
        };
    }

    /// What cannot be malformed; and all that a WebRTC endpoint does not act on.
    private void takeAsItIs(String name, String argument) {
        switch (name) {
            case "ice-options" -> transport.iceOptions(argument.isBlank() ? List.of() : SdpReader.words(argument));
            case "rtcp-mux" -> transport.rtcpMux(true);
            case "rtcp-rsize" -> transport.rtcpReducedSize(true);
            case "candidate" -> transport.candidate("candidate:" + argument);
            case "end-of-candidates" -> transport.endOfCandidates(true);
            case "bundle-only" -> builder.bundleOnly(true);
            default -> {}
        }
    }

    /// What the section left unsaid comes from the session.
    MediaSection finish(SectionReader session) {
        Direction own = direction != null ? direction : session.direction;
        List<ExtMap> all = new ArrayList<>(session.extensions);
        all.addAll(extensions);
        List<Ssrc> streams = new ArrayList<>(ssrcs.size());
        ssrcs.forEach((ssrc, attributes) -> streams.add(new Ssrc(ssrc, attributes)));
        return builder.direction(own != null ? own : Direction.SENDRECV)
                .payloads(payloads.finish())
                .extensions(all)
                .msid(msid)
                .rids(rids)
                .ssrcs(streams)
                .ssrcGroups(ssrcGroups)
                .transport(transport.inherit(session.transport).build())
                .build();
    }

    private Defect mid(String argument) {
        if (!isMid(argument)) {
            return Defect.BAD_MID;
        }
        builder.mid(argument);
        return Defect.NONE;
    }

    static boolean isMid(String text) {
        return !text.isEmpty()
                && text.length() <= SdpReader.MAX_MID_CHARS
                && text.chars().allMatch(c -> c > ' ' && c < 127);
    }

    /// `3 <URI>`, `8/sendonly <URI> <attributes>`; the attributes say nothing we act on.
    private Defect extension(String argument) {
        List<String> words = SdpReader.words(argument);
        String[] idAndDirection = words.getFirst().split("/", -1);
        long id = SdpReader.number(idAndDirection[0], ExtMap.MAX_ID);
        Optional<Direction> way =
                switch (idAndDirection.length) {
                    case 1 -> Optional.of(Direction.SENDRECV);
                    case 2 -> Direction.of(idAndDirection[1]);
                    default -> Optional.empty();
                };
        if (id < 1 || way.isEmpty() || words.size() < 2) {
            return Defect.BAD_EXTENSION;
        }
        extensions.add(new ExtMap((int) id, way.get(), words.get(1)));
        return Defect.NONE;
    }

    /// A track may be in several streams; the first says enough.
    private Defect msid(String argument) {
        List<String> words = SdpReader.words(argument);
        if (words.getFirst().isEmpty() || words.size() > 2) {
            return Defect.BAD_MSID;
        }
        msid = msid != null ? msid : new MediaSection.Msid(words.getFirst(), words.size() == 2 ? words.get(1) : "");
        return Defect.NONE;
    }

    private Defect rid(String argument) {
        String[] words = argument.strip().split("\\s+", 3);
        if (words.length < 2 || !Rid.isId(words[0]) || !(words[1].equals("send") || words[1].equals("recv"))) {
            return Defect.BAD_RID;
        }
        Direction way = words[1].equals("send") ? Direction.SENDONLY : Direction.RECVONLY;
        rids.add(new Rid(words[0], way, words.length == 3 ? words[2] : ""));
        return Defect.NONE;
    }

    private Defect simulcast(String argument) {
        Optional<Simulcast> layers = Simulcast.parse(argument);
        layers.ifPresent(builder::simulcast);
        return layers.isPresent() ? Defect.NONE : Defect.BAD_SIMULCAST;
    }

    /// `1234 cname:abc`, one attribute a line.
    private Defect ssrc(String argument) {
        String[] words = argument.strip().split("\\s+", 2);
        long ssrc = SdpReader.number(words[0], MAX_SSRC);
        if (ssrc < 0 || words.length != 2) {
            return Defect.BAD_SSRC;
        }
        int colon = words[1].indexOf(':');
        String name = colon < 0 ? words[1] : words[1].substring(0, colon);
        String value = colon < 0 ? "" : words[1].substring(colon + 1);
        if (name.isEmpty()) {
            return Defect.BAD_SSRC;
        }
        ssrcs.computeIfAbsent((int) ssrc, _ -> new LinkedHashMap<>()).put(name, value);
        return Defect.NONE;
    }

    /// `FID 1234 5678`.
    private Defect ssrcGroup(String argument) {
        List<String> words = SdpReader.words(argument);
        List<Integer> members = new ArrayList<>(words.size());
        for (String word : words.subList(1, words.size())) {
            long ssrc = SdpReader.number(word, MAX_SSRC);
            if (ssrc < 0) {
                return Defect.BAD_SSRC;
            }
            members.add((int) ssrc);
        }
        if (members.isEmpty() || words.getFirst().isEmpty()) {
            return Defect.BAD_SSRC;
        }
        ssrcGroups.add(new Ssrc.Group(words.getFirst(), members));
        return Defect.NONE;
    }

    private Defect iceUfrag(String argument) {
        transport.iceUfrag(argument);
        return isIce(argument, MIN_UFRAG_CHARS) ? Defect.NONE : Defect.BAD_ICE;
    }

    private Defect icePwd(String argument) {
        transport.icePwd(argument);
        return isIce(argument, MIN_PWD_CHARS) ? Defect.NONE : Defect.BAD_ICE;
    }

    private Defect setup(String argument) {
        Optional<TransportDescription.Setup> role = TransportDescription.Setup.of(argument);
        role.ifPresent(transport::setup);
        return role.isPresent() ? Defect.NONE : Defect.BAD_SETUP;
    }

    /// One that is malformed, or of an algorithm that can be forged, counts as none: the handshake then has
    /// nothing to trust and the answerer says so.
    private Defect fingerprint(String argument) {
        List<String> words = SdpReader.words(argument);
        if (words.size() == 2) {
            Fingerprint.of(words.get(0), words.get(1)).ifPresent(transport::fingerprint);
        }
        return Defect.NONE;
    }

    /// RFC 8839 §5.4 wants letters, digits, + and /, but the example of RFC 9725 has a colon and stacks follow
    /// it: any printable ASCII is taken.
    static boolean isIce(String text, int minChars) {
        return text.length() >= minChars
                && text.length() <= MAX_ICE_CHARS
                && text.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
