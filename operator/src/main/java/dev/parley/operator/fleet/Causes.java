package dev.parley.operator.fleet;

import org.jspecify.annotations.Nullable;

/// Why a node is not to stay as it is, by what is wished for and by what is seen of it.
final class Causes {
    private final FleetWish wish;

    Causes(FleetWish wish) {
        this.wish = wish;
    }

    /// The gravest reason why the node is not to stay as it is.
    /// `target`: how many nodes are to stay.
    @Nullable
    Cause of(Seen node, int target) {
        Seen.Pod pod = node.pod();
        if (node.isLeaving()) {
            return Cause.EVICTED;
        }
        if (node.ordinal() >= target) {
            return Cause.SCALE_IN;
        }
        if (pod.ask() == Seen.Ask.REPLACE) {
            return Cause.ASKED_TO_REPLACE;
        }
        if (pod.ask() == Seen.Ask.DRAIN) {
            return Cause.ASKED_TO_DRAIN;
        }
        Cause host = ofHost(pod.host());
        if (host != null && host.drains()) {
            return host;
        }
        if (!pod.isCurrent()) {
            return Cause.OUTDATED;
        }
        return pod.ask() == Seen.Ask.CORDON ? Cause.ASKED_TO_CORDON : host;
    }

    private @Nullable Cause ofHost(Seen.Host host) {
        return switch (host) {
            case FINE -> null;
            case CORDONED ->
                switch (wish.onNodeCordon()) {
                    case IGNORE -> null;
                    case CORDON -> Cause.CORDONED_WITH_HOST;
                    case DRAIN -> Cause.HOST_CORDONED;
                };
        };
    }
}
