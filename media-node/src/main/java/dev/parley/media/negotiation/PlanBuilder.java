package dev.parley.media.negotiation;

import dev.parley.protocol.node.PublishedSource;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.room.Source;
import dev.parley.rtc.sdp.Direction;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.PayloadFormat;
import dev.parley.rtc.sdp.Rid;
import dev.parley.rtc.sdp.Simulcast;
import dev.parley.rtc.sdp.Ssrc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Collects the plan of a session, section by section.
final class PlanBuilder {
    /// Simulcast with more layers than this gains nothing and costs every receiver a decision.
    static final int LAYERS = 3;

    /// Names of layers, lowest first, as the common clients say them. Others are taken in the order they are offered.
    private static final List<List<String>> LADDERS = List.of(List.of("l", "m", "h"), List.of("q", "h", "f"));

    private final SessionRequest request;
    private final RandomGenerator random;
    private final List<PublishPlan> publishes = new ArrayList<>();
    private final List<SlotPlan> slots = new ArrayList<>();
    private final List<PayloadBinding> payloads = new ArrayList<>();
    private final Map<Integer, String> meanings = new HashMap<>();
    private final Set<Integer> ssrcs = new HashSet<>();
    private int audioSources;
    private int videoSources;

    PlanBuilder(SessionRequest request, RandomGenerator random) {
        this.request = request;
        this.random = random;
    }

    /// The source that the next section of this kind carries, or null when the participant may not publish it.
    @Nullable
    PublishPlan publish(MediaSection section, CodecChoice codecs) throws NotAcceptable {
        boolean audio = section.kind() == MediaSection.Kind.AUDIO;
        claim(codecs);
        Source source = audio ? audioSource(audioSources++) : videoSource(videoSources++);
        if (source == null
                || request.sources().stream().map(PublishedSource::source).noneMatch(source::equals)) {
            return null;
        }
        List<String> rids = rids(section);
        var plan = new PublishPlan(section.mid(), source, rids, rids.isEmpty() ? pairs(section) : List.of());
        publishes.add(plan);
        for (SlotPlan.SlotCodec codec : codecs.codecs()) {
            bind(codec);
        }
        return plan;
    }

    private static @Nullable Source audioSource(int order) {
        return order == 0 ? Source.MICROPHONE : order == 1 ? Source.SCREEN_AUDIO : null;
    }

    private static @Nullable Source videoSource(int order) {
        return order == 0 ? Source.CAMERA : order == 1 ? Source.SCREEN : null;
    }

    private void bind(SlotPlan.SlotCodec codec) {
        int primary = codec.payloadType();
        if (payloads.stream().anyMatch(known -> known.payloadType() == primary)) {
            return; // of an earlier section
        }
        payloads.add(new PayloadBinding(primary, codec.codec(), false, primary));
        if (codec.rtxPayloadType() >= 0) {
            payloads.add(new PayloadBinding(codec.rtxPayloadType(), codec.codec(), true, primary));
        }
    }

    /// BUNDLE: the same number means the same format in every section (RFC 8843 §10.1.1), because packets are told
    /// apart by it.
    private void claim(CodecChoice codecs) throws NotAcceptable {
        for (PayloadFormat format : codecs.formats()) {
            String apt = format.parameter("apt", "");
            String meaning = (format.name() + " " + apt).strip().toLowerCase(Locale.ROOT);
            String before = meanings.putIfAbsent(format.payloadType(), meaning);
            if (before != null && !before.equals(meaning)) {
                throw new NotAcceptable(
                        "payload-type-conflict",
                        "A payload type means two things in one bundle.",
                        format.payloadType() + ": " + before + " and " + meaning,
                        "one format for each payload type (RFC 8843)");
            }
        }
    }

    SlotPlan slot(MediaSection section, CodecChoice codecs) throws NotAcceptable {
        claim(codecs);
        boolean audio = section.kind() == MediaSection.Kind.AUDIO;
        boolean rtx = codecs.codecs().stream().anyMatch(codec -> codec.rtxPayloadType() >= 0);
        var plan = new SlotPlan(section.mid(), audio, newSsrc(), rtx ? newSsrc() : 0, codecs.codecs());
        slots.add(plan);
        return plan;
    }

    private int newSsrc() {
        int ssrc = random.nextInt();
        while (ssrc == 0 || !ssrcs.add(ssrc)) {
            ssrc = random.nextInt();
        }
        return ssrc;
    }

    private static List<String> rids(MediaSection section) throws NotAcceptable {
        Simulcast simulcast = section.kind() == MediaSection.Kind.VIDEO ? section.simulcast() : null;
        List<String> sent = simulcast == null ? List.of() : simulcast.sendRids();
        List<String> known = section.rids().stream()
                .filter(rid -> rid.direction() == Direction.SENDONLY)
                .map(Rid::id)
                .toList();
        boolean repeats = Set.copyOf(sent).size() < sent.size();
        if (sent.size() > LAYERS || repeats || !known.containsAll(sent)) {
            throw new NotAcceptable(
                    "simulcast",
                    "Section '" + section.mid() + "' offers simulcast that cannot be understood.",
                    String.join(";", sent),
                    "at most " + LAYERS + " layers, each with its a=rid line (RFC 8853)");
        }
        for (List<String> ladder : LADDERS) {
            if (ladder.containsAll(sent)) {
                return ladder.stream().filter(sent::contains).toList();
            }
        }
        return sent;
    }

    private static List<PublishPlan.SsrcPair> pairs(MediaSection section) {
        var repair = section.ssrcGroups().stream()
                .filter(group ->
                        group.semantics().equals("FID") && group.ssrcs().size() == 2)
                .map(Ssrc.Group::ssrcs)
                .toList();
        var pairs = new ArrayList<PublishPlan.SsrcPair>();
        for (Ssrc ssrc : section.ssrcs()) {
            boolean isRtx = repair.stream().anyMatch(pair -> pair.get(1) == ssrc.value());
            if (!isRtx) {
                int rtx = repair.stream()
                        .filter(pair -> pair.get(0) == ssrc.value())
                        .mapToInt(pair -> pair.get(1))
                        .findFirst()
                        .orElse(0);
                pairs.add(new PublishPlan.SsrcPair(ssrc.value(), rtx));
            }
        }
        return pairs;
    }

    SessionPlan build(OfferReader offer) {
        return new SessionPlan(publishes, slots, payloads, offer.extensions(), offer.reducedSizeRtcp(), newSsrc());
    }
}
