package dev.parley.media.negotiation;

import dev.parley.media.control.Refusal;
import dev.parley.protocol.node.SessionKind;
import dev.parley.protocol.node.SessionRequest;
import dev.parley.rtc.dtls.Fingerprint;
import dev.parley.rtc.ice.Candidate;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.sdp.MediaSection;
import dev.parley.rtc.sdp.SdpResult;
import dev.parley.rtc.sdp.SessionDescription;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// From an offer to an answer and a plan. Pure but for the randomness of SSRCs, which is handed in; runs on any thread.
///
/// The answer is the only one of the session's life (ADR-0001): the client's sendonly sections become publishes, its
/// recvonly sections slots, each with an SSRC that stays.
public final class Negotiator {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final Fingerprint fingerprint;
    private final RandomGenerator random;

    public Negotiator(Fingerprint fingerprint, RandomGenerator random) {
        this.fingerprint = fingerprint;
        this.random = random;
    }

    /// An offer and the place that is prepared for it.
    public record Offered(SessionRequest request, IceCredentials local, List<Candidate> candidates) {
        public Offered {
            candidates = List.copyOf(candidates);
        }
    }

    /// What came of an offer.
    public sealed interface Outcome permits Agreed, Refused {}

    /// A plan and the answer that says it.
    ///
    /// @param remoteFingerprints of which the client's certificate must match one
    public record Agreed(SessionPlan plan, String answer, IceCredentials remote, List<Fingerprint> remoteFingerprints)
            implements Outcome {
        public Agreed {
            remoteFingerprints = List.copyOf(remoteFingerprints);
        }
    }

    public record Refused(Refusal refusal) implements Outcome {}

    public Outcome negotiate(Offered offered) {
        return switch (SessionDescription.parse(offered.request().sdp())) {
            case SdpResult.Malformed<SessionDescription> bad -> new Refused(malformed(bad));
            case SdpResult.Parsed<SessionDescription>(var offer) -> agree(offered, offer);
        };
    }

    private static Refusal malformed(SdpResult.Malformed<SessionDescription> bad) {
        String code = "sdp-" + bad.code().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Refusal(
                BAD_REQUEST, code, bad.why(), "line " + bad.line(), bad.code().expected());
    }

    private Outcome agree(Offered offered, SessionDescription description) {
        try {
            var offer = new OfferReader(description);
            var plans = new PlanBuilder(offered.request(), random);
            var answer = new AnswerBuilder(fingerprint, offered, offer);
            for (MediaSection section : offer.sections()) {
                answerSection(offered.request().kind(), section, plans, answer);
            }
            SessionPlan plan = plans.build(offer);
            if (plan.slots().isEmpty() && plan.publishes().isEmpty()) {
                return new Refused(
                        Refusal.of(FORBIDDEN, "not-allowed", "This participant may not publish what the offer sends."));
            }
            long id = random.nextLong(Long.MAX_VALUE);
            return new Agreed(plan, answer.text(id), offer.credentials(), offer.fingerprints());
        } catch (NotAcceptable no) {
            return new Refused(no.refusal());
        }
    }

    private static void answerSection(SessionKind kind, MediaSection section, PlanBuilder plans, AnswerBuilder answer)
            throws NotAcceptable {
        switch (SectionRole.of(section, kind)) {
            case PUBLISH -> {
                CodecChoice codecs = CodecChoice.of(section);
                PublishPlan plan = plans.publish(section, codecs);
                if (plan == null) {
                    answer.idle(section, codecs); // not granted: the rest of the session is
                } else {
                    answer.publish(section, plan, codecs);
                }
            }
            case SLOT -> {
                CodecChoice codecs = CodecChoice.of(section);
                answer.slot(section, plans.slot(section, codecs), codecs);
            }
            case IDLE -> {
                CodecChoice codecs = CodecChoice.in(section);
                if (codecs.isEmpty()) {
                    answer.reject(section); // nothing would flow anyway: no reason to refuse the rest
                } else {
                    answer.idle(section, codecs);
                }
            }
            case REJECTED -> answer.reject(section);
        }
    }
}
