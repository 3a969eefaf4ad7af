package dev.parley.media.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rtc.packets.rtp.HeaderExtension;
import dev.parley.rtc.sdp.Direction;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.PayloadFormat;
import dev.parley.rtc.sdp.Rid;
import dev.parley.rtc.sdp.SessionDescription;
import dev.parley.rtc.sdp.Simulcast;
import dev.parley.rtc.sdp.Ssrc;
import dev.parley.rtc.sdp.TransportDescription.Setup;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// What every answer must keep, whatever was offered (RFC 3264 §6, RFC 9429 §5.3.1, RFC 8843 §7.3).
final class AnswerLaws {
    private final SessionDescription offer;
    private final SessionDescription answer;
    private final SessionPlan plan;

    private AnswerLaws(SessionDescription offer, Negotiator.Agreed agreed) {
        this.offer = offer;
        this.answer = Offers.parsed(agreed.answer());
        this.plan = agreed.plan();
    }

    static void check(String offer, Negotiator.Outcome outcome) {
        switch (outcome) {
            case Negotiator.Refused(var why) -> {
                assertThat(why.status()).isIn(400, 403, 422);
                assertThat(why.code()).matches("[a-z]+(-[a-z]+)*");
                assertThat(why.message()).isNotEmpty();
            }
            case Negotiator.Agreed agreed -> new AnswerLaws(Offers.parsed(offer), agreed).check();
        }
    }

    private void check() {
        assertThat(answer.media()).hasSameSizeAs(offer.media());
        for (int i = 0; i < offer.media().size(); i++) {
            answers(offer.media().get(i), answer.media().get(i));
        }
        bundle();
        assertThat(answer.iceLite()).isTrue();
        payloadTypesMeanOneThing();
        streamsAreOurs();
        planned();
    }

    private void answers(MediaSection offered, MediaSection answered) {
        assertThat(answered.kind()).isEqualTo(offered.kind());
        assertThat(answered.mid()).isEqualTo(offered.mid());
        assertThat(answered.protocol()).isEqualTo(offered.protocol());
        if (offered.isRejected()) {
            assertThat(answered.isRejected()).isTrue();
        }
        if (answered.isRejected()) {
            return;
        }
        Direction flow = offered.direction().reversed();
        assertThat(!answered.direction().sends() || flow.sends()).isTrue();
        assertThat(!answered.direction().receives() || flow.receives()).isTrue();
        formats(offered, answered);
        layers(offered, answered);
        assertThat(answered.extensions())
                .allSatisfy(one -> assertThat(offered.extensions())
                        .anyMatch(other -> other.id() == one.id()
                                && other.uri().equals(one.uri())
                                && other.direction().reversed() == one.direction()));
        assertThat(answered.iceUfrag()).isEqualTo(Offers.LOCAL.ufrag());
        assertThat(answered.icePwd()).isEqualTo(Offers.LOCAL.pwd());
        assertThat(answered.fingerprint()).isEqualTo(Offers.OURS);
        assertThat(answered.setup()).isEqualTo(Setup.PASSIVE);
        assertThat(answered.transport().rtcpMux()).isTrue();
    }

    private static void formats(MediaSection offered, MediaSection answered) {
        assertThat(answered.payloads()).isNotEmpty();
        for (PayloadFormat format : answered.payloads()) {
            PayloadFormat origin = offered.payload(format.payloadType()).orElseThrow();
            assertThat(format.name()).isEqualTo(origin.name());
            assertThat(format.clockRate()).isEqualTo(origin.clockRate());
            assertThat(origin.feedback()).containsAll(format.feedback());
            if (format.is("rtx")) {
                assertThat(answered.payload(format.associatedPayloadType().orElseThrow()))
                        .isPresent();
            }
        }
    }

    private static void layers(MediaSection offered, MediaSection answered) {
        Simulcast simulcast = answered.simulcast();
        List<String> rids = answered.rids().stream().map(Rid::id).toList();
        assertThat(rids).doesNotHaveDuplicates();
        if (simulcast == null) {
            assertThat(rids).isEmpty();
            return;
        }
        assertThat(simulcast.send()).isEmpty();
        List<String> received =
                simulcast.receive().stream().map(one -> one.getFirst().rid()).toList();
        assertThat(received)
                .isEqualTo(Objects.requireNonNull(offered.simulcast()).sendRids());
        assertThat(rids).containsExactlyInAnyOrderElementsOf(received);
    }

    private void bundle() {
        List<String> alive = answer.media().stream()
                .filter(section -> !section.isRejected())
                .map(MediaSection::mid)
                .toList();
        assertThat(offer.bundle()).containsAll(answer.bundle());
        assertThat(alive).containsAll(answer.bundle());
        if (alive.size() > 1) {
            assertThat(answer.bundle()).isEqualTo(alive);
        }
        List<MediaSection> withCandidates = answer.media().stream()
                .filter(section -> !section.candidates().isEmpty())
                .toList();
        assertThat(withCandidates).hasSize(1);
        assertThat(withCandidates.getFirst().mid()).isEqualTo(alive.getFirst());
    }

    private void payloadTypesMeanOneThing() {
        Set<Integer> types = new HashSet<>();
        plan.payloads()
                .forEach(binding -> assertThat(types.add(binding.payloadType()))
                        .as("payload type %d", binding.payloadType())
                        .isTrue());
    }

    private void streamsAreOurs() {
        List<Integer> ssrcs = answer.media().stream()
                .flatMap(section -> section.ssrcs().stream())
                .map(Ssrc::value)
                .toList();
        List<Integer> planned = plan.slots().stream()
                .flatMap(slot -> Stream.of(slot.ssrc(), slot.rtxSsrc()))
                .filter(ssrc -> ssrc != 0)
                .toList();
        assertThat(ssrcs).isEqualTo(planned).doesNotHaveDuplicates().doesNotContain(plan.feedbackSsrc());
    }

    /// The plan and the answer say the same.
    private void planned() {
        ExtensionIds ids = plan.extensions();
        var used = Stream.of(HeaderExtension.values()).map(ids::of).filter(id -> id != 0);
        assertThat(used.toList()).doesNotHaveDuplicates().allMatch(id -> id > 0 && id < 15);
        for (MediaSection section : answer.media()) {
            assertThat(section.extensions())
                    .allSatisfy(one -> assertThat(
                                    ids.of(HeaderExtension.ofUri(one.uri()).orElseThrow()))
                            .isEqualTo(one.id()));
            if (!section.isRejected()) {
                boolean publishes = plan.publish(section.mid()) != null;
                boolean isSlot =
                        plan.slots().stream().anyMatch(slot -> slot.mid().equals(section.mid()));
                assertThat(section.direction().receives()).isEqualTo(publishes);
                assertThat(section.direction().sends()).isEqualTo(isSlot);
            }
        }
    }
}
