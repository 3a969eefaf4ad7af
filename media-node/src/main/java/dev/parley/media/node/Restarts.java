package dev.parley.media.node;

import dev.parley.media.control.Refusal;
import dev.parley.media.control.RestartResult;
import dev.parley.media.session.IceState;
import dev.parley.media.session.MediaSession;
import dev.parley.rtc.ice.Candidate;
import dev.parley.rtc.ice.IceCredentials;
import dev.parley.rtc.sdp.SdpResult;
import dev.parley.rtc.sdp.TrickleFragment;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a fragment (RFC 8840) means for a session: an ICE restart when it brings new credentials (RFC 9725 §4.3.3),
/// else nothing, since a lite agent sends no checks and needs no candidates of its peer.
final class Restarts {
    private static final int BAD_REQUEST = 400;

    private Restarts() {}

    /// @param ifMatch the generation the caller means; null or `*` for any
    record Ask(@Nullable String ifMatch, String fragment) {}

    /// The node's side of a restart.
    record Fresh(IceCredentials local, List<Candidate> candidates) {
        Fresh {
            candidates = List.copyOf(candidates);
        }
    }

    static RestartResult apply(MediaSession session, Ask ask, Fresh fresh) {
        return switch (TrickleFragment.parse(ask.fragment())) {
            case SdpResult.Malformed<TrickleFragment> bad ->
                new RestartResult.Refused(new Refusal(
                        BAD_REQUEST,
                        "sdp-" + bad.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        bad.why(),
                        "line " + bad.line(),
                        bad.code().expected()));
            case SdpResult.Parsed<TrickleFragment>(var fragment) -> apply(session, ask, fragment, fresh);
        };
    }

    private static RestartResult apply(MediaSession session, Ask ask, TrickleFragment fragment, Fresh fresh) {
        IceState ice = session.ice();
        String expected = ask.ifMatch();
        if (expected != null && !expected.equals("*") && !expected.equals(ice.etag())) {
            return new RestartResult.EtagMismatch(ice.etag());
        }
        if (!fragment.hasCredentials()
                || fragment.iceUfrag().equals(ice.remote().ufrag())) {
            return new RestartResult.NothingToDo();
        }
        session.restart(fresh.local(), new IceCredentials(fragment.iceUfrag(), fragment.icePwd()));
        String mid = session.plan().firstMid();
        var candidates = fresh.candidates().stream().map(Candidate::toSdp).toList();
        var section = TrickleFragment.Section.of(mid == null ? "" : mid, candidates);
        var answer = new TrickleFragment(fresh.local().ufrag(), fresh.local().pwd(), List.of(section));
        return new RestartResult.Restarted(answer.write(), session.ice().etag());
    }
}
