/// The spec and the status of a MeetingCluster: one meeting system, its signaling, and what its regions
/// have in common.
@NullMarked
package dev.parley.crds.cluster;

import org.jspecify.annotations.NullMarked;
