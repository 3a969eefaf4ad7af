package dev.parley.media.node;

import dev.parley.media.egress.SendRate;
import dev.parley.media.egress.SlotRecord;
import dev.parley.media.negotiation.Negotiator;
import dev.parley.media.negotiation.SlotPlan;
import dev.parley.media.rewriting.RewriterState;
import dev.parley.media.session.IceState;
import dev.parley.media.session.SessionIdentity;
import dev.parley.media.session.SessionRecord;
import dev.parley.protocol.SlotWish;
import dev.parley.protocol.node.SessionKind;
import dev.parley.rtc.ice.IceCredentials;
import java.util.List;
import java.util.random.RandomGenerator;

/// The value that a session begins as.
final class NewSession {
    /// A viewer of WHEP never wishes: the active speaker, as large as they come.
    private static final int VIEWER_HEIGHT = 1_080;

    /// A client of ours wishes within a moment; until then everybody small.
    private static final int FIRST_HEIGHT = 180;

    /// RFC 3711 §3.3.1: a first sequence number below 2^15 keeps a lost first packet from confusing the rollover
    /// counter.
    private static final int FIRST_SEQUENCE = 1 << 15;

    private NewSession() {}

    static SessionRecord of(SessionIdentity identity, Negotiator.Agreed agreed, IceState ice, RandomGenerator random) {
        int height = identity.kind() == SessionKind.WHEP ? VIEWER_HEIGHT : FIRST_HEIGHT;
        List<SlotRecord> slots = agreed.plan().slots().stream()
                .map(slot -> fresh(slot, height, random))
                .toList();
        boolean measured = agreed.plan().extensions().transportCc() != 0;
        return new SessionRecord(identity, ice, agreed.plan(), null, List.of(), slots, SendRate.fresh(measured));
    }

    private static SlotRecord fresh(SlotPlan plan, int height, RandomGenerator random) {
        var rewriter = RewriterState.fresh(random.nextInt(FIRST_SEQUENCE), random.nextInt());
        var wish = new SlotWish(plan.mid(), null, null, height);
        return new SlotRecord(plan, rewriter, wish, random.nextInt(FIRST_SEQUENCE), 0, 0, 0, 0);
    }

    static IceState ice(IceCredentials local, Negotiator.Agreed agreed, int door) {
        return new IceState(local, null, agreed.remote(), 0, door, 0, null);
    }
}
