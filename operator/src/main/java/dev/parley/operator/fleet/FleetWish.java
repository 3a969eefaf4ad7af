package dev.parley.operator.fleet;

import dev.parley.crds.parts.DrainPolicy;
import dev.parley.crds.parts.OnNodeCordon;

/// What is wished of a fleet.
///
/// @param maxUnavailable how many nodes may be away at once
/// @param maxSurge whether there may be one more meanwhile, which takes the rooms of a single node; more never help
/// @param canary how many outdated nodes are replaced first
public record FleetWish(
        int replicas,
        DrainPolicy policy,
        int deadlineSeconds,
        int roomsPerSecond,
        OnNodeCordon onNodeCordon,
        int maxUnavailable,
        int maxSurge,
        int canary,
        boolean pauseAfterCanary) {}
